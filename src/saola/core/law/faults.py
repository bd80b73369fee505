"""What is wrong, contradictory or missing in law as it is written down here. Nothing of it is put right silently."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from saola.core.values import Message, gettext_noop, say

from .logic import NO, YES
from .national import NationalLaw
from .penalties import CustodyKind
from .sources import UNSOURCED
from .statutes import Provision, Statute, TierKind, Version
from .tiers import Reached


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one provision; ``what`` is a word, ``text`` the sentence."""

    provision: str
    what: str
    text: Message


def faults(law: NationalLaw) -> list[Fault]:
    """Every fault of a file of law, provision by provision."""
    statutes = {statute.id: statute for statute in law.statutes}
    schedules = {schedule.id for schedule in law.schedules}
    found: list[Fault] = []
    for provision in law.provisions:
        found += _in_time(provision, statutes[provision.statute])
        found += _in_tiers(provision)
        found += _in_scope(provision, schedules)
    return found


def _fault(provision: Provision, what: str, template: str, **values: object) -> Fault:
    return Fault(provision.id, what, say(template, id=provision.id, **values))


def _in_time(provision: Provision, statute: Statute) -> Iterator[Fault]:
    versions = provision.versions
    for before, after in pairwise(versions):
        yield from _between(provision, before, after)
    ended = [version for version in versions if version.in_force.ends is not None]
    if len({version.in_force.possible.end for version in ended}) < len(ended):
        yield _fault(
            provision,
            "ended_twice",
            gettext_noop("{id}: two texts end on the same day, so one was repealed twice."),
        )
    for version in versions:
        yield from _beside_statute(provision, version, statute)


def _between(provision: Provision, before: Version, after: Version) -> Iterator[Fault]:
    first, second = before.in_force, after.in_force
    values = {"first": str(first), "second": str(second)}
    start, next_start = first.possible.start, second.possible.start
    if start and next_start and next_start < start:
        yield _fault(
            provision,
            "order",
            gettext_noop("{id}: the texts {first} and {second} are not in order of time."),
            **values,
        )
    if first.ends is not None and first.ends.year is not None and first.certain and second.certain:
        if first.certain.overlaps(second.certain):
            yield _fault(
                provision,
                "overlap",
                gettext_noop("{id}: the texts {first} and {second} overlap in time."),
                **values,
            )
        elif not first.possible.touches(second.possible):
            yield _fault(
                provision, "gap", gettext_noop("{id}: no text stands between {first} and {second}."), **values
            )


def _beside_statute(provision: Provision, version: Version, statute: Statute) -> Iterator[Fault]:
    end, own = statute.in_force.possible.end, version.in_force.possible
    if end and (own.end is None or own.end > end):
        yield _fault(
            provision,
            "outlives",
            gettext_noop("{id}: the text {period} outlives its statute, which ended before {end}."),
            period=str(version.in_force),
            end=str(end),
        )
    if statute.in_force.on(own.start) is NO and own.start:
        yield _fault(
            provision,
            "before_statute",
            gettext_noop("{id}: the text {period} began when its statute was not in force."),
            period=str(version.in_force),
        )


def _in_tiers(provision: Provision) -> Iterator[Fault]:
    for version in provision.versions:
        ids = {tier.id for tier in version.tiers}
        if not ids:
            yield _fault(provision, "no_tier", gettext_noop("{id}: a text without any penalty."))
        for tier in version.tiers:
            custody = tier.penalty.custody
            if custody.kind in (CustodyKind.TERM, CustodyKind.UNKNOWN) and custody.maximum is None:
                yield _fault(
                    provision,
                    "no_maximum",
                    gettext_noop("{id}: the maximum under tier {tier} is not known."),
                    tier=tier.id,
                )
            if tier.kind is TierKind.RECIDIVIST and tier.builds_on not in ids:
                yield _fault(
                    provision,
                    "builds_on",
                    gettext_noop(
                        "{id}: tier {tier} is for earlier convictions and names no tier that it raises."
                    ),
                    tier=tier.id,
                )
            if tier.source == UNSOURCED:
                yield _fault(
                    provision, "no_source", gettext_noop("{id}: tier {tier} names no source."), tier=tier.id
                )
        yield from _lowered(provision, version)


def _lowered(provision: Provision, version: Version) -> Iterator[Fault]:
    """An aggravated tier below every base tier is a slip of the pen."""
    bases = [tier.penalty.custody.maximum for tier in version.tiers if tier.kind is TierKind.BASE]
    for tier in version.tiers:
        if tier.kind is not TierKind.AGGRAVATED or not bases:
            continue
        graded = Reached(tier, YES)
        if all(base is not None and graded.is_at_least(base) is NO for base in bases):
            yield _fault(
                provision,
                "lowered",
                gettext_noop("{id}: the aggravated tier {tier} is milder than the base."),
                tier=tier.id,
            )


def _in_scope(provision: Provision, schedules: set[str]) -> Iterator[Fault]:
    for version in provision.versions:
        for name in sorted(version.species.schedules - schedules):
            yield _fault(
                provision,
                "schedule",
                gettext_noop("{id}: the schedule {schedule} is not in the file."),
                schedule=name,
            )
