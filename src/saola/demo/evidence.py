"""The evidence store of the fictional country: exhibits with their whole history, entered through the same actions.

The histories are brought over as from an older register: each entry bears the time at which it was entered there.
"""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from saola.apps.accounts import approvals
from saola.apps.accounts.models import Agency, Person
from saola.apps.catalogue import vocabularies
from saola.apps.evidence.actions import copying, custody, disposing, keeping, laboratory, taking_in
from saola.apps.evidence.models import Exhibit, StorageLocation
from saola.apps.seizures.models import Specimen
from saola.core.values import Quantity

from .places import read

PHOTOGRAPHS = 6


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
        name = specimen.taxon.name if specimen.taxon else specimen.reported_name
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


def create(*, seed: int, today: date) -> int:
    """Fill the store; returns how many exhibits there are. The same arguments make the same store."""
    store = Store(seed, today)
    specimens = _specimens(store)
    histories: list[Callable[[Store, Specimen, datetime], Exhibit]] = [
        *([_kept] * 27),
        _sampled,
        _split,
        _before_court,
        _disposed,
        _differing,
        _resealed,
        _on_its_way,
    ]
    for history, specimen in zip(histories, specimens, strict=False):
        day = datetime.combine(specimen.incident.first_day, time(9), UTC)
        exhibit = history(store, specimen, day + timedelta(minutes=store.random.randint(0, 500)))
        if history is _kept and exhibit.number <= f"E{PHOTOGRAPHS:06d}":
            _photograph(store, exhibit)
    for specimen in _specimens(store, term="LIV")[:3]:
        _live(store, specimen, datetime.combine(specimen.incident.first_day, time(8), UTC))
    return Exhibit.objects.count()


def _specimens(store: Store, term: str = "") -> list[Specimen]:
    """Seizures of the last two years whose day and quantity are known, the oldest first."""
    known = Specimen.objects.exclude(quantity=None).exclude(incident__first_day=None)
    known = known.filter(quantity__gte=2, unit__in=["KGM", "NAR"], incident__duplicate_of=None)
    known = known.filter(incident__last_day__lt=store.now.date() - timedelta(days=40))
    known = known.filter(incident__first_day__gt=store.now.date() - timedelta(days=730), is_estimate=False)
    known = known.filter(term=term) if term else known.exclude(term="LIV")
    rows = list(known.select_related("incident", "taxon").order_by("incident__first_day", "pk"))
    rows = [row for row in rows if row.incident.first_day == row.incident.last_day]
    chosen = store.random.sample(rows, min(len(rows), 3 if term else 34))
    return sorted(chosen, key=lambda row: (row.incident.first_day, row.pk))


