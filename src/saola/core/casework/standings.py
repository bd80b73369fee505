"""Where a defendant stands in a case, and how one standing follows another."""

from enum import StrEnum

from saola.core.values import Reason, gettext_noop, say

from .refusals import StandingRefusal


class Standing(StrEnum):
    """``arrested``: held, no court has ordered it yet; ``in_custody``: held by order of a court before judgment;

    ``serving``: a sentence of custody; ``released``: free without condition; ``transferred``: to a juvenile court.
    """

    AT_LARGE = "at_large"
    ARRESTED = "arrested"
    IN_CUSTODY = "in_custody"
    BAILED = "bailed"
    SUMMONSED = "summonsed"
    ABSCONDED = "absconded"
    SERVING = "serving"
    RELEASED = "released"
    DECEASED = "deceased"
    TRANSFERRED = "transferred"


STANDING_WORDS: dict[Standing, str] = {
    Standing.AT_LARGE: gettext_noop("At large"),
    Standing.ARRESTED: gettext_noop("Arrested"),
    Standing.IN_CUSTODY: gettext_noop("In custody"),
    Standing.BAILED: gettext_noop("On bail"),
    Standing.SUMMONSED: gettext_noop("Summonsed"),
    Standing.ABSCONDED: gettext_noop("Absconded"),
    Standing.SERVING: gettext_noop("Serving a sentence"),
    Standing.RELEASED: gettext_noop("Released"),
    Standing.DECEASED: gettext_noop("Deceased"),
    Standing.TRANSFERRED: gettext_noop("Before a juvenile court"),
}

HELD = frozenset({Standing.ARRESTED, Standing.IN_CUSTODY})
"""Deprived of liberty without a sentence to serve: a case is not closed while somebody stands so."""

_BOUND = frozenset({Standing.ABSCONDED, Standing.DECEASED, Standing.TRANSFERRED})
_FOUND = frozenset({Standing.ARRESTED, Standing.IN_CUSTODY, Standing.BAILED, Standing.SUMMONSED})

MAY_FOLLOW: dict[Standing, frozenset[Standing]] = {
    Standing.AT_LARGE: _FOUND | {Standing.RELEASED, Standing.DECEASED, Standing.TRANSFERRED},
    Standing.ARRESTED: _FOUND | _BOUND | {Standing.RELEASED},
    Standing.IN_CUSTODY: _FOUND | _BOUND | {Standing.RELEASED, Standing.SERVING},
    Standing.BAILED: _FOUND | _BOUND | {Standing.RELEASED, Standing.SERVING},
    Standing.SUMMONSED: _FOUND | _BOUND | {Standing.RELEASED, Standing.SERVING},
    Standing.ABSCONDED: _FOUND
    | {Standing.RELEASED, Standing.SERVING, Standing.DECEASED, Standing.TRANSFERRED},
    Standing.SERVING: _BOUND | {Standing.RELEASED, Standing.IN_CUSTODY, Standing.BAILED},
    Standing.RELEASED: _FOUND | _BOUND | {Standing.SERVING},
    Standing.TRANSFERRED: _FOUND | {Standing.RELEASED, Standing.ABSCONDED, Standing.DECEASED},
    Standing.DECEASED: frozenset(),
}
"""Who is on appeal goes from serving back to custody or bail; a juvenile court may send somebody back who is of age."""


def stand(before: Standing | None, after: Standing) -> Standing:
    """``after``, where it can follow ``before`` (``None``: nothing was recorded yet, anything can be first).

    Raises ``StandingRefusal`` otherwise. That a record of death was wrong is a correction of the record, not a move.
    """
    if before is None or after in MAY_FOLLOW[before] - {before}:
        return after
    words = gettext_noop("“{after}” cannot follow on “{before}”. The record stays as it is.")
    said = say(words, after=say(STANDING_WORDS[after]), before=say(STANDING_WORDS[before]))
    raise StandingRefusal(said, (_why(before, after),))


def _why(before: Standing, after: Standing) -> Reason:
    if before is after:
        return Reason(say(gettext_noop("The record says so already.")), "standing")
    if before is Standing.DECEASED:
        words = gettext_noop("The death is on record. If that was wrong, correct the entry of the death.")
        return Reason(say(words), "standing")
    return Reason(say(gettext_noop("Something must lie between: record it first.")), "standing")
