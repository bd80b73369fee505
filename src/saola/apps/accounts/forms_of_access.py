"""Forms of roles, lists, approvals, emergencies and reviews: they check what is typed and write nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saola.core.access import HANDLING
from saola.core.values import Message

from .models import KINDS, Agency, Compartment, Emergency, Person
from .roles import ROLES

_DAY = forms.DateInput(attrs={"type": "date"})


class GrantForm(forms.Form):
    role = forms.ChoiceField(label=_("Further role"), choices=[(r.code, r.label) for r in ROLES.values()])
    agency = forms.ModelChoiceField(
        Agency.objects.all(),
        label=_("For the records of"),
        required=False,
        empty_label=_("all agencies"),
    )
    until = forms.DateField(
        label=_("Last day"), required=False, widget=_DAY, help_text=_("Within twelve months.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class AccountForm(forms.Form):
    unit = forms.CharField(
        label=_("Unit"),
        max_length=100,
        required=False,
        help_text=_("The section or post. A second person is of another one."),
    )
    leaves_on = forms.DateField(label=_("Leaves on"), required=False, widget=_DAY)
    is_active = forms.BooleanField(label=_("May sign in"), required=False)


class ListForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    code = forms.SlugField(
        label=_("Code"),
        max_length=50,
        help_text=_("A short word that says nothing of the case; the journal names the list by it."),
    )
    reason = forms.CharField(label=_("Why it is held close"), widget=forms.Textarea(attrs={"rows": 3}))
    agency = forms.ModelChoiceField(
        Agency.objects.all(), label=_("Agency that leads it"), required=False, empty_label=_("none alone")
    )

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if Compartment.objects.filter(code=code).exists():
            raise forms.ValidationError(_("This code is taken. Choose another."))
        return code


class MemberForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.filter(is_active=True), label=_("Person"))
    reason = forms.CharField(label=_("Why they need to know"), max_length=300)
    until = forms.DateField(
        label=_("Last day"), required=False, widget=_DAY, help_text=_("Within twelve months.")
    )
    leads = forms.BooleanField(label=_("Keeps the list too"), required=False)


class ClosenessForm(forms.Form):
    compartments = forms.MultipleChoiceField(
        label=_("Need-to-know lists"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever reads it must stand on every one of them."),
    )
    handling = forms.MultipleChoiceField(
        label=_("Handling codes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    handling_text = forms.CharField(label=_("Other conditions, for H3"), max_length=300, required=False)
    is_agency_only = forms.BooleanField(label=_("Only inside the agency it came from"), required=False)

    def __init__(self, *args: Any, lists: list[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["compartments"].choices = [(each.code, each.name) for each in lists]
        self.fields["handling"].choices = [
            (
                code.value,
                Message("{code}: {words}", {"code": code.value, "words": Message(words)}).in_words(_text),
            )
            for code, words in HANDLING.items()
        ]


def _text(template: str) -> str:
    return str(_(template))


class EmergencyForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of record"))
    record = forms.CharField(label=_("Its number"), max_length=64)
    threat = forms.ChoiceField(label=_("What threatens"), choices=Emergency.Threat.choices)
    reason = forms.CharField(
        label=_("What is happening"),
        min_length=30,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Thirty characters or more. Somebody outside your unit reads it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, model._meta.verbose_name) for kind, model in KINDS.items()]


class HoldForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of record"))
    record = forms.CharField(label=_("Its number"), max_length=64)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("The case or the inquiry by its number; name nobody.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, model._meta.verbose_name) for kind, model in KINDS.items()]


class ReviewForm(forms.Form):
    was_justified = forms.ChoiceField(
        label=_("Was it justified?"), choices=[("yes", _("It was")), ("no", _("It was not"))]
    )
    text = forms.CharField(label=_("What you found"), widget=forms.Textarea(attrs={"rows": 2}))
