"""Charge sheet, court, calendar, sentencing and papers, as they are served."""

import subprocess
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saola.apps.cases.actions import charging, hearings, involving, judging, sentencing
from saola.apps.cases.models import Case, Charge, Hearing
from saola.apps.journal.models import Entry
from tests.factories import accounts, court

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]

PROVISION = "VN-PC-2015-244"


@pytest.fixture
def by():
    return court.prosecutor()


@pytest.fixture
def case(by):
    return court.case(by)


@pytest.fixture
def who(case, by):
    return court.defendant(case, by)


@pytest.fixture
def desk(client, by):
    client.force_login(by)
    return client


def address(name, case, *args):
    return reverse(f"cases:{name}", args=[case.number, *args])


def words_of(pdf: bytes) -> str:
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return run.stdout.decode()


def test_the_charge_sheet_says_what_can_and_cannot_be_charged_and_why(desk, case, who):
    shown = desk.get(address("charges", case)).content.decode()
    assert "Can be charged" in shown
    assert PROVISION in shown
    before = desk.get(address("charges", case), {"on": "2017-03-01"}).content.decode()
    assert "Can be charged" not in before
    assert "Cannot be charged" in before


def test_a_charge_is_drawn_up_from_the_sheet(desk, case, who):
    url = address("court-act", case, "draft", case.pk)
    assert PROVISION in desk.get(url).content.decode()
    answer = desk.post(url, {"defendant": who.pk, "provision": PROVISION, "acted_on": "2018-05-04"})
    assert answer["Location"] == address("charge", case, 1)
    shown = desk.get(address("charge", case, 1)).content.decode()
    assert "2 elements are still open" in shown


def test_a_retroactive_charge_is_refused_with_its_reasons(desk, case, who):
    url = address("court-act", case, "draft", case.pk)
    said = {"defendant": who.pk, "provision": PROVISION, "acted_on": "2017-03-01"}
    shown = desk.post(url, said).content.decode()
    assert "cannot be charged for that day" in shown
    assert "in force" in shown
    assert not Charge.objects.exists()


def test_a_stale_page_changes_no_charge_and_says_so(desk, case, who, by):
    charge = court.charge(case, who, by, PROVISION)
    charging.amend(charge, on=date(2018, 6, 1), by=by, particulars="At the port.")
    url = address("court-act", case, "amend", charge.pk)
    answer = desk.post(url, {"on": "2018-06-02", "particulars": "At the airport.", "seen": 1}, follow=True)
    assert "Somebody changed this meanwhile" in answer.content.decode()
    assert Charge.objects.get(pk=charge.pk).particulars == "At the port."


def test_hearings_verdicts_and_sentences_are_entered_on_pages(desk, case, who, by):
    charge, bench = court.charge(case, who, by, PROVISION), court.court()
    desk.post(address("court-act", case, "file", charge.pk), {"filed_on": "2018-07-01", "seen": 1})
    hearing = {"court": bench.pk, "kind": "trial", "at": "2018-08-01T09:00"}
    desk.post(address("court-act", case, "hearing", case.pk), hearing)
    sitting = Hearing.objects.get()
    put_off = {"reason": "witness_absent", "next_at": "2018-09-01T09:00", "seen": 1}
    desk.post(address("court-act", case, "adjourn", sitting.pk), put_off)
    verdict = {"state": "convicted", "decided_on": "2018-09-01", "court": bench.pk, "seen": 2}
    desk.post(address("court-act", case, "verdict", charge.pk), verdict)
    given = {"component": "custody", "words_said": "2 years", "days": 730, "pronounced_on": "2018-09-01"}
    desk.post(address("court-act", case, "sentence", charge.pk), given)
    shown = desk.get(address("court", case)).content.decode()
    for words in ("Convicted", "2 years", "adjourned", bench.name):
        assert words in shown
    assert "730" in desk.get(address("charge", case, 1)).content.decode()


def test_an_investigator_cannot_charge(client, case, by, who):
    investigator = accounts.person("investigator", agency=by.agency)
    from saola.apps.cases.actions import team

    team.add_worker(case, investigator, by=by)
    client.force_login(investigator)
    assert client.get(address("charges", case)).status_code == 200
    assert client.get(address("court-act", case, "draft", case.pk)).status_code == 404


def test_a_stranger_finds_no_case(client, case):
    client.force_login(accounts.person("investigator", agency=accounts.agency()))
    for name, args in (("charges", ()), ("court", ()), ("document", ("summary",))):
        assert client.get(address(name, case, *args)).status_code == 404


def test_the_calendar_shows_what_is_to_come_and_leaves_without_names(desk, case, who, by):
    soon = timezone.now() + timedelta(days=3)
    hearings.enter(case, court.court(name="Court of the Delta, Section 2"), "trial", soon, by=by)
    shown = desk.get(reverse("cases:calendar")).content.decode()
    assert "Court of the Delta" in shown
    assert case.title in shown
    file = b"".join(desk.get(reverse("cases:calendar-ics"))).decode()
    assert file.startswith("BEGIN:VCALENDAR\r\n")
    assert f"SUMMARY:{case.number}: trial" in file
    assert "Court of the Delta\\, Section 2" in file
    assert who.party.name not in file
    assert case.title not in file
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))


