"""Pages of people: all of them, and one with their roles, their end and their account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from . import actions, approval_views, approvals, granting
from .forms import PersonForm, RoleForm
from .forms_of_access import AccountForm, GrantForm
from .models import Grant, Person
from .permits import needs
from .roles import ROLES, Permission
from .signing_in.freshness import recently


@needs(Permission.PEOPLE_MANAGE)
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, and a form that adds somebody; adding asks for the second factor anew."""
    return _add(request) if request.method == "POST" else _people_page(request, PersonForm())


@recently
def _add(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _people_page(request, form)
    fields = form.cleaned_data
    try:
        actions.create_person(**fields, by=request.user)
    except approvals.NeedsApprovalError as error:
        return approval_views.needed(request, error)
    messages.success(request, _("%(name)s may now sign in.") % {"name": fields["full_name"]})
    return redirect("accounts:people")


def _people_page(request: HttpRequest, form: PersonForm) -> HttpResponse:
    shown = {
        "form": form,
        "people": Person.objects.select_related("agency").prefetch_related("grants"),
        "roles": ROLES,
        "ending": granting.ending_soon(),
    }
    return render(request, "accounts/people.html", shown)


@needs(Permission.PEOPLE_MANAGE)
@require_http_methods(["GET"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: role and its end, further roles, account. Their need-to-know lists are not shown here."""
    return _person_page(request, get_object_or_404(Person.objects.select_related("agency"), pk=pk))


def _person_page(request: HttpRequest, found: Person, **forms) -> HttpResponse:
    account = {"unit": found.unit, "leaves_on": found.leaves_on, "is_active": found.is_active}
    shown = {
        "person": found,
        "role": ROLES.get(found.role),
        "roles": ROLES.values(),
        "grants": [
            (ROLES[g.role], g) for g in found.grants.in_force().select_related("agency", "granted_by")
        ],
        "past": found.grants.exclude(pk__in=found.grants.in_force()).select_related("ended_by"),
        "grant_form": GrantForm(),
        "account_form": AccountForm(initial=account),
        "is_self": found.pk == request.user.pk,
        "crumbs": [{"label": _("People"), "url": reverse("accounts:people")}, {"label": str(found)}],
        **forms,
    }
    return render(request, "accounts/person.html", shown)


@needs(Permission.PEOPLE_MANAGE)
@recently
@require_POST
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Person, pk=pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            actions.change_role(found, role=form.cleaned_data["role"], by=request.user)
            messages.success(request, _("The role was changed."))
        except approvals.NeedsApprovalError as error:
            return approval_views.needed(request, error)
        except ValueError:
            messages.error(request, _("Nothing was changed: nobody changes their own role."))
    return redirect("accounts:person", pk)


@needs(Permission.PEOPLE_MANAGE)
@recently
@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody keep their role for twelve months more."""
    found = get_object_or_404(Person, pk=pk)
    try:
        granting.renew(found, by=request.user)
        messages.success(request, _("The role is held for twelve months from today."))
    except ValueError:
        messages.error(request, _("Nothing was changed: nobody renews their own role."))
    return redirect("accounts:person", pk)


@needs(Permission.PEOPLE_MANAGE)
@recently
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a further role."""
    found = get_object_or_404(Person, pk=pk)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _person_page(request, found, grant_form=form)
    try:
        granting.give(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The further role was given."))
    except approvals.NeedsApprovalError as error:
        return approval_views.needed(request, error)
    except ValueError:
        messages.error(
            request, _("Nothing was given: the last day must lie within twelve months from today.")
        )
    return redirect("accounts:person", pk)


@needs(Permission.PEOPLE_MANAGE)
@recently
@require_POST
def end_grant(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    found = get_object_or_404(Grant, pk=grant, person=pk)
    granting.end(found, by=request.user)
    messages.success(request, _("The further role ended."))
    return redirect("accounts:person", pk)


@needs(Permission.PEOPLE_MANAGE)
@recently
@require_POST
def change_account(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit, the day of leaving, and whether the account is open."""
    found = get_object_or_404(Person, pk=pk)
    form = AccountForm(request.POST)
    if not form.is_valid():
        return _person_page(request, found, account_form=form)
    try:
        granting.change_account(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The account was changed."))
    except ValueError:
        messages.error(request, _("Nothing was changed: nobody closes their own account."))
    return redirect("accounts:person", pk)
