"""Work on gaps, and bills."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency, Person

from ..models import Bill, Gap, Jurisdiction, Provision
from .entries import long, many, word
from .statutes import Seen


def _day(**options: Any) -> forms.DateField:
    return forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options
    )


class GapForm(Seen):
    """A step of the work on a gap; with ``is_new`` a gap that is taken up."""

    title = forms.CharField(label=_("What is missing"), max_length=300, widget=word())
    provision = forms.CharField(
        label=_("Provision"),
        max_length=80,
        required=False,
        widget=word(),
        help_text=_("its code, if it is about one"),
    )
    state = forms.ChoiceField(label=_("State"), choices=Gap.State.choices)
    owner = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who sees to it"), required=False, empty_label=_("nobody yet")
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), required=False, empty_label=_("none yet")
    )
    due_on = _day(label=_("Due"))
    on = _day(label=_("Day of this step"), help_text=_("empty for today"))
    note = forms.CharField(
        label=_("Note"), required=False, widget=long(), help_text=_("why, where it is closed or not a gap")
    )

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Person.objects.filter(is_active=True).order_by("full_name")
        self.fields["agency"].queryset = Agency.objects.order_by("name")
        for name in ("state", "note") if is_new else ("title", "provision"):
            del self.fields[name]

    def clean_provision(self) -> Provision | None:
        code = self.cleaned_data["provision"].strip()
        if not code:
            return None
        found = Provision.objects.filter(code=code).first()
        if found is None:
            raise forms.ValidationError(
                gettext("There is no provision with this code in the law that is kept here.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("state") in (Gap.State.CLOSED, Gap.State.NOT_A_GAP) and not said.get("note"):
            self.add_error("note", gettext("Please say why: what closed it, or why it is no gap."))
        return said

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class BillForm(Seen):
    """A bill, or a step of one."""

    number = forms.CharField(label=_("Number"), max_length=60, widget=word())
    title = forms.CharField(label=_("Title"), max_length=300, widget=word())
    stage = forms.ChoiceField(label=_("Stage"), choices=Bill.Stage.choices)
    on = _day(label=_("Day of this step"), help_text=_("empty for today"))
    note = forms.CharField(label=_("Note"), required=False, widget=long())
    gaps = forms.ModelMultipleChoiceField(
        Gap.objects.none(),
        label=_("Gaps it closes"),
        required=False,
        widget=many(),
    )

    def __init__(self, *args: Any, jurisdiction: Jurisdiction, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gaps"].queryset = jurisdiction.gaps.all()
        if not is_new:
            del self.fields["number"], self.fields["title"]

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
