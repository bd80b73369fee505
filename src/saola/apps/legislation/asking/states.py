"""States that came into being or ended, and territories: told gently beside an answer that hangs on them."""

from collections.abc import Iterable, Iterator
from datetime import date

from saola.apps.catalogue import vocabularies
from saola.core.law.logic import YES
from saola.core.law.treaties import TreatyBook
from saola.core.values import Message, gettext_noop, say


def about_states(codes: Iterable[str], treaty: str, on: date | None, book: TreatyBook) -> Iterator[Message]:
    """A sentence for each that was, or may have been, no State on the day, or that no list of the treaty speaks of."""
    for code in dict.fromkeys(codes):
        if book.existed(code, on) is not YES:
            yield _no_state_then(code, book)
        elif book.membership(treaty, code) is None:
            yield say(
                gettext_noop(
                    "The lists that were read do not speak of {country}. A territory is bound as far as its State "
                    "extended the treaty to it; please ask about that State too."
                ),
                country=code,
            )


def _no_state_then(code: str, book: TreatyBook) -> Message:
    records = [one for one in book.states if one.code == code]
    periods = ", ".join(str(one.in_force) for one in records)
    kin = {before for one in records for before in one.successor_of}
    kin |= {one.code for one in book.states if code in one.successor_of}
    if not kin:
        return say(
            gettext_noop("{country} was a State in these times only: {periods}."),
            country=code,
            periods=periods,
        )
    return say(
        gettext_noop(
            "{country} was a State in these times only: {periods}. What came before or after it: {others}. Please ask "
            "about the State of the day."
        ),
        country=code,
        periods=periods,
        others=vocabularies.listed(vocabularies.country_label(one) for one in sorted(kin)),
    )
