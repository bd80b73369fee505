"""Entering what happened: one form, of which the kind of event chooses the fields."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency
from saola.apps.catalogue import vocabularies
from saola.apps.legislation.queries import time_limits
from saola.core.values import PartialDate

from ..actions import noting
from ..models import Event
from ..queries import open_ends, people
from ..queries.record import exhibits_of
from .acts import ActForm, day, long, word

OF_KIND: dict[str, tuple[str, ...]] = {
    "decision": ("reason",),
    "warrant_issued": ("until_on", "reference", "place_name"),
    "warrant_executed": ("ends", "place_name", "latitude", "longitude", "exhibits"),
    "controlled_delivery": ("reference", "until_on", "agency", "place_name", "latitude", "longitude"),
    "extension": ("limit", "until_on", "reason"),
    "custody_order": ("until_on", "reason", "reference"),
    "financial_order": ("until_on", "reference"),
    "search": ("place_name", "latitude", "longitude", "exhibits", "reference"),
    "seizure": ("place_name", "latitude", "longitude", "exhibits", "ends"),
    "arrest": ("place_name", "latitude", "longitude", "reference"),
    "request_sent": ("reference", "agency"),
    "request_received": ("reference", "agency"),
    "expert_report": ("reference", "exhibits"),
    "laboratory_result": ("reference", "exhibits"),
    "statement": ("place_name", "exhibits"),
}
"""The fields beside day, words and people. Other kinds have ``USUAL``."""
USUAL = ("place_name", "exhibits", "reference")
OWN_PLACE = frozenset(
    {"death", "charge_filed", "hearing", "verdict", "sentence", "appeal_lodged", "appeal_decided"}
)
"""Kinds that are entered by the acts they follow from, not here."""


class NoteForm(ActForm):
    name, title, button = "note", _("Enter what happened"), _("Enter")
    hint = _("An entry stays as it is. A mistake is put right by a further entry that corrects it.")
    may_be_closed: ClassVar[bool] = True

    kind = forms.CharField(widget=forms.HiddenInput)
    happened_on = forms.CharField(
        label=_("Day"), max_length=10, widget=word(), help_text=_("2016-06-01, 2016-06 or 2016")
    )
    time = forms.TimeField(
        label=_("Time, where it counts"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Of an arrest always: time in custody is counted in hours."),
    )
    what = forms.CharField(label=_("In words"), widget=long())
    reason = forms.CharField(label=_("Reasons"), widget=long(), required=False)
    involved = forms.MultipleChoiceField(
        label=_("Whom it concerns"), required=False, widget=forms.CheckboxSelectMultiple
    )
    limit = forms.ChoiceField(label=_("Which time limit"))
    until_on = forms.DateField(label=_("Holds until"), required=False, widget=day())
    ends = forms.ChoiceField(label=_("What this ends"), required=False)
    reference = forms.CharField(label=_("Reference"), max_length=100, required=False, widget=word())
    agency = forms.ModelChoiceField(
        Agency.objects.all(), label=_("Agency"), required=False, empty_label=_("none")
    )
    exhibits = forms.MultipleChoiceField(
        label=_("Exhibits"), required=False, widget=forms.CheckboxSelectMultiple
    )
    place_name = forms.CharField(label=_("Place"), max_length=200, required=False, widget=word())
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    corrects = forms.CharField(widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        said = self.data if self.is_bound else self.words
        self.chosen = str(said.get("kind") or "note")
        self.corrected = self._corrected(said.get("corrects"))
        self.fields["kind"].initial = self.chosen
        self.fields["corrects"].initial = self.corrected.pk if self.corrected else ""
        kept = {"kind", "happened_on", "time", "what", "involved", "corrects"}
        kept |= set(OF_KIND.get(self.chosen, USUAL))
        for name in set(self.fields) - kept:
            del self.fields[name]
        self._offer("involved", [(str(one.pk), _called(one)) for one in people.of_case(self.case)])
        self._offer(
            "exhibits",
            [
                (one.number, f"{one.number} {one.description[:60]}")
                for one in exhibits_of(self.case, self.person)
            ],
        )
        self._offer("ends", _ends(self.case, self.chosen), none=gettext("nothing that is open"))
        self._offer("limit", [(limit.code, limit.words) for limit in time_limits() if limit.is_extendable])
        if "until_on" in self.fields and self.chosen == "extension":
            self.fields["until_on"].required = True

    def _offer(self, name: str, choices: list[tuple[str, str]], none: str = "") -> None:
        """The choices of a field; one of which nothing can be chosen is not shown."""
        if name not in self.fields:
            return
        if not choices and name != "limit":
            del self.fields[name]
        else:
            self.fields[name].choices = [("", none), *choices] if none else choices

    def _corrected(self, key: Any) -> Event | None:
        if not str(key or "").isdigit():
            return None
        return self.case.events.standing().filter(pk=key).first()

    @property
    def heading(self) -> str:
        return vocabularies.label("case_events", self.chosen)

    def clean_kind(self) -> str:
        kind = self.cleaned_data["kind"]
        if kind not in dict(kinds()):
            raise forms.ValidationError(gettext("Choose what happened from the list."))
        return kind

    def clean_happened_on(self) -> str:
        try:
            return str(PartialDate.parse_iso(self.cleaned_data["happened_on"].strip()))
        except ValueError as error:
            words = gettext("Write the day as 2016-06-01, or as much of it as is known: 2016-06, 2016.")
            raise forms.ValidationError(words) from error

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("time") and len(said.get("happened_on", "")) != 10:
            self.add_error("time", gettext("A time needs its whole day."))
        if (said.get("latitude") is None) != (said.get("longitude") is None):
            self.add_error("longitude", gettext("Give both latitude and longitude, or neither."))
        return said

    def do(self) -> str:
        said = self.cleaned_data
        chosen = said.get("involved") or []
        noting.note(
            self.case,
            said["kind"],
            said["happened_on"],
            said["what"],
            by=self.person,
            happened_at=moment(said["happened_on"], said.get("time")),
            involved=list(self.case.involved.filter(pk__in=chosen)),
            exhibits=said.get("exhibits") or [],
            reason=said.get("reason", ""),
            until_on=said.get("until_on"),
            place_name=said.get("place_name", ""),
            latitude=said.get("latitude"),
            longitude=said.get("longitude"),
            reference=said.get("limit") or said.get("ends") or said.get("reference", ""),
            agency=said.get("agency"),
            corrects=self.corrected,
        )
        return gettext("It is entered.")


def moment(on: str, time: Any) -> Any:
    """The instant of a whole day and a time as they are counted here; nothing without a time."""
    from datetime import date, datetime

    from django.utils import timezone

    return timezone.make_aware(datetime.combine(date.fromisoformat(on), time)) if time else None


def kinds() -> list[tuple[str, str]]:
    """What can be entered here, by its words."""
    return [pair for pair in vocabularies.choices("case_events") if pair[0] not in OWN_PLACE]


def _called(one: Any) -> str:
    return f"{people.name_of(one)} ({vocabularies.label('involvement_parts', one.part)})"


def _ends(case: Any, kind: str) -> list[tuple[str, str]]:
    """What is open and may be ended by an entry of ``kind``."""
    events = list(case.events.standing().order_by("first_day", "pk"))
    return [
        (event.reference, f"{event.reference}: {event.words[:80]}")
        for opening, ends in open_ends.ENDED_BY.items()
        if kind in ends
        for event in open_ends.running(events, opening)
    ]
