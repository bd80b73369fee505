"""A name above the species, where a download has a row for it."""

from datetime import date

import pytest

from saola.core.listings import (
    Change,
    Conferences,
    Lineage,
    ListingBook,
    ListingEvent,
    Note,
    Observation,
    Question,
    answer,
)
from saola.core.listings.populations import EVERYWHERE
from saola.core.values import Outcome, PartialDate

DAY = date(2017, 4, 21)
CATS = ListingEvent("cats", "Felidae", "II", Change.ADDITION, PartialDate(1977, 2, 4))
ROW = Observation("Uncia", PartialDate.of(DAY), "I", (Note("I", EVERYWHERE, ""),), above=("Felidae",))


def ask(above, *rows):
    book = ListingBook(
        [CATS],
        Lineage(above),
        observations=rows,
        conferences=Conferences.of([date(2017, 1, 2), date(2019, 11, 26)]),
    )
    return answer(Question("Uncia", DAY), book)


def test_a_genus_without_known_members_is_open_where_the_download_contradicts():
    finding = ask({"Uncia": ("Felidae",)}, ROW)
    assert (finding.outcome, finding.value.possible) == (Outcome.UNKNOWN, ("I", "II"))
    assert [lack.field for lack in finding.missing] == ["lists"]


@pytest.mark.parametrize("rows", [(), (ROW,)])
def test_a_genus_with_known_members_is_answered_by_them(rows):
    finding = ask({"Uncia": ("Felidae",), "Uncia minor": ("Uncia", "Felidae")}, *rows)
    assert (finding.outcome, finding.value.possible) == (Outcome.YES, ("II",))
