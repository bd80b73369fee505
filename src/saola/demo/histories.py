"""What happens to the exhibits of the fictional country, one history each, from the seizure on."""

from datetime import datetime, timedelta
from decimal import Decimal

from saola.apps.accounts import approvals
from saola.apps.evidence.actions import custody, disposing, keeping, laboratory
from saola.apps.evidence.models import Exhibit
from saola.apps.seizures.models import Specimen
from saola.core.values import Quantity

from .store import Store


def kept(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
    exhibit = store.take_in(specimen, at, seal=store.seal())
    place = "timber" if specimen.group == "rosewoods" else store.random.choice(["main", "vault", "cold"])
    signed = store.store(exhibit, at + timedelta(hours=store.random.randint(4, 40)), place)
    if store.random.random() < 0.3:
        seen = signed + timedelta(days=store.random.randint(10, 30))
        custody.check(exhibit, seal=exhibit.seal, by=store.customs, **store.when(seen))
    return exhibit


def sampled(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
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


def split(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
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


def before_court(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
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


def disposed(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
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


def differing(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
    """At a check another seal is seen than the record has; nobody has explained it yet."""
    exhibit = store.take_in(specimen, at, seal=store.seal())
    signed = store.store(exhibit, at + timedelta(hours=12), "main")
    seen = store.when(signed + timedelta(days=25))
    custody.check(exhibit, seal=f"{exhibit.seal[:-1]}X", by=store.customs, **seen)
    return exhibit


def resealed(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
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


def on_its_way(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
    """Handed over this morning; the custodian has not signed yet."""
    exhibit = store.take_in(specimen, at, seal=store.seal())
    when = store.when(store.now - timedelta(hours=5))
    custody.hand_over(exhibit, to=store.custodian, reason=store.words["reasons"][0], by=store.officer, **when)
    return exhibit


def live(store: Store, specimen: Specimen, at: datetime) -> Exhibit:
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
