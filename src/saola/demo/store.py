"""The evidence store of the fictional country and its people, while it is filled through the same actions as any."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from saola.apps.accounts.models import Agency, Person
from saola.apps.catalogue import vocabularies
from saola.apps.evidence.actions import custody, keeping, taking_in
from saola.apps.evidence.models import Exhibit, StorageLocation
from saola.apps.seizures.models import Specimen
from saola.core.values import Quantity

from .places import read


class Store:
    """The store and its people while it is filled. ``made`` counts exhibits that were not taken from another."""

    def __init__(self, seed: int, today: date) -> None:
        words = read("evidence.yaml")
        self.random, self.words, self.made = Random(f"evidence {seed}"), words, 0
        noon = datetime.combine(today, time(12), UTC)
        self.now = min(noon, timezone.now())
        self.people = {
            person.name: person for person in Person.objects.filter(name__in=words["people"].values())
        }
        self.officer, self.custodian, self.customs, self.examiner, self.approver = (
            self.people[words["people"][part]]
            for part in ("officer", "custodian", "customs", "examiner", "approver")
        )
        agencies = {agency.code: agency for agency in Agency.objects.all()}
        self.places: dict[str, StorageLocation] = {
            entry["code"]: keeping.add_place(
                **{**entry, "agency": agencies[entry["agency"]]}, by=self.custodian
            )
            for entry in words["places"]
        }

    def seal(self) -> str:
        self.made += 1
        return f"SV-{self.made:05d}"

    def when(self, at: datetime) -> dict[str, datetime]:
        """An act entered on the spot, never later than now."""
        at = min(at, self.now)
        return {"at": at, "recorded_at": at}

    def take_in(self, specimen: Specimen, at: datetime, *, sort: str = "specimen", seal: str = "") -> Exhibit:
        quantity = Quantity(specimen.quantity, specimen.unit)
        kind = self.words["packing"][sort]
        what = vocabularies.label("terms", specimen.term) or specimen.reported_term
        name = specimen.taxon.name if specimen.taxon else specimen.reported_name or self.words["unknown"]
        said = self.random.choice(kind).format(what=what.capitalize(), name=name)
        exhibit, _event = taking_in.take_in(
            specimen.incident,
            by=self.officer,
            description=said,
            quantity=quantity,
            sort=sort,
            specimen=specimen,
            seal=seal,
            **self.when(at),
        )
        return exhibit

    def store(self, exhibit: Exhibit, at: datetime, place: str) -> datetime:
        """From the officer's hands into the store; returns when the custodian signed."""
        signed = at + timedelta(minutes=self.random.randint(5, 40))
        custody.hand_over(
            exhibit,
            to=self.custodian,
            reason=self.random.choice(self.words["reasons"]),
            by=self.officer,
            **self.when(at),
        )
        custody.receive(
            exhibit,
            by=self.custodian,
            seal=exhibit.seal,
            quantity=Quantity(exhibit.present, exhibit.unit),
            place=self.places[place],
            **self.when(signed),
        )
        return min(signed, self.now)
