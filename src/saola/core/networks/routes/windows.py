"""Corridors that appear and corridors that are no longer seen, from one stretch of years to the next."""

from collections.abc import Iterable
from dataclasses import dataclass

from saola.core.values import Message, gettext_noop, say

from .corridors import Corridor, corridors
from .legs import UNKNOWN, Consignment, in_years

FEWEST = 2
"""A corridor of one consignment is none: it may be chance, or a mistake of reporting."""


@dataclass(frozen=True, slots=True)
class Change:
    """One window (both years included). ``emerging`` was in no window before; ``vanished`` was in the one before, and
    has not been seen in this one or after it."""

    first: int
    last: int
    consignments: int
    emerging: tuple[Corridor, ...]
    vanished: tuple[Corridor, ...]
    notices: tuple[Message, ...] = ()


def changes(
    consignments: Iterable[Consignment],
    *,
    years: int = 3,
    fewest: int = FEWEST,
    span: tuple[int, int] | None = None,
) -> tuple[Change, ...]:
    """The windows of ``years`` from the first year to the last (or of ``span``), the oldest first.

    The first window has nothing before it, so nothing emerges in it. The last may be shorter, and says so.
    Raises ``ValueError`` for windows of no year.
    """
    if years < 1:
        raise ValueError("a window has one year or more")
    held = [each for each in consignments if each.on.year is not None]
    if not held:
        return ()
    dated = sorted(each.on.year for each in held if each.on.year is not None)
    begin, end = span or (dated[0], dated[-1])
    starts = list(range(begin, end + 1, years))
    seen = [
        {
            (corridor.source, corridor.target): corridor
            for corridor in corridors(in_years(held, start, min(start + years - 1, end)))
            if UNKNOWN not in (corridor.source, corridor.target)
        }
        for start in starts
    ]
    made = []
    for number, start in enumerate(starts):
        last = min(start + years - 1, end)
        before = {pair for window in seen[:number] for pair in window}
        after = {pair for window in seen[number:] for pair in window}
        earlier = seen[number - 1] if number else {}
        notices = []
        if last - start + 1 < years:
            notices.append(
                say(
                    gettext_noop(
                        "The window {first} to {last} is shorter than {years} years; compare it with care."
                    ),
                    first=start,
                    last=last,
                    years=years,
                )
            )
        made.append(
            Change(
                start,
                last,
                len(in_years(held, start, last)),
                tuple(
                    corridor
                    for pair, corridor in seen[number].items()
                    if number and pair not in before and corridor.consignments >= fewest
                ),
                tuple(
                    corridor
                    for pair, corridor in earlier.items()
                    if pair not in after and corridor.consignments >= fewest
                ),
                tuple(notices),
            )
        )
    return tuple(made)
