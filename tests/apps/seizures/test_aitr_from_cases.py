"""The annual report is filled with what cases know: charges, sanctions, disposal; nothing of what is held close."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from saola.apps.cases.actions import charging, judging, sentencing
from saola.apps.cases.models import Charge, Event
from saola.apps.seizures.actions import reporting
from saola.apps.seizures.aitr import compare, gather, pages
from saola.apps.seizures.aitr.outcomes import beside
from saola.apps.seizures.models import Incident
from tests.factories import access, court

pytestmark = pytest.mark.usefixtures("knowledge")
PROVISION = "VN-PC-2015-244"


@pytest.fixture
def by():
    return court.prosecutor()


@pytest.fixture
def case(by):
    return court.case(by, draft={"law": "Decree 06/2019", "sanction": ""})


def row():
    (found,) = gather(2018, Incident.objects.all()).rows
    return found


def filed(case, by, **fields) -> Charge:
    charge = court.charge(case, court.defendant(case, by, **fields), by, PROVISION)
    charging.file(charge, filed_on=date(2018, 6, 1), by=by)
    return charge


def convicted(case, by, **fields) -> Charge:
    charge = filed(case, by, **fields)
    judging.decide(charge, "convicted", decided_on=date(2018, 9, 1), court=court.court(), by=by)
    sentencing.sentence(
        charge, "custody", "Tran Van Nam, three years", pronounced_on=date(2018, 9, 1), days=1095, by=by
    )
    sentencing.sentence(
        charge,
        "fine",
        "five thousand",
        pronounced_on=date(2018, 9, 1),
        amount=Decimal("5000.00"),
        unit="VND",
        by=by,
    )
    return charge


def test_without_a_case_the_row_says_what_the_agency_wrote(case):
    assert (row()["law"], row()["sanction"]) == ("Decree 06/2019", "")


def test_draft_of_a_charge_tells_nothing(case, by):
    court.charge(case, court.defendant(case, by), by, PROVISION)
    assert row()["law"] == "Decree 06/2019"


def test_law_of_a_filed_charge_stands_beside_what_the_agency_wrote(case, by):
    filed(case, by)
    assert row()["law"].startswith("Decree 06/2019; ")
    assert "244" in row()["law"]
    assert row()["sanction"] == ""


def test_sentence_is_told_by_its_parts_and_names_nobody(case, by):
    convicted(case, by)
    assert row()["sanction"] == "convicted: custody of 1095 days, fine of 5000 VND"
    assert "Tran" not in str(row())


def test_equal_sentences_of_several_are_counted(case, by):
    convicted(case, by, name="One")
    convicted(case, by, name="Two")
    assert row()["sanction"] == "convicted: custody of 1095 days, fine of 5000 VND (2 charges)"


def test_case_held_close_tells_nothing(case, by):
    convicted(case, by)
    access.place(case, access.compartment())
    assert row()["law"] == "Decree 06/2019"
    access.place(case, handling="H3")
    assert row()["sanction"] == ""


def test_case_decided_after_the_report_is_a_difference_for_the_next_version(case, by):
    first = reporting.issue(2018, share_with_iccwc=True, by=None)
    assert not years_changed()
    convicted(case, by)
    assert years_changed()
    now = gather(2018, Incident.objects.all()).rows
    (changed,) = compare(first.rows, now).changed
    assert set(changed.fields) == {"law", "sanction"}
    assert changed.fields["sanction"] == ("", "convicted: custody of 1095 days, fine of 5000 VND")
    second = reporting.issue(2018, share_with_iccwc=True, by=None)
    assert (first.rows[0]["sanction"], second.rows[0]["sanction"][:9]) == ("", "convicted")
    later = timezone.now() + timedelta(hours=1)
    type(second).objects.filter(pk=second.pk).update(issued_at=later)
    assert not years_changed()


def years_changed() -> list[int]:
    return [line.year for line in pages.years(Incident.objects.all(), date(2019, 5, 1)) if line.is_changed]


def test_other_years_are_not_changed_by_a_case(case, by):
    convicted(case, by)
    assert Event.objects.filter(kind="verdict").exists()
    assert gather(2017, Incident.objects.all()).rows == []


@pytest.mark.parametrize(
    ("written", "told", "both"),
    [
        ("", ("acquitted",), "acquitted"),
        ("Wildlife Act, s. 12 and others", ("wildlife act, s. 12",), "Wildlife Act, s. 12 and others"),
        ("fined", (), "fined"),
        ("fined", ("acquitted", "acquitted (2 charges)"), "fined; acquitted; acquitted (2 charges)"),
    ],
)
def test_what_is_told_stands_beside_what_was_written_once(written, told, both):
    assert beside(written, told) == both
