"""Seizures that are probably one, accounts, and cells that cannot be run."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_builders import csv_file, read

from saola.core.intake import (
    Account,
    Profile,
    RowsLostError,
    SeizureOutline,
    compare,
    guarded,
    incident_key,
    unguarded,
)
from saola.core.values import PartialDate


def outline(key="a", **changes):
    known = {
        "country": "KE",
        "on": PartialDate(2016, 6, 1),
        "taxa": frozenset({"Manis javanica"}),
        "terms": frozenset({"SCA"}),
        "quantities": frozenset({(Decimal("213.5"), "KGM")}),
        "place": "Mombasa",
    }
    return SeizureOutline(key, **{**known, **changes})


def test_two_reports_of_one_seizure_are_probable_and_say_why():
    likeness = compare(outline(), outline("b", on=PartialDate(2016, 6, 3), place="Mombasa port"))
    assert likeness.is_probable
    assert likeness.score == sum(part.points for part in likeness.parts)
    assert [part.name for part in likeness.parts] == ["country", "date", "taxon", "term", "quantity", "place"]
    assert "2 days apart" in str(likeness.parts[1].text)


@pytest.mark.parametrize(
    "changes",
    [
        {"country": "TZ"},
        {"on": PartialDate(2016, 9, 1)},
        {"taxa": frozenset({"Loxodonta africana"})},
        {"quantities": frozenset({(Decimal(7), "KGM")}), "on": PartialDate(2016, 6, 4)},
    ],
)
def test_seizures_that_differ_where_it_counts_are_not_probable(changes):
    assert not compare(outline(), outline("b", **changes)).is_probable


def test_one_bird_on_one_day_is_not_enough_without_more():
    bird = {"quantities": frozenset({(Decimal(1), "NAR")}), "terms": frozenset(), "place": ""}
    assert not compare(outline(**bird), outline("b", on=PartialDate(2016, 6, 2), **bird)).is_probable


def test_what_one_does_not_say_counts_for_nothing():
    assert compare(outline(), SeizureOutline("b")).parts == ()


def test_an_account_that_does_not_add_up_is_an_error():
    assert Account(10, 5, 2, 2, 1).as_data()["rows"] == 10
    with pytest.raises(RowsLostError, match="10 rows were read, 9"):
        Account(10, 5, 2, 1, 1)


@given(st.text())
def test_guarded_words_come_back_and_cannot_be_run(words):
    assert unguarded(guarded(words)) == words
    assert guarded(words)[:1] not in set("=+-@\t\r\n\0＝＋－＠")


def test_rows_are_one_incident_by_reference_by_row_or_by_fields():
    one, other = read(
        csv_file("S1,2016-06-01,Kenya,Manis,scales,1,kg", "S2,2016-06-01,Kenya,Manis,scales,1,kg")
    )
    assert incident_key(one, Profile("test")) != incident_key(other, Profile("test"))
    assert incident_key(one, Profile("test", grouping="row")) == ("row", "2")
    by_term = Profile("test", grouping="fields", grouping_fields=("term",))
    assert incident_key(one, by_term) == incident_key(other, by_term)
