"""Three-valued logic (Kleene's): unknown stays unknown unless the rest settles the matter by itself."""

from collections.abc import Iterable

from saola.core.values import Outcome

YES, NO, UNKNOWN = Outcome.YES, Outcome.NO, Outcome.UNKNOWN


def every(outcomes: Iterable[Outcome]) -> Outcome:
    """Yes when all are yes, no when one is no. Of none: yes."""
    answer = YES
    for outcome in outcomes:
        if outcome is NO:
            return NO
        if outcome is UNKNOWN:
            answer = UNKNOWN
    return answer


def some(outcomes: Iterable[Outcome]) -> Outcome:
    """Yes when one is yes, no when all are no. Of none: no."""
    answer = NO
    for outcome in outcomes:
        if outcome is YES:
            return YES
        if outcome is UNKNOWN:
            answer = UNKNOWN
    return answer


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
