"""What must hold before an act can be: each raises the refusal that says why not."""

from decimal import Decimal

from saola.core.values import Quantity, gettext_noop, say

from . import refusals
from .acts import Entry
from .state import Exhibit, State, Where

WHERE_WORDS = {
    Where.IN_CUSTODY: gettext_noop("in store"),
    Where.ON_ITS_WAY: gettext_noop("it is handed over and not yet received"),
    Where.AT_LABORATORY: gettext_noop("it is with a laboratory"),
    Where.IN_COURT: gettext_noop("it is before a court"),
    Where.DISPOSED: gettext_noop("it was disposed of"),
}


def held_by_actor(exhibit: Exhibit, entry: Entry) -> None:
    """It is in custody, and whoever acts holds it."""
    if exhibit.where is not Where.IN_CUSTODY:
        raise refusals.NotInCustodyError(exhibit=exhibit.number, state=say(WHERE_WORDS[exhibit.where]))
    if exhibit.holder != entry.by:
        raise refusals.NotHolderError(exhibit=exhibit.number, holder=exhibit.holder)


def outside(exhibit: Exhibit) -> None:
    """It is with a laboratory or before a court."""
    if exhibit.where not in (Where.AT_LABORATORY, Where.IN_COURT):
        raise refusals.NotOutsideError(exhibit=exhibit.number)


def is_open(exhibit: Exhibit) -> None:
    """No seal is on it."""
    if exhibit.seal:
        raise refusals.StillSealedError(exhibit=exhibit.number, seal=exhibit.seal)


def bears(exhibit: Exhibit, seal: str) -> None:
    """This seal is on it."""
    if not exhibit.seal:
        raise refusals.NotSealedError(exhibit=exhibit.number)
    if exhibit.seal != seal:
        raise refusals.OtherSealError(exhibit=exhibit.number, seal=exhibit.seal, named=seal)


def with_seal(state: State, seal: str, exhibit: str) -> dict[str, str]:
    """The seals used so far, and this one, which was never used."""
    said(gettext_noop("the number of the seal"), seal)
    if seal in state.seals:
        raise refusals.SealUsedError(seal=seal, exhibit=state.seals[seal])
    return {**state.seals, seal: exhibit}


def enough(exhibit: Exhibit, quantity: Quantity) -> Decimal:
    """The amount of ``quantity``, if there is so much."""
    more_than_nothing(quantity)
    if quantity.amount > exhibit.present.amount:
        raise refusals.TooMuchError(exhibit=exhibit.number, taken=quantity, present=exhibit.present)
    return quantity.amount


def same_unit(exhibit: Exhibit, quantity: Quantity) -> None:
    """The quantity is in the unit of the exhibit."""
    if quantity.unit != exhibit.unit:
        raise refusals.OtherUnitError(exhibit=exhibit.number, unit=exhibit.unit)


def more_than_nothing(quantity: Quantity) -> None:
    """It is a quantity at all."""
    if quantity.amount <= 0:
        raise refusals.NothingError()


def said(what: str, words: str) -> None:
    """What must be said was said."""
    if not words.strip():
        raise refusals.UnsaidError(what=say(what))
