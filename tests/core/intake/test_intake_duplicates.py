"""Rows that come again, seizures that are probably one, accounts, and the file of errors."""

import csv
import io
import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_builders import TODAY, VOCABULARIES, csv_file, table_of

from saola.core.intake import (
    Account,
    Profile,
    RawRow,
    RowReader,
    RowsLostError,
    SeenRows,
    SeizureOutline,
    compare,
    find_likely,
    guarded,
    incident_key,
    propose,
    unguarded,
    write_problems,
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


def test_likely_pairs_are_found_through_their_keys_as_by_comparing_all():
    rng = random.Random(7)
    seizures = [
        outline(
            str(n),
            on=PartialDate(2016, 6, rng.randint(1, 28)),
            country=rng.choice(["KE", "TZ"]),
            quantities=frozenset({(Decimal(rng.randint(1, 12)), "KGM")}),
            place=rng.choice(["Mombasa", "Nairobi"]),
        )
        for n in range(150)
    ]
    new, known = seizures[:50], seizures[50:]
    found = {(pair.one, pair.other) for pair in find_likely(new, known)}
    everyone = {
        (one.key, other.key)
        for at, one in enumerate(new)
        for other in (*known, *new[:at])
        if compare(one, other).is_probable
    }
    assert found == everyone
    assert found


def test_a_crowd_under_one_key_is_passed_over():
    known = [outline(str(n)) for n in range(20)]
    assert list(find_likely([outline("new")], known, crowd=10)) == []


def test_the_second_of_two_equal_rows_is_known_by_the_first():
    seen = SeenRows()
    assert seen.first_like(RawRow(2, ["a ", 1, ""])) is None
    assert seen.first_like(RawRow(3, ["a", 2, ""])) is None
    assert seen.first_like(RawRow(4, ["a", 1])) == 2


def test_an_account_that_does_not_add_up_is_an_error():
    assert Account(10, 5, 2, 2, 1).as_data()["rows"] == 10
    with pytest.raises(RowsLostError, match="10 rows were read, 9"):
        Account(10, 5, 2, 1, 1)


@given(st.text())
def test_guarded_words_come_back_and_cannot_be_run(words):
    assert unguarded(guarded(words)) == words
    assert guarded(words)[:1] not in set("=+-@\t\r\n\0＝＋－＠")


def refused_rows():
    file = csv_file('S1,soon,Atlantis,"=cmd|calc",scales,-1,kg', "S2,2016-06-01,Kenya,Manis,scales,1,kg")
    table = table_of(file)
    reader = RowReader(table, propose(table, VOCABULARIES), Profile("test"), VOCABULARIES, TODAY)
    return table, [(raw, reader.read(raw)) for raw in table.rows()]


def test_the_file_of_errors_holds_the_row_and_everything_wrong_with_it_and_runs_nothing():
    table, rows = refused_rows()
    out = io.StringIO(newline="")
    assert write_problems(out, table, rows) == 1
    head, row = list(csv.reader(io.StringIO(out.getvalue())))
    assert head == ["Row in the file sent", *table.headers, "What is wrong"]
    assert row[:5] == ["2", "S1", "soon", "Atlantis", "'=cmd|calc"]
    assert row[6] == "'-1"
    assert all(words in row[-1] for words in ("soon", "Atlantis", "below zero"))


def test_the_file_of_errors_can_be_sent_again_and_says_the_same():
    table, rows = refused_rows()
    out = io.StringIO(newline="")
    write_problems(out, table, rows)
    again = table_of(io.BytesIO(out.getvalue().encode("utf-8-sig")))
    mapping = propose(again, VOCABULARIES)
    assert mapping.columns[0].field == "ignore"
    (reading,) = [
        RowReader(again, mapping, Profile("test"), VOCABULARIES, TODAY).read(raw) for raw in again.rows()
    ]
    assert reading.words("scientific_name") + reading.words("common_name") == "=cmd|calc"
    assert [problem.fault for problem in reading.errors] == [problem.fault for problem in rows[0][1].errors]


def test_rows_are_one_incident_by_reference_by_row_or_by_fields():
    _, rows = refused_rows()
    one, other = (reading for _, reading in rows)
    assert incident_key(one, Profile("test")) != incident_key(other, Profile("test"))
    assert incident_key(one, Profile("test", grouping="row")) == ("row", "2")
    by_term = Profile("test", grouping="fields", grouping_fields=("term",))
    assert incident_key(one, by_term) == incident_key(other, by_term)
