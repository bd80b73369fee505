"""Three-valued logic (Kleene's): unknown stays unknown unless the rest settles the matter by itself."""

from collections.abc import Iterable

from saola.core.values import Outcome

YES, NO, UNKNOWN = Outcome.YES, Outcome.NO, Outcome.UNKNOWN


def every(outcomes: Iterable[Outcome]) -> Outcome:
    """Yes when all are yes, no when one is no. Of none: yes."""
    seen = set(outcomes)
    if NO in seen:
        return NO
    return UNKNOWN if UNKNOWN in seen else YES


def some(outcomes: Iterable[Outcome]) -> Outcome:
    """Yes when one is yes, no when all are no. Of none: no."""
    seen = set(outcomes)
    if YES in seen:
        return YES
    return UNKNOWN if UNKNOWN in seen else NO


def negate(outcome: Outcome) -> Outcome:
    return {YES: NO, NO: YES, UNKNOWN: UNKNOWN}[outcome]


def agreed(outcomes: Iterable[Outcome]) -> Outcome:
    """What all say, and unknown where they differ or there are none."""
    seen = set(outcomes)
    return seen.pop() if len(seen) == 1 else UNKNOWN


def of(truth: bool | None) -> Outcome:
    """``None`` is unknown."""
    if truth is None:
        return UNKNOWN
    return YES if truth else NO