def test_the_calendar_takes_out_nothing_that_may_not_leave(desk, case, by):
    hearings.enter(case, court.court(), "trial", timezone.now() + timedelta(days=3), by=by)
    Case.objects.filter(pk=case.pk).update(handling="H2", originator=by.agency)
    assert case.number in desk.get(reverse("cases:calendar")).content.decode()
    assert case.number not in b"".join(desk.get(reverse("cases:calendar-ics"))).decode()
    assert case.number not in words_of(b"".join(desk.get(reverse("cases:calendar-pdf"))))


def test_a_hearing_of_which_nobody_entered_what_became_stays_on_the_calendar(desk, case, by):
    hearings.enter(case, court.court(), "trial", court.at("2018-08-01T09:00"), by=by)
    assert "not entered yet" in desk.get(reverse("cases:calendar")).content.decode()


def test_the_calendar_of_a_stranger_is_empty(client, case, by):
    hearings.enter(case, court.court(), "trial", timezone.now() + timedelta(days=3), by=by)
    client.force_login(accounts.person("investigator", agency=accounts.agency()))
    assert case.number not in client.get(reverse("cases:calendar")).content.decode()


@pytest.mark.parametrize("kind", ["summary", "charge-sheet", "exhibits"])
def test_the_name_of_a_child_stands_in_no_paper(desk, case, who, by, kind):
    charge = court.charge(case, who, by, PROVISION, particulars="Tran Van Nam carried two sacks.")
    involving.found_to_be_child(who, by=by, words="Born in 2004 by the register.")
    content = b"".join(desk.get(address("document", case, kind)))
    words = words_of(content)
    assert case.number in words
    assert "Tran Van Nam" not in words
    assert "1/1" in words.replace(" ", "")
    if kind == "charge-sheet":
        assert who.party.number in words
        assert charge.provision in words
    assert Entry.objects.filter(event="records.printed").exists()


def test_a_paper_bears_its_handling_code_and_digest(desk, case):
    Case.objects.filter(pk=case.pk).update(handling="H3")
    words = words_of(b"".join(desk.get(address("document", case, "summary"))))
    assert "H3" in words
    assert "SHA-256" in words


def test_what_is_not_for_court_makes_no_paper(client, case, by):
    from saola.apps.cases.actions import team

    investigator = accounts.person("investigator", agency=by.agency)
    team.add_worker(case, investigator, by=by)
    Case.objects.filter(pk=case.pk).update(handling="H1", originator=by.agency)
    client.force_login(investigator)
    answer = client.get(address("document", case, "summary"), follow=True)
    assert "No paper was made" in answer.content.decode()
    assert not Entry.objects.filter(event="records.printed").exists()


def judged(by, number: int, days: int = 400):
    bench = court.court(name="Court of the Hills") if not number else None
    for place in range(number):
        case = court.case(by)
        who = court.defendant(case, by, name=f"Person of case {place}")
        charge = court.charge(case, who, by, PROVISION)
        charging.file(charge, filed_on=date(2018, 7, 1), by=by)
        bench = bench or court.court(name="Court of the Hills")
        judging.decide(charge, "convicted", decided_on=date(2018, 9, 1), court=bench, by=by)
        on = date(2018, 9, 1)
        sentencing.sentence(charge, "custody", "a term", pronounced_on=on, by=by, days=days + place)


def test_few_judgments_are_not_answered(client, by):
    judged(by, 9)
    client.force_login(accounts.person("reader"))
    assert "numbers that small" in client.get(reverse("sentencing:page")).content.decode()


def test_what_was_given_is_shown_to_every_reader_without_names(client, by):
    judged(by, 11)
    client.force_login(accounts.person("reader"))
    answer = client.get(reverse("sentencing:page"), {"by": "court"})
    shown = answer.content.decode()
    assert "Court of the Hills" in shown
    assert "405" in shown  # the median of 400 ... 410 days
    assert "Person of case" not in shown
    assert ">10<" in shown  # eleven, to the nearest five
    file = b"".join(client.get(reverse("sentencing:download"), {"by": "court"})).decode("utf-8-sig")
    assert "Court of the Hills,10,10,0" in file
    answer = client.get("/api/v1/sentencing", {"by": "court"}).json()
    assert answer["groups"][0]["people"] == "10"
    assert answer["groups"][0]["custody"]["value"] == 405


def test_cases_held_close_are_not_counted(client, by):
    judged(by, 11)
    Case.objects.update(handling="H3")
    client.force_login(accounts.person("reader"))
    assert "numbers that small" in client.get(reverse("sentencing:page")).content.decode()
