"""Forms of the store: taking in, places, results of laboratories, stock-takes, bundles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency
from saola.apps.catalogue import vocabularies
from saola.apps.seizures.models import Incident
from saola.core.values import Quantity

from ..models import Exhibit, LaboratoryResult, StorageLocation

_AUTO = {"dir": "auto"}


class TakeInForm(forms.Form):
    """``seizure`` is the number of a seizure that the person sees; another is no choice."""

    seizure = forms.CharField(label=_("Seizure"), max_length=40, help_text=_("its number, such as S000123"))
    description = forms.CharField(
        label=_("Description"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, **_AUTO}),
        help_text=_("what one sees: form, colour, packing, marks"),
    )
    sort = forms.ChoiceField(label=_("Kind of exhibit"), choices=Exhibit.Sort.choices)
    amount = forms.DecimalField(label=_("Quantity"), min_value=0, max_digits=18, decimal_places=6)
    unit = forms.ChoiceField(label=_("Unit"), initial="KGM")
    place = forms.ModelChoiceField(
        StorageLocation.objects.all(), label=_("Kept in"), required=False, empty_label=_("in no store yet")
    )
    seal = forms.CharField(
        label=_("Seal number"), max_length=60, required=False, widget=forms.TextInput(attrs=_AUTO)
    )
    at = forms.DateTimeField(
        label=_("When"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text=_("Leave empty for now."),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["unit"].choices = vocabularies.choices("units")

    def clean_seizure(self) -> Incident:
        number = self.cleaned_data["seizure"].strip()
        found = Incident.objects.visible_to(self.person).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("There is no such seizure."))
        return found

    def quantity(self) -> Quantity:
        return Quantity(self.cleaned_data["amount"], self.cleaned_data["unit"])


class PlaceForm(forms.ModelForm):
    agency = forms.ModelChoiceField(
        Agency.objects.all(), label=_("Agency"), required=False, empty_label=_("of no agency")
    )

    class Meta:
        model = StorageLocation
        fields = ["code", "name", "kind", "agency", "conditions"]


class ResultForm(forms.Form):
    """What a laboratory answered."""

    report = forms.CharField(label=_("Number of the report"), max_length=100)
    reported_on = forms.DateField(
        label=_("Date of the report"), widget=forms.DateInput(attrs={"type": "date"})
    )
    examiner = forms.CharField(label=_("Examiner"), max_length=200, widget=forms.TextInput(attrs=_AUTO))
    conclusion = forms.CharField(
        label=_("Conclusion"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3, **_AUTO})
    )
    strength = forms.ChoiceField(
        label=_("How sure"), choices=[("", _("choose")), *LaboratoryResult.Strength.choices]
    )
    species = forms.CharField(
        label=_("Species found"), max_length=200, required=False, help_text=_("scientific name")
    )
    origin = forms.CharField(
        label=_("Origin found"), max_length=200, required=False, widget=forms.TextInput(attrs=_AUTO)
    )
    database = forms.CharField(label=_("Reference data used"), max_length=200, required=False)
    amount = forms.DecimalField(
        label=_("Used up by the examination"),
        min_value=0,
        max_digits=18,
        decimal_places=6,
        required=False,
        help_text=_("in the unit of the exhibit"),
    )


class BundleForm(forms.Form):
    """Which exhibits go to a court, for what, and which files stay here."""

    exhibits = forms.CharField(
        label=_("Exhibits"), max_length=2000, help_text=_("their numbers, with spaces between")
    )
    purpose = forms.CharField(
        label=_("For which proceedings"), max_length=300, widget=forms.TextInput(attrs=_AUTO)
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_exhibits(self) -> list[Exhibit]:
        numbers = list(dict.fromkeys(self.cleaned_data["exhibits"].replace(",", " ").split()))
        seen = Exhibit.objects.visible_to(self.person).filter(number__in=numbers)
        found = {each.number: each for each in seen.select_related("incident")}
        missing = [number for number in numbers if number not in found]
        if missing:
            raise forms.ValidationError(
                _("There is no exhibit %(numbers)s."), params={"numbers": ", ".join(missing)}
            )
        return [found[number] for number in numbers]
