"""The charge sheet of a case, one charge, and every act before a court as a form of its own."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from saola.apps.accounts import policy
from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import vocabularies
from saola.core.casework import CaseworkRefusal
from saola.core.values import PartialDate

from ..actions.charging import CannotBeChargedError
from ..actions.taking import ChangedMeanwhileError
from ..forms.court import FORMS, acts_for
from ..models import Appeal, Case, Charge, Element, Hearing, Sentence
from ..queries import charges as sheets
from .opening import find, told


@needs(Permission.CASES_READ)
@require_GET
def charges(request: HttpRequest, number: str) -> HttpResponse:
    """For the facts, the day and the place of this case: what can, may and cannot be charged, and what is."""
    case = find(request, number)
    if (instead := told(request, case)) is not None:
        return instead
    who = case.involved.filter(pk=_number(request.GET.get("defendant"))).first()
    on = request.GET.get("on", "").strip()
    sheet = sheets.sheet(case, seen_by=request.user, defendant=who, acted_on=on if _is_day(on) else "")
    shown = {
        "case": case,
        "sheet": sheet,
        "parts": _parts(sheet),
        "drawn": sheets.drawn(case),
        "who": who,
        "accused": case.involved.select_related("party").exclude(subject__in=("victim", "other")),
        "missing": [(_fact(name), many, _state_url(case, name)) for name, many in sheet.missing[:12]],
        "links": _links(case),
        "may_draft": _may(request, case, Permission.CASES_PROSECUTE),
        "country": vocabularies.country_label(sheet.country) if sheet.country else "",
        "on": on,
        "crumbs": _crumbs(case, _("Charge sheet")),
    }
    return render(request, "cases/court/charges.html", shown)


@needs(Permission.CASES_READ)
@require_GET
def charge(request: HttpRequest, number: str, count: int) -> HttpResponse:
    """One charge: what it must prove and what proves it, what is missing, what became of it."""
    case = find(request, number)
    if (instead := told(request, case)) is not None:
        return instead
    row = get_object_or_404(case.charges.select_related("defendant__party", "decided_by"), count=count)
    known = dict(sheets.proofs(case, seen_by=request.user))
    elements = [
        {
            "row": one,
            "proof": [known.get(each, each) for each in one.proof],
            "acts": acts_for(one, _allows(request, case)),
        }
        for one in row.elements.all()
    ]
    sentences = [
        {"row": one, "acts": acts_for(one, _allows(request, case))}
        for one in row.sentences.order_by("pk").select_related("replaced_by")
    ]
    shown = {
        "case": case,
        "charge": row,
        "elements": elements,
        "open": [one for one in elements if one["row"].is_shown is None],
        "sentences": sentences,
        "acts": acts_for(row, _allows(request, case)),
        "reason": vocabularies.label("outcome_reasons", row.outcome_reason) if row.outcome_reason else "",
        "group": vocabularies.group_label(row.group) if row.group else "",
        "crumbs": _crumbs(case, str(row.count), sheet=True),
    }
    return render(request, "cases/court/charge.html", shown)


_ROWS: dict[Any, str] = {
    Charge: "case",
    Element: "charge__case",
    Sentence: "charge__case",
    Hearing: "case",
    Appeal: "case",
}
"""How each kind of row belongs to its case."""


@needs(Permission.CASES_WRITE)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, name: str, pk: int) -> HttpResponse:
    """One act before a court: its form, and doing it. Whether it is allowed, the action asks the policy again."""
    case = find(request, number)
    kind = FORMS.get(name)
    if kind is None or not _may(request, case, kind.permission):
        raise Http404
    row = case if kind.about is Case else _row(kind.about, case, pk)
    if not kind.fits(row):
        messages.warning(request, _("Nothing was entered: this cannot be done now. Look how it stands."))
        return redirect(_back(case, row))
    if (instead := told(request, case)) is not None:
        return instead
    start = {key: value for key, value in request.GET.items() if key in kind.base_fields}
    form = kind(
        request.POST if request.method == "POST" else None,
        case=case,
        row=row,
        person=request.user,
        initial=start,
    )
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            done = form.do()
            messages.success(request, _("Entered."))
            return redirect(_back(case, done if isinstance(done, Charge) else row))
        except CannotBeChargedError as error:
            refused = error.finding
        except CaseworkRefusal as error:
            form.add_error(None, " ".join(_in_words(error)))
        except ChangedMeanwhileError:
            messages.warning(
                request,
                _("Somebody changed this meanwhile; nothing of yours was entered. Look again, then decide."),
            )
            return redirect(_back(case, row))
        except PermissionDenied as error:
            raise Http404 from error
    shown = {
        "form": form,
        "case": case,
        "row": row,
        "refused": refused,
        "back": _back(case, row),
        "crumbs": _crumbs(case, str(kind.title)),
    }
    return render(request, "cases/court/act.html", shown)


def _in_words(refusal: CaseworkRefusal) -> list[str]:
    return [refusal.message.in_words(_), *(reason.text.in_words(_) for reason in refusal.reasons)]


def _row(model: Any, case: Case, pk: int) -> Any:
    return get_object_or_404(model.objects.filter(**{_ROWS[model]: case}), pk=pk)


def _back(case: Case, row: Any) -> str:
    charge = row if isinstance(row, Charge) else getattr(row, "charge", None)
    if isinstance(charge, Charge):
        return reverse("cases:charge", args=[case.number, charge.count])
    return reverse("cases:court", args=[case.number])


def _may(request: HttpRequest, case: Case, permission: Permission) -> bool:
    return bool(policy.decide(request.user, permission, case, {"purpose": case.number}))


def _allows(request: HttpRequest, case: Case) -> Any:
    return lambda permission: _may(request, case, permission)


def _parts(sheet: sheets.Sheet) -> list[dict[str, Any]]:
    """The three parts of the sheet, in their order, with their headings."""
    parts = [
        ("yes", _("Can be charged"), _("It can be charged."), sheet.can),
        ("unknown", _("May be charged: something is missing"), _("Whether it can is open."), sheet.may),
        ("no", _("Cannot be charged"), "", sheet.cannot),
    ]
    names = ("outcome", "title", "answer", "lines")
    return [dict(zip(names, part, strict=True)) for part in parts]


def _fact(name: str) -> str:
    known = vocabularies.vocabulary("law_facts")
    return vocabularies.label("law_facts", name) if name in known else _LIMBS.get(name, lambda: name)()


_LIMBS = {
    "place": lambda: _("the country, and the part of it, where it happened"),
    "species": lambda: _("the species, as the law names it"),
    "tiers": lambda: _("the facts on which the penalty hangs"),
    "unless": lambda: _("a permit or another exemption"),
    "in_force": lambda: _("when the provision was in force"),
    "age": lambda: _("the age of the accused"),
}


def _links(case: Case) -> dict[str, str]:
    """Where each fact that an answer lacks is stated."""
    names = (*vocabularies.vocabulary("law_facts"), "place", "species", "unless", "age")
    return {name: _state_url(case, name) for name in names}


_STATED_AS = {"place": "subdivision", "species": "taxon", "unless": "permit", "age": "is_child"}


def _state_url(case: Case, name: str) -> str:
    name = _STATED_AS.get(name, name)
    url = reverse("cases:do", args=[case.number, "state-fact"])
    return f"{url}?name={name}" if name in vocabularies.vocabulary("law_facts") else url


def _is_day(text: str) -> bool:
    try:
        return PartialDate.parse_iso(text).year is not None
    except ValueError:
        return False


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 15 else None


def _crumbs(case: Case, here: str, sheet: bool = False) -> list[dict[str, str]]:
    trail = [
        {"label": _("Cases"), "url": reverse("cases:list")},
        {"label": case.number, "url": reverse("cases:case", args=[case.number])},
    ]
    if sheet:
        trail.append({"label": _("Charge sheet"), "url": reverse("cases:charges", args=[case.number])})
    return [*trail, {"label": here, "url": ""}]
