"""The form with which a case is opened."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency, Person
from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.forms import LongSelect
from saola.apps.seizures.models import Incident

from ..actions import opening
from ..models import Case
from .acts import day, long, word
from .team import READING
from .working import PartialDayField


class OpenForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), max_length=200, widget=word(), help_text=_("Without names of people.")
    )
    origin = forms.ChoiceField(label=_("Opened from"), choices=Case.Origin.choices)
    origin_words = forms.CharField(
        label=_("What it was opened from, in words"), max_length=300, required=False, widget=word()
    )
    seizures = forms.CharField(
        label=_("Seizures"),
        required=False,
        widget=word(),
        help_text=_("Their numbers, with spaces between. Day and place are taken from the first."),
    )
    lead = forms.ModelChoiceField(Agency.objects.all(), label=_("Leading agency"), empty_label=None)
    opened_on = forms.DateField(label=_("Opened"), widget=day())
    occurred_on = PartialDayField(label=_("Date of the act"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False, widget=LongSelect)
    place_name = forms.CharField(label=_("Place"), max_length=200, required=False, widget=word())
    reference = forms.CharField(
        label=_("Reference of the agency"), max_length=200, required=False, widget=word()
    )
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=Case.Priority.choices, coerce=int, initial=2
    )
    summary = forms.CharField(label=_("What is known so far"), widget=long(5), required=False)
    workers = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=_("Who else works on it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["country"].choices = [("", _("not known")), *vocabularies.country_choices()]
        self.fields["lead"].initial = person.agency_id
        self.fields["opened_on"].initial = timezone.localdate()
        colleagues = Person.objects.filter(is_active=True, role__in=READING, agency=person.agency_id)
        self.fields["workers"].queryset = colleagues.exclude(pk=person.pk).order_by("full_name")
        if person.agency_id is None or not self.fields["workers"].queryset.exists():
            del self.fields["workers"]

    def clean_opened_on(self) -> Any:
        if self.cleaned_data["opened_on"] > timezone.localdate():
            raise forms.ValidationError(gettext("A case is not opened in the future."))
        return self.cleaned_data["opened_on"]

    def clean_seizures(self) -> list[Incident]:
        numbers = list(dict.fromkeys(self.cleaned_data["seizures"].replace(",", " ").split()))
        seen = {
            one.number: one for one in Incident.objects.visible_to(self.person).filter(number__in=numbers)
        }
        if missing := [number for number in numbers if number not in seen]:
            words = gettext("There is no seizure of this number that you may see: {numbers}")
            raise forms.ValidationError(words.format(numbers=", ".join(missing)))
        return [seen[number] for number in numbers]

    def open(self) -> Case:
        """Open the case."""
        said = {**self.cleaned_data}
        return opening.open_case(said.pop("title"), by=self.person, **said)
