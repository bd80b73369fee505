"""Every amendment in the book as a pair: what the law had on the last day before it, and on the first day after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from saola.core.values import Finding, PartialDate

from .amendments import Change, differences
from .facts import NOTHING, Facts
from .national import LawBook
from .serious_crime import Severity, serious_crime
from .statutes import Nature, Provision, Version


@dataclass(frozen=True, slots=True)
class Amendment:
    """A text that took the place of another. ``on`` is the day of the change as far as it is known.

    ``after_of`` is another provision than ``before_of`` where a new statute replaced the old one. The days asked are the
    last that is certainly before the change and the first that is certainly after; ``None`` where there is none.
    """

    before_of: Provision
    after_of: Provision
    on: PartialDate
    before_on: date | None
    after_on: date | None
    before: Finding[Severity]
    after: Finding[Severity]
    texts: tuple[Version, Version]
    changes: tuple[Change, ...] = ()


def amendments(book: LawBook, facts: Facts = NOTHING) -> Iterator[Amendment]:
    """Every pair of texts that followed one another, within a provision and from one statute to the next."""
    for provision in book.provisions.values():
        if provision.nature is not Nature.OFFENCE:
            continue
        for first, second in pairwise(provision.versions):
            yield _pair(provision, first, provision, second, facts)
        for later in _successors(provision, book):
            yield _pair(provision, provision.versions[-1], later, later.versions[0], facts)


def _successors(provision: Provision, book: LawBook) -> Iterator[Provision]:
    """Those of another statute that began when this one ended, on the same matter and with a verb in common."""
    last = provision.versions[-1]
    ends = last.in_force.ends
    if ends is None or ends.year is None:
        return
    for other in book.provisions.values():
        first = other.versions[0]
        if (
            other.statute != provision.statute
            and (other.territory, other.area) == (provision.territory, provision.area)
            and first.in_force.begins == ends
            and first.conduct & last.conduct
        ):
            yield other


def _pair(
    before_of: Provision, before: Version, after_of: Provision, after: Version, facts: Facts
) -> Amendment:
    on = after.in_force.begins if after.in_force.begins.year else before.in_force.ends or PartialDate()
    before_on, after_on = _last_day(before, on), _first_day(after)
    return Amendment(
        before_of,
        after_of,
        on,
        before_on,
        after_on,
        serious_crime(before_of, before_on, facts),
        serious_crime(after_of, after_on, facts),
        (before, after),
        tuple(differences(after_of, before, after)),
    )


def _last_day(before: Version, change: PartialDate) -> date | None:
    certain = before.in_force.certain
    end = certain.end if certain is not None and certain.end is not None else change.first_day
    return None if end is None or end == date.min else end - timedelta(days=1)


def _first_day(after: Version) -> date | None:
    certain = after.in_force.certain
    return certain.start if certain is not None else after.in_force.begins.last_day