def _kept(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
    exhibit = store.take_in(specimen, at, seal=store.seal())
    place = "timber" if specimen.group == "rosewoods" else store.random.choice(["main", "vault", "cold"])
    signed = store.store(exhibit, at + timedelta(hours=store.random.randint(4, 40)), place)
    if store.random.random() < 0.3:
        seen = signed + timedelta(days=store.random.randint(10, 30))
        custody.check(exhibit, seal=exhibit.seal, by=store.customs, **store.when(seen))
    return exhibit


def _sampled(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
    """A sample goes to the laboratory, and its result comes back."""
    exhibit = store.take_in(specimen, at)
    signed = store.store(exhibit, at + timedelta(hours=6), "cold")
    taken = signed + timedelta(days=2)
    grams = Quantity(Decimal(5), "GRM")
    custody.sample(exhibit, quantity=grams, method="cut", by=store.custodian, **store.when(taken))
    custody.put_seal(
        exhibit, seal=store.seal(), by=store.custodian, **store.when(taken + timedelta(minutes=10))
    )
    sample = exhibit.parts.get()
    custody.put_seal(
        sample, seal=store.seal(), by=store.custodian, **store.when(taken + timedelta(minutes=15))
    )
    words = store.words["laboratory"]
    asked = laboratory.send(
        sample,
        laboratory=words["name"],
        method="dna_species",
        question=words["question"],
        by=store.custodian,
        **store.when(taken + timedelta(days=1)),
    )
    custody.acknowledge(
        sample, reference=words["receipt"], by=store.custodian, **store.when(taken + timedelta(days=3))
    )
    reported = min(taken + timedelta(days=30), store.now)
    laboratory.answer(
        asked,
        report=words["report"],
        reported_on=reported.date(),
        examiner=store.examiner.full_name,
        conclusion=words["conclusion"],
        strength="identifies",
        taxon=specimen.taxon,
        database=words["database"],
        consumed=Quantity(Decimal(2), "GRM"),
        by=store.examiner,
        **store.when(reported),
    )
    return exhibit


def _split(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
    exhibit = store.take_in(specimen, at)
    signed = store.store(exhibit, at + timedelta(hours=20), "main")
    part = Quantity(Decimal(1), specimen.unit)
    custody.split(
        exhibit,
        quantities=[part],
        reason=store.words["split"],
        remaining=Quantity(exhibit.present - 1, exhibit.unit),
        by=store.custodian,
        **store.when(signed + timedelta(days=1)),
    )
    for minutes, each in enumerate([exhibit, exhibit.parts.get()]):
        when = store.when(signed + timedelta(days=1, minutes=10 + minutes))
        custody.put_seal(each, seal=store.seal(), by=store.custodian, **when)
    return exhibit


def _before_court(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
    exhibit = store.take_in(specimen, at, seal=store.seal())
    signed = store.store(exhibit, at + timedelta(hours=9), "vault")
    court = store.words["court"]
    out = signed + timedelta(days=15)
    custody.put_on_display(
        exhibit, court=court["name"], case=court["case"], by=store.custodian, **store.when(out)
    )
    custody.acknowledge(
        exhibit,
        reference=court["receipt"],
        by=store.custodian,
        **store.when(out + timedelta(hours=2)),
    )
    return exhibit


def _disposed(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
    exhibit = store.take_in(specimen, at, seal=store.seal())
    signed = store.store(exhibit, at + timedelta(hours=9), "main")
    ended = min(signed + timedelta(days=38), store.now)
    order = {**store.words["disposal"], "ordered_on": (ended - timedelta(days=9)).date()}
    asked = approvals.ask(
        disposing.ACTION, disposing.asked(exhibit, **order), by=store.custodian, reason=order["order"]
    )
    approvals.decide(asked, approve=True, by=store.approver)
    disposing.dispose(exhibit, by=store.custodian, recorded_at=ended, **order)
    return exhibit


def _differing(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
    """At a check another seal is seen than the record has; nobody has explained it yet."""
    exhibit = store.take_in(specimen, at, seal=store.seal())
    signed = store.store(exhibit, at + timedelta(hours=12), "main")
    seen = store.when(signed + timedelta(days=25))
    custody.check(exhibit, seal=f"{exhibit.seal[:-1]}X", by=store.customs, **seen)
    return exhibit


def _resealed(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
    exhibit = store.take_in(specimen, at, seal=store.seal())
    signed = store.store(exhibit, at + timedelta(hours=12), "vault")
    custody.replace_seal(
        exhibit,
        new_seal=store.seal(),
        reason=store.words["reseal"]["reason"],
        witness=store.words["reseal"]["witness"],
        by=store.custodian,
        **store.when(signed + timedelta(days=3)),
    )
    return exhibit


def _on_its_way(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
    """Handed over this morning; the custodian has not signed yet."""
    exhibit = store.take_in(specimen, at, seal=store.seal())
    when = store.when(store.now - timedelta(hours=5))
    custody.hand_over(exhibit, to=store.custodian, reason=store.words["reasons"][0], by=store.officer, **when)
    return exhibit


def _live(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
    exhibit = store.take_in(specimen, at, sort="live")
    signed = store.store(exhibit, at + timedelta(hours=3), "rescue")
    for days, (kind, note) in enumerate(store.words["care"]):
        keeping.care_for(
            exhibit,
            kind=kind,
            animals=int(exhibit.present),
            note=note,
            at=min(signed + timedelta(days=days), store.now),
            by=store.custodian,
        )
    return exhibit


def _photograph(store: Store, exhibit: Exhibit) -> Any:
    """A drawn card instead of a photograph: nothing in this country exists to be photographed."""
    card = Image.new("RGB", (960, 720), (222, 216, 203))
    pen = ImageDraw.Draw(card)
    for _number in range(60):
        x, y = store.random.randrange(80, 820), store.random.randrange(140, 600)
        size, shade = store.random.randrange(20, 70), store.random.randrange(70, 150)
        pen.ellipse((x, y, x + size, y + size // 2), fill=(shade, shade - 20, shade - 45))
    pen.rectangle((60, 620, 900, 660), fill=(245, 245, 245), outline=(20, 20, 20))
    for mark in range(0, 840, 42):
        pen.line((60 + mark, 620, 60 + mark, 640), fill=(20, 20, 20), width=3)
    pen.text((70, 60), f"{exhibit.number}  {exhibit.seal}", fill=(20, 20, 20), font_size=44)
    out = io.BytesIO()
    card.save(out, "JPEG", quality=80)
    out.seek(0)
    name = f"{exhibit.number}-001.jpg"
    file = taking_in.seal_file(
        exhibit, out, name, device=store.words["camera"], clock_offset=3, by=store.officer
    )
    return copying.copy_of(file)
