"""What the law lacks: the checklists, who sees to each gap, the bills, the report that is issued."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from saola.apps.journal.models import Entry
from saola.apps.legislation.actions import amending, reform, reporting
from saola.apps.legislation.actions.changing import ChangedMeanwhileError
from saola.apps.legislation.gaps import gaps, point_of
from saola.apps.legislation.models import Bill, Gap, GapReport, Statute
from saola.apps.legislation.queries import law_book
from saola.apps.legislation.reporting import digest_of
from saola.core.values import Outcome
from tests.factories import accounts

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def gap(singapore, officer):
    return reform.open_gap(
        singapore, title="Taking part in a group", point="group_offence", owner=officer, by=officer
    )


def law():
    return law_book().of_country("SG")[0]


def test_point_stands_with_the_work_on_it(singapore, gap, officer):
    bill = reform.add_bill(singapore, number="B 1", title="Group Bill", gaps=[gap], by=officer)
    found = gaps(law(), singapore, TODAY)
    row = next(row for row in found.unmet if row.point.name == "group_offence")
    assert (row.gap, row.bills) == (gap, (bill,))
    assert all(row.gap is None for row in found.met)
    assert {row.point.finding.outcome for row in found.met} == {Outcome.YES}


def test_point_is_met_by_the_provision_that_closes_it(singapore, gap, officer):
    said = {
        "id": "SG-GRP-1",
        "section": "s. 1",
        "source": "Gazette",
        "versions": [
            {
                "from": "2026-01-01",
                "conduct": ["join_group"],
                "source": "Gazette",
                "tiers": [{"id": "SG-GRP-1-1", "custody": {"maximum": "5 years"}}],
            }
        ],
    }
    amending.add_provision(Statute.objects.get(code="SG-ESA-2006"), said, by=officer)
    assert point_of(law(), "group_offence", date(2025, 12, 31)).finding.outcome is not Outcome.YES
    assert point_of(law(), "group_offence", TODAY).finding.outcome is Outcome.YES
    assert Gap.objects.get().state == "open"  # that it is closed, a person says


def test_point_is_taken_up_once(singapore, gap, officer):
    with pytest.raises(reform.TakenUpAlreadyError):
        reform.open_gap(singapore, title="Again", point="group_offence", by=officer)
    reform.open_gap(singapore, title="Something else", by=officer)
    reform.open_gap(singapore, title="Something else again", by=officer)


@pytest.mark.parametrize("state", ["closed", "not_a_gap"])
def test_gap_is_closed_with_a_reason_only(gap, officer, state):
    with pytest.raises(reform.NoReasonError):
        reform.move_gap(gap, state=state, by=officer)
    gap.refresh_from_db()
    assert gap.state == "open"
    reform.move_gap(gap, state=state, note="The Act of 2026 closed it.", by=officer)
    gap.refresh_from_db()
    assert gap.reason == "The Act of 2026 closed it."
    assert [step.stage for step in gap.steps.all()] == ["open", state]


def test_second_person_on_one_gap_is_told(gap, officer):
    reform.move_gap(gap, state="in_progress", seen=1, by=officer)
    with pytest.raises(ChangedMeanwhileError):
        reform.move_gap(Gap.objects.get(), state="closed", note="Late", seen=1, by=officer)


def test_bill_keeps_every_step_and_closes_nothing_by_itself(singapore, gap, officer):
    bill = reform.add_bill(singapore, number="B 1", title="Group Bill", gaps=[gap], by=officer)
    reform.move_bill(bill, stage="in_force", on=date(2026, 1, 1), by=officer)
    assert Gap.objects.get().state == "open"
    assert {step.stage for step in bill.steps.all()} == {"draft", "in_force"}
    with pytest.raises(reform.NumberTakenError):
        reform.add_bill(singapore, number="B 1", title="Another", by=officer)


def test_steps_and_corrections_are_added_and_never_changed(gap):
    step = gap.steps.get()
    for act in (step.save, step.delete):
        with pytest.raises(TypeError):
            act()


def test_only_a_legal_officer_works_on_gaps(singapore, gap):
    reader = accounts.person("prosecutor")
    for act in (
        lambda: reform.open_gap(singapore, title="x", by=reader),
        lambda: reform.move_gap(gap, state="in_progress", by=reader),
        lambda: reform.add_bill(singapore, number="1", title="x", by=reader),
        lambda: reporting.issue(singapore, TODAY, by=reader),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_report_is_frozen_and_a_new_version_needs_a_change(singapore, gap, officer):
    report = reporting.issue(singapore, TODAY, by=officer)
    assert digest_of(report.content) == report.digest
    assert officer.full_name not in str(report.content)
    with pytest.raises(reporting.NothingChangedError):
        reporting.issue(singapore, TODAY, by=officer)
    reform.move_gap(gap, state="in_progress", by=officer)
    assert reporting.issue(singapore, TODAY, by=officer).number == 2
    with pytest.raises(TypeError):
        GapReport.objects.first().save()


def test_report_leaves_as_pdf_and_the_journal_tells(client, singapore, gap, officer):
    reporting.issue(singapore, TODAY, by=officer)
    client.force_login(accounts.person("reader"))
    answer = client.get("/law/gaps/report/v1.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert Entry.objects.filter(event="gap.report_taken").count() == 1
    assert client.get("/law/gaps/report/v2.pdf").status_code == 404


def test_gaps_page_shows_owner_state_and_bill(shown, singapore, gap, officer):
    reform.add_bill(singapore, number="B 77", title="Group Bill", gaps=[gap], by=officer)
    text = shown("/law/gaps/")
    assert officer.full_name in text
    assert "B 77" in text
    assert "take-up" not in text
    assert "take-up" in shown("/law/gaps/", role="legal_officer")
    assert "Enter a step" not in shown(f"/law/gaps/{gap.pk}/")


def test_step_of_a_gap_is_entered_on_its_page(client, singapore, gap, officer):
    client.force_login(officer)
    address = f"/law/gaps/{gap.pk}/"
    text = client.post(address, {"state": "closed", "seen": 1}).content.decode()
    assert "Please say why" in text
    answer = client.post(address, {"state": "closed", "seen": 1, "note": "Done", "on": "2026-05-01"})
    assert answer.status_code == 302
    assert gap.steps.get(stage="closed").happened_on == date(2026, 5, 1)
    client.force_login(accounts.person("reader"))
    assert client.post(address, {"state": "open", "seen": 2}).status_code == 404


def test_gap_and_bill_are_added_on_their_pages(client, singapore, officer):
    client.force_login(officer)
    answer = client.post("/law/gaps/take-up/?point=confiscation", {"title": "Confiscation"})
    assert answer.status_code == 302
    gap = Gap.objects.get(point="confiscation")
    data = {"number": "B 2", "title": "Bill", "stage": "tabled", "gaps": [gap.pk]}
    assert client.post("/law/bills/add/", data).status_code == 302
    bill = Bill.objects.get()
    assert bill.steps.get().happened_on == timezone.localdate()
    answer = client.post(f"/law/bills/{bill.pk}/", {"stage": "passed", "seen": 1, "gaps": [gap.pk]})
    assert answer.status_code == 302
    assert "already" in client.post("/law/bills/add/", data).content.decode()
    assert client.post("/law/gaps/report/").status_code == 302
    assert GapReport.objects.get().number == 1
