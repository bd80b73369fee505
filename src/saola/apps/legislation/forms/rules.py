"""Time limits, entries of schedules, the four requirements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.forms import DayField
from saola.core.law import BadLawError

from ..models import RequirementMet
from ..periods import read_period
from .entries import CodeField, EndField, SourceFields, many, word
from .statutes import Seen


class PeriodField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, widget=forms.TextInput(attrs={"dir": "ltr"}), **options)

    def clean(self, value: Any) -> str:
        text = super().clean(value).strip()
        if text:
            try:
                read_period(text)
            except BadLawError as error:
                raise forms.ValidationError(
                    _("Please write a period as 48 hours, 60 days, 3 months or 1 year.")
                ) from error
        return text


class TimeLimitForm(SourceFields):
    code = CodeField(label=_("Code"), help_text=_("as QZ-CUSTODY"))
    words = forms.CharField(label=_("What must be done in time"), max_length=300, widget=word())
    section = forms.CharField(label=_("Section"), max_length=200, required=False, widget=word())
    starts_with = forms.ChoiceField(label=_("Begins with"))
    ends_with = forms.MultipleChoiceField(label=_("Ends with any of"), widget=many())
    period = PeriodField(label=_("Period"))
    is_extendable = forms.BooleanField(label=_("A court may extend it"), required=False)
    longest = PeriodField(label=_("Longest in all"), required=False)
    is_personal = forms.BooleanField(label=_("It runs for each person apart"), required=False)
    is_right = forms.BooleanField(
        label=_("It is a right, such as an appeal: unused it lapses, and nobody is late"), required=False
    )
    since = DayField(label=_("In force from"), required=False, help_text=_("as exactly as you know it"))
    until = EndField(label=_("No longer in force from"), required=False)
    field_order = (
        "code", "words", "section", "starts_with", "ends_with", "period", "is_extendable", "longest", "is_personal", "is_right",
        "since", "until",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_with"].choices = vocabularies.choices("case_events")
        self.fields["ends_with"].choices = vocabularies.choices("case_events")

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        names = (
            "words",
            "section",
            "starts_with",
            "ends_with",
            "period",
            "longest",
            "is_extendable",
            "is_personal",
            "is_right",
        )
        data = {"id": said["code"], **{name: said[name] for name in names}}
        return data | days(said) | self.source_data()


class EntryForm(Seen):
    taxon = forms.CharField(
        label=_("Taxon"),
        max_length=200,
        required=False,
        widget=word(),
        help_text=_("a scientific name of any rank"),
    )
    group = forms.CharField(label=_("or a group"), max_length=60, required=False, widget=word())
    since = DayField(label=_("In force from"), required=False)
    until = EndField(label=_("No longer in force from"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not said.get("taxon") and not said.get("group"):
            self.add_error("taxon", _("Please name a taxon or a group."))
        return said

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {name: said[name] for name in ("taxon", "group") if said[name]} | days(said)


class RequirementForm(SourceFields):
    requirement = forms.ChoiceField(label=_("Requirement"), choices=RequirementMet.Requirement.choices)
    is_met = forms.ChoiceField(label=_("Met"), choices=[("yes", _("Yes")), ("no", _("No"))])
    words = forms.CharField(label=_("By which provisions"), max_length=500, required=False, widget=word())
    since = DayField(label=_("In force from"))
    field_order = ("requirement", "is_met", "words", "since")

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        data = {"requirement": said["requirement"], "is_met": said["is_met"] == "yes"}
        data |= {"words": said["words"]} if said["words"] else {}
        return data | {"from": str(said["since"])} | self.source_data()


class EndForm(Seen):
    until = DayField(label=_("No longer in force from"))


def days(said: dict[str, Any]) -> dict[str, str]:
    found = {"from": said["since"], "until": said["until"]}
    return {key: str(value) for key, value in found.items() if value}
