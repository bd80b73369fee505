"""A record goes by two persons, leaves a tombstone, and the journal still verifies."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client

from saola.apps.accounts import approvals, holding, holds, purging
from saola.apps.accounts.approvals import NeedsApprovalError
from saola.apps.accounts.holding import Closeness
from saola.apps.accounts.models import Approval, LegalHold, Tombstone
from saola.apps.accounts.purging import ObstacleError
from saola.apps.evidence.models import Exhibit
from saola.apps.journal import actions as journal
from saola.apps.journal import beside, queries
from saola.apps.journal.models import Detail, Entry
from saola.apps.seizures.models import Incident, Leg, Likeness, Specimen
from saola.core.access import Ground
from tests.factories import access, accounts
from tests.factories.seizures import incident, leg_draft

pytestmark = pytest.mark.django_db
REASON = "the time is over"


@pytest.fixture
def officer():
    return accounts.person("records_officer", agency=accounts.agency())


@pytest.fixture
def overdue(knowledge, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    return access.place(
        incident(notes="Informant Zaunkoenig", legs=[leg_draft()]), review_due=access.in_days(-1)
    )


def approve(officer, record, ground=Ground.PERIOD, reason=REASON):
    asked = purging.asked(record, ground=ground, reason=reason)
    approval = approvals.ask(purging.ACTION, asked, by=officer, reason="see the list of today")
    return approvals.decide(approval, approve=True, by=access.second_person(officer))


def purge(officer, record, ground=Ground.PERIOD, reason=REASON):
    return purging.purge(record, ground=ground, reason=reason, by=officer)


def test_purge_needs_a_second_person_of_another_agency(officer, overdue):
    with pytest.raises(NeedsApprovalError):
        purge(officer, overdue)
    asked = purging.asked(overdue, ground=Ground.PERIOD, reason=REASON)
    approval = approvals.ask(purging.ACTION, asked, by=officer, reason="x")
    colleague = accounts.person("supervisor", agency=officer.agency)
    with pytest.raises(approvals.ApproverError):
        approvals.decide(approval, approve=True, by=colleague)
    assert Incident.objects.exists()


def test_purged_record_leaves_a_tombstone_and_nothing_it_said(officer, overdue):
    approval = approve(officer, overdue)
    (stone,) = purge(officer, overdue)
    assert not Incident.objects.exists()
    assert not Specimen.objects.exists()
    assert not Leg.objects.exists()
    kept = Tombstone.objects.get()
    assert (kept.label, kept.key, kept.number, kept.ground) == (
        "seizures.incident",
        str(overdue.pk or stone.key),
        overdue.number,
        "period",
    )
    assert (kept.purged_by, kept.approved_by) == (officer, approval.decided_by)
    told = Entry.objects.get(event="record.purged")
    assert (told.object_type, told.object_id, told.facts) == (
        "seizures.incident",
        stone.key,
        {"ground": "period"},
    )


def test_journal_loses_the_words_about_it_and_still_holds(officer, overdue):
    with transaction.atomic():
        journal.write("seizure.held_back", by=officer, about=overdue, reason="Zaunkoenig asked for it")
    told = Entry.objects.get(event="seizure.held_back")
    entries = Entry.objects.about("seizures.incident", overdue.pk).count()
    approve(officer, overdue)
    (stone,) = purge(officer, overdue)
    assert beside.state(told) == "erased"
    assert Entry.objects.about("seizures.incident", stone.key).count() == entries + 1
    assert b"Zaunkoenig" not in b"".join(bytes(d.kept) for d in Detail.objects.all())
    assert Entry.objects.filter(event="detail.erased").exists()
    assert queries.verify().holds


def test_words_beside_entries_about_others_stay(officer, overdue):
    other = incident()
    with transaction.atomic():
        journal.write("seizure.held_back", by=officer, about=overdue, reason="first")
        journal.write("seizure.held_back", by=officer, about=other, reason="second")
        journal.write("seizure.held_back", by=officer, about=overdue, reason="third")
    approve(officer, overdue)
    purge(officer, overdue)
    told = Entry.objects.about("seizures.incident", other.pk).get(event="seizure.held_back")
    assert told.detail["reason"] == "second"
    assert queries.verify().holds


def test_what_changed_since_is_not_what_was_approved(officer, overdue):
    approve(officer, overdue)
    Specimen.objects.update(reported_quantity="13")
    with pytest.raises(NeedsApprovalError):
        purge(officer, Incident.objects.get())
    assert Incident.objects.exists()


def test_other_reason_or_ground_is_not_what_was_approved(officer, overdue):
    approve(officer, overdue)
    for words in ({"reason": "because"}, {"ground": Ground.ORDER}):
        with pytest.raises(NeedsApprovalError):
            purge(officer, overdue, **words)


def test_held_record_stays_until_two_persons_release_it(officer, overdue):
    approve(officer, overdue)
    prosecutor = accounts.person("prosecutor", agency=accounts.agency())
    overdue_seen = access.place(overdue, review_due=access.in_days(1))
    hold = holds.place(overdue_seen, reason="appeal 12/3", by=prosecutor)
    access.place(overdue, review_due=access.in_days(-1))
    for ground in Ground:
        with pytest.raises(ObstacleError) as refused:
            purge(officer, overdue, ground=ground)
        assert refused.value.obstacle.rule == "purge-held"
    with pytest.raises(NeedsApprovalError):
        holds.release(hold, reason="decided", by=officer)
    asked = approvals.ask(holds.ACTION, holds.asked(hold, "decided"), by=officer, reason="x")
    approvals.decide(asked, approve=True, by=access.second_person(officer))
    approvals.carry_out(Approval.objects.get(pk=asked.pk), by=officer)
    assert not LegalHold.objects.in_force().exists()
    approve(officer, overdue, reason="now")
    assert purge(officer, overdue, reason="now")
    assert LegalHold.objects.get().reason == ""


def test_hold_is_placed_once_for_a_reason_by_who_may(knowledge):
    record, supervisor = incident(), accounts.person("supervisor")
    with pytest.raises(PermissionDenied):
        holds.place(record, reason="x", by=accounts.person("data_officer"))
    with pytest.raises(ValueError, match="reason"):
        holds.place(record, reason=" ", by=supervisor)
    holds.place(record, reason="trial", by=supervisor)
    with pytest.raises(holds.HeldAlreadyError):
        holds.place(record, reason="trial again", by=supervisor)


def test_hold_over_one_report_keeps_every_report_of_the_same_seizure(officer, overdue):
    twin = access.place(incident(), review_due=access.in_days(-1), duplicate_of=overdue)
    LegalHold.objects.create(kind="seizure", record=twin.number, reason="x", placed_at=twin.recorded_at)
    with pytest.raises(ObstacleError):
        purge(officer, overdue)


def test_every_report_of_the_same_seizure_goes_together(officer, overdue):
    twin = access.place(incident(), review_due=access.in_days(-1), duplicate_of=overdue)
    other = incident()
    Likeness.objects.create(one=other, other=twin, score=4)
    assert purging.asked(overdue, ground=Ground.PERIOD, reason=REASON)["records"] == [
        overdue.number,
        twin.number,
    ]
    approve(officer, twin)
    assert {stone.number for stone in purge(officer, twin)} == {overdue.number, twin.number}
    assert list(Incident.objects.values_list("number", flat=True)) == [other.number]
    assert not Likeness.objects.exists()


def test_nothing_goes_before_its_time_unless_it_is_ordered(officer, overdue):
    access.place(overdue, review_due=access.in_days(0))
    with pytest.raises(ObstacleError) as refused:
        purge(officer, overdue)
    assert refused.value.obstacle.rule == "purge-too-early"
    approve(officer, overdue, ground=Ground.ORDER)
    assert purge(officer, overdue, ground=Ground.ORDER)[0].ground == "order"


def test_seizure_of_which_something_is_kept_as_evidence_stays(officer, overdue):
    Exhibit.objects.create(
        number="E1",
        incident=overdue,
        taken_in_at=overdue.recorded_at,
        unit="KGM",
        review_due=date(9999, 1, 1),
    )
    with pytest.raises(ObstacleError) as refused:
        purge(officer, overdue)
    assert refused.value.obstacle.why.values == {"rests": "exhibit"}
    with pytest.raises(ValueError, match="kind"):
        purging.purge(
            Exhibit.objects.get(), ground=Ground.ORDER, reason="x", by=accounts.person("records_officer")
        )


def test_nothing_goes_while_the_journal_does_not_hold(officer, overdue):
    approve(officer, overdue)
    with transaction.atomic():
        journal.write("journal.failed", outcome="failed", faults=1, first=3)
    with pytest.raises(ObstacleError) as refused:
        purge(officer, overdue)
    assert refused.value.obstacle.rule == "purge-frozen"


def test_only_a_records_officer_purges(overdue):
    for role in ("data_officer", "supervisor", "administrator", "auditor"):
        with pytest.raises(PermissionDenied):
            purge(accounts.person(role), overdue)


def test_number_of_a_purged_seizure_names_no_other(officer, overdue):
    approve(officer, overdue)
    purge(officer, overdue)
    assert incident().number > overdue.number


def test_what_people_wrote_about_it_elsewhere_goes_too(officer, overdue):
    keeper = accounts.person("investigator", agency=accounts.agency())
    access.place(overdue, access.compartment(keeper, officer), review_due=access.in_days(1))
    asked = holding.asked(overdue, Closeness())
    approvals.ask("record.loosen", asked, by=keeper, reason="Zaunkoenig has left the country")
    access.place(overdue, *overdue.compartments.all(), review_due=access.in_days(-1))
    approve(officer, overdue)
    purge(officer, overdue)
    assert not Approval.objects.filter(reason__contains="Zaunkoenig").exists()
    assert Approval.objects.get(action=purging.ACTION).reason == "see the list of today"


def test_purged_record_that_came_back_with_a_backup_goes_again(officer, overdue):
    other = incident()
    gone = [("seizures.incident", str(overdue.pk)), ("seizures.incident", "77"), ("nowhere.thing", "1")]
    assert purging.reapply(gone) == 1
    assert list(Incident.objects.all()) == [other]
    assert set(Tombstone.objects.values_list("key", "number")) == {
        (str(gone[0][1]), overdue.number),
        ("77", ""),
    }
    assert incident().number == "S000078"
    assert purging.reapply(gone) == 0
    assert Tombstone.objects.count() == 2
    assert queries.verify().holds


def test_copies_for_counting_forget_what_was_purged(
    officer, overdue, client, django_capture_on_commit_callbacks
):
    from saola.apps.seizures.exploring import facts

    incident(on="2019-01-01")
    reader = accounts.person("reader")
    access.place(overdue, review_due=access.in_days(1))
    client.force_login(reader)
    assert client.get("/api/v1/seizures").json()["count"] == 2
    facts._Base.build(facts.Moment.now().version)
    assert list(facts._folder().glob("*/about.json"))
    access.place(overdue, review_due=access.in_days(-1))
    approve(officer, overdue)
    with django_capture_on_commit_callbacks(execute=True):
        purge(officer, overdue)
    assert not list(facts._folder().glob("*/about.json"))
    access.place(Incident.objects.get(), review_due=access.in_days(1))
    assert client.get("/api/v1/seizures").json()["count"] == 1


def test_review_date_of_a_day_ago_is_what_hides_it(overdue):
    assert overdue.review_due == access.in_days(0) - timedelta(days=1)
    assert not Incident.objects.visible_to(accounts.person("analyst")).exists()


def enter(person):
    client = Client()
    client.force_login(person)
    return client


def test_record_goes_by_the_pages_of_three_people(officer, overdue):
    said = {"kind": "seizure", "record": overdue.number, "reason": REASON}
    page = enter(officer).post("/accounts/access/reviews/purge/", said).content.decode()
    assert "A second person must approve it first" in page
    asked = page.split('name="asked" value="')[1].split('"')[0]
    enter(officer).post("/accounts/access/approvals/ask/", {"asked": asked, "reason": "the list of today"})
    approval = Approval.objects.get()
    second = access.second_person(officer)
    enter(second).post(f"/accounts/access/approvals/{approval.pk}/decide/", {"verdict": "approve"})
    enter(officer).post(f"/accounts/access/approvals/{approval.pk}/carry-out/")
    assert not Incident.objects.exists()
    page = enter(officer).get("/accounts/access/reviews/").content.decode()
    assert overdue.number in page
    assert "What is left of purged records" in page
    assert enter(officer).get(f"/seizures/{overdue.number}/").status_code == 404


def test_hold_is_placed_and_shown_where_it_counts(officer, overdue):
    access.place(overdue, review_due=access.in_days(3))
    client = enter(accounts.person("prosecutor"))
    said = {"kind": "seizure", "record": overdue.number, "reason": "appeal 12/3"}
    assert client.post("/accounts/access/holds/", said).status_code == 302
    assert "appeal 12/3" in client.get("/accounts/access/holds/").content.decode()
    assert "appeal 12/3" in client.get(f"/accounts/access/of/seizure/{overdue.number}/").content.decode()
    access.place(overdue, review_due=access.in_days(-3))
    client = enter(officer)
    assert "appeal 12/3" in client.get("/accounts/access/reviews/").content.decode()
    answer = client.post("/accounts/access/reviews/purge/", said | {"ground": "period"}, follow=True)
    assert "A legal hold is in force over it." in answer.content.decode()
    hold = LegalHold.objects.get()
    page = client.post(f"/accounts/access/holds/{hold.pk}/release/", {"reason": "decided"}).content.decode()
    assert "Release the legal hold" in page


def test_hold_over_what_one_does_not_see_is_not_shown(overdue):
    LegalHold.objects.create(
        kind="seizure", record=overdue.number, reason="x y z", placed_at=overdue.recorded_at
    )
    client = enter(accounts.person("supervisor"))
    assert "x y z" not in client.get("/accounts/access/holds/").content.decode()
    said = {"kind": "seizure", "record": overdue.number, "reason": "mine"}
    assert client.post("/accounts/access/holds/", said).status_code == 404
