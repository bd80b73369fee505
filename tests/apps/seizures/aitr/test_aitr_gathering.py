"""What a year says, what it lacks, and what stays out of it."""

from decimal import Decimal

import pytest

from saola.apps.seizures.actions import recording
from saola.apps.seizures.aitr import fields, gather
from saola.apps.seizures.aitr.missing import missing_csv
from saola.apps.seizures.models import Incident
from tests.factories import accounts, seizures

pytestmark = pytest.mark.usefixtures("knowledge")


def whole(**fields):
    """A seizure in which nothing is missing that the form asks for."""
    return seizures.incident(agency_code="", reported={"agency": "Customs"}, reason="no_permit", **fields)


def year(year=2018):
    return gather(year, Incident.objects.all())


def test_row_has_a_cell_for_every_column():
    whole()
    (row,) = year().rows
    assert set(row) == {field["code"] for field in fields()} | {"key"}
    assert all(isinstance(words, str) for words in row.values())
    assert (row["species"], row["quantity"], row["unit"]) == ("Manis javanica", "12.5", "KGM")
    assert (row["seized_on"], row["appendix"]) == ("2018-05-04", "I")


def test_whole_row_leaves_no_gap():
    whole()
    assert year().is_complete


@pytest.mark.parametrize(
    ("without", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reported": {}}, "agency"),
        ({"place_name": ""}, "place"),
        ({"specimens": [seizures.specimen_draft(quantity=None)]}, "quantity"),
        ({"specimens": [seizures.specimen_draft(term="")]}, "term"),
    ],
)
def test_what_is_missing_is_found_in_its_row(without, field):
    given = {"reported": {"agency": "Customs"}, "reason": "no_permit"} | without
    incident = seizures.incident(**given)
    found = [gap for gap in year().gaps if gap.field == field]
    assert [(gap.number, gap.line) for gap in found] == [(incident.number, 1)]


def test_optional_column_is_no_gap_when_empty():
    whole()
    assert year().rows[0]["law"] == ""
    assert year().gaps == []


def test_every_kind_of_specimen_is_a_row_under_one_reference():
    incident = whole(specimens=[seizures.specimen_draft(), seizures.specimen_draft(term="LIV", unit="NAR")])
    rows = year().rows
    assert [row["key"] for row in rows] == [f"{incident.number}/1", f"{incident.number}/2"]
    assert {row["incident_ref"] for row in rows} == {incident.number}
    assert year().seizures == 1


def test_row_that_may_not_have_been_listed_waits():
    incident = seizures.incident(specimens=[seizures.specimen_draft(scientific_name="Mannis nonsensica")])
    found = year()
    assert found.rows == []
    assert [(row.number, row.name) for row in found.unsettled] == [(incident.number, "Mannis nonsensica")]
    assert not found.is_complete


def test_row_in_no_appendix_is_counted_only():
    whole(specimens=[seizures.specimen_draft(scientific_name="Haliotis midae", term="BOD")])
    found = year()
    assert (found.rows, found.unsettled, found.not_listed) == ([], [], 1)


def test_held_back_seizure_is_counted_with_its_reason_and_told_nowhere_else():
    officer = accounts.person("cites_officer")
    incident = whole()
    recording.hold_back(incident, reason="The hearing is in May", by=officer)
    found = year()
    assert found.rows == []
    assert found.gaps == []
    assert [(held.number, held.reason) for held in found.held_back] == [
        (incident.number, "The hearing is in May")
    ]
    assert found.incidents == 1


def test_seizure_reported_twice_is_in_the_report_once():
    one, other = whole(), whole()
    Incident.objects.filter(pk=other.pk).update(duplicate_of=one)
    assert [row["incident_ref"] for row in year().rows] == [one.number]
    assert year().incidents == 1


def test_seizure_of_no_known_year_is_in_no_report_and_counted():
    whole(on="")
    found = year()
    assert (found.rows, found.undated) == ([], 1)


def test_date_known_to_the_month_is_told_to_the_month():
    whole(on="2018-05")
    whole(on="2018")
    assert {row["seized_on"] for row in year().rows} == {"2018", "2018-05"}


def test_other_years_are_not_in_it():
    whole(on="2017-12-31")
    assert year().incidents == 0


def test_what_is_missing_leaves_as_a_file_that_runs_no_formula():
    seizures.incident(reported={"agency": "=HYPERLINK()"}, reason="")
    seizures.incident(specimens=[seizures.specimen_draft(scientific_name="Mannis nonsensica")])
    text = missing_csv(year()).decode("utf-8-sig")
    assert "'=HYPERLINK()" in text
    assert "Reason for seizure" in text
    assert "Mannis nonsensica" in text
    assert len(text.splitlines()) == 1 + len(year().gaps) + 1


def test_quantities_add_up_to_what_was_recorded():
    for amount in ("0.5", "1.25", "3"):
        whole(specimens=[seizures.specimen_draft(quantity=Decimal(amount))])
    assert sum(Decimal(row["quantity"]) for row in year().rows) == Decimal("4.75")


def test_rows_stand_in_the_order_of_their_days():
    for on in ("2018-11-02", "2018-01-05", "2018-06"):
        whole(on=on)
    days = [row["seized_on"] for row in year().rows]
    assert days == ["2018-01-05", "2018-06", "2018-11-02"]
