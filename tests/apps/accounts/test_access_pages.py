"""The pages of access, walked as people walk them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from saola.apps.accounts import approvals, misuse
from saola.apps.accounts.models import Alert, Approval, Compartment, Emergency, Grant, Person
from saola.apps.journal import actions as journal
from saola.apps.journal.models import Entry
from saola.apps.seizures.models import Incident
from tests.factories import access, accounts
from tests.factories.seizures import incident
from tests.factories.worlds import said

pytestmark = pytest.mark.django_db
PAGES = ("", "lists/", "approvals/", "emergencies/")


@pytest.fixture
def seizure(knowledge):
    return incident()


@pytest.fixture
def enter(client):
    def sign(person):
        client.force_login(person)
        return client

    return sign


@pytest.fixture
def keeper():
    return accounts.person("investigator", agency=accounts.agency())


@pytest.mark.parametrize("role", ["investigator", "supervisor", "auditor", "reader", "records_officer"])
def test_pages_of_access_open_for_everyone_who_signed_in(enter, role):
    client = enter(accounts.person(role))
    assert [client.get(f"/accounts/access/{page}").status_code for page in PAGES] == [200] * len(PAGES)


def test_place_a_seizure_on_a_list_after_seeing_who_would_see_it(enter, keeper, seizure):
    client, outsider = enter(keeper), accounts.person("analyst", full_name="Olga Outsider")
    words = {"name": "Otter", "code": "otter", "reason": "an open case"}
    assert client.post("/accounts/access/lists/", words).url == "/accounts/access/lists/otter/"
    page = f"/accounts/access/of/seizure/{seizure.number}/"
    preview = client.get(page, {"held": "1", "compartments": "otter"}).content.decode()
    assert "Nothing is saved yet" in preview
    assert "1 person sees it" in preview
    assert not seizure.compartments.exists()
    client.post(page, {"held": "1", "compartments": "otter"})
    assert seizure.compartments.get().code == "otter"
    assert not Incident.objects.visible_to(outsider).exists()


def test_seizure_held_close_asks_what_for_and_tells_the_journal(enter, keeper, seizure):
    access.place(seizure, access.compartment(keeper))
    client, url = enter(keeper), f"/seizures/{seizure.number}/"
    page = client.get(url).content.decode()
    assert "What do you open it for?" in page
    assert "Manis" not in page
    assert not Entry.objects.filter(event="record.opened").exists()
    said = {"purpose": "CASE-7", "back": url}
    assert client.post(f"/accounts/access/of/seizure/{seizure.number}/purpose/", said).url == url
    assert "Manis" in client.get(url).content.decode()
    entry = Entry.objects.get(event="record.opened")
    assert (entry.actor, entry.purpose, entry.rule) == (
        keeper.name,
        "CASE-7",
        "role:investigator-in-compartment",
    )


def test_nothing_of_a_seizure_held_close_leaves_when_the_journal_cannot_write(
    enter, keeper, seizure, monkeypatch
):
    access.place(seizure, access.compartment(keeper))
    client, url = enter(keeper), f"/seizures/{seizure.number}/"
    client.post(f"/accounts/access/of/seizure/{seizure.number}/purpose/", {"purpose": "x", "back": url})

    def fail(*_args, **_words):
        raise OSError("the disk is full")

    monkeypatch.setattr(journal, "_append", fail)
    with pytest.raises(OSError):
        client.get(url)


def test_hidden_and_absent_are_answered_alike(enter, seizure):
    access.place(seizure, access.compartment())
    client = enter(accounts.person("analyst"))
    hidden, absent = client.get(f"/seizures/{seizure.number}/"), client.get("/seizures/S999999/")
    assert said(hidden, seizure.number) == said(absent, "S999999")
    assert hidden.status_code == 404
    assert Entry.objects.filter(event="record.missed").count() == 2


def test_budget_of_the_day_ends_in_a_second_person(enter, keeper, seizure, monkeypatch):
    from saola.apps.accounts import budgets

    monkeypatch.setattr(budgets, "A_DAY", 1)
    access.place(seizure, access.compartment(keeper))
    client, url = enter(keeper), f"/seizures/{seizure.number}/"
    client.post(f"/accounts/access/of/seizure/{seizure.number}/purpose/", {"purpose": "x", "back": url})
    assert "Manis" in client.get(url).content.decode()
    page = client.get(url)
    assert "A second person is needed" in page.content.decode()
    approval = approvals.ask("records.open_more", budgets.asked(keeper), by=keeper, reason="a long day")
    approvals.decide(approval, approve=True, by=accounts.person("supervisor"))
    assert "Manis" in client.get(url).content.decode()
    assert "A second person is needed" in client.get(url).content.decode()


def test_less_close_is_asked_approved_and_carried_out(enter, keeper, seizure):
    access.place(seizure, access.compartment(keeper, code="otter"))
    client = enter(keeper)
    page = client.post(f"/accounts/access/of/seizure/{seizure.number}/", {"held": "1"}).content.decode()
    asked = page.split('name="asked" value="')[1].split('"')[0]
    client.post("/accounts/access/approvals/ask/", {"asked": asked, "reason": "tried in public"})
    approval = Approval.objects.get()
    boss = enter(accounts.person("supervisor"))
    assert "Hold the seizure" in boss.get("/accounts/access/approvals/").content.decode()
    boss.post(f"/accounts/access/approvals/{approval.pk}/decide/", {"verdict": "approve"})
    client = enter(keeper)
    assert "Do it now" in client.get("/accounts/access/approvals/").content.decode()
    client.post(f"/accounts/access/approvals/{approval.pk}/carry-out/")
    assert not seizure.compartments.exists()
    client.post(f"/accounts/access/approvals/{approval.pk}/carry-out/")
    assert Entry.objects.filter(event="approval.not_accepted").exists()


def test_made_up_request_for_a_second_person_is_not_taken(enter, keeper):
    answer = enter(keeper).post("/accounts/access/approvals/ask/", {"asked": "x:y:z", "reason": "please"})
    assert answer.status_code == 404
    assert not Approval.objects.exists()


def test_break_the_glass_and_have_it_reviewed(enter, keeper, seizure):
    access.place(seizure, access.compartment())
    client = enter(keeper)
    words = {
        "kind": "seizure",
        "record": seizure.number,
        "threat": "life",
        "reason": "The courier is followed by armed men.",
    }
    client.post("/accounts/access/emergencies/", words)
    emergency = Emergency.objects.get()
    client.post(f"/accounts/access/of/seizure/{seizure.number}/purpose/", {"purpose": "life", "back": "/"})
    assert "Manis" in client.get(f"/seizures/{seizure.number}/").content.decode()
    auditor = enter(accounts.person("auditor", agency=accounts.agency()))
    assert seizure.number in auditor.get("/accounts/access/alerts/").content.decode()
    auditor.post(
        f"/accounts/access/emergencies/{emergency.pk}/review/", {"was_justified": "yes", "text": "It was."}
    )
    emergency.refresh_from_db()
    assert emergency.was_justified


def test_list_of_others_is_not_there(enter, keeper):
    kept = access.compartment(accounts.person("investigator"), code="heron")
    client = enter(keeper)
    assert client.get("/accounts/access/lists/heron/").status_code == 404
    assert client.post("/accounts/access/lists/heron/close/").status_code == 404
    own = kept.memberships.get()
    assert client.post(f"/accounts/access/lists/heron/{own.pk}/off/").status_code == 404
    assert "Operation" not in client.get("/accounts/access/lists/").content.decode()
    assert Compartment.objects.get().closed_at is None


def test_keeper_puts_people_on_the_list_and_takes_them_off(enter, keeper):
    access.compartment(keeper, code="heron")
    other, client = accounts.person("analyst"), enter(keeper)
    client.post("/accounts/access/lists/heron/", {"person": other.pk, "reason": "translates"})
    place = other.memberships.get()
    client.post(f"/accounts/access/lists/heron/{place.pk}/off/")
    place.refresh_from_db()
    assert place.ended_at


def test_person_is_given_a_further_role_renewed_and_closed(enter):
    chief, person = accounts.person("administrator"), accounts.person("reader", role_until=access.in_days(3))
    client, page = enter(chief), f"/accounts/people/{person.pk}/"
    assert person.full_name in client.get("/accounts/people/").content.decode().split("end within a month")[1]
    client.post(f"{page}grants/", {"role": "analyst", "reason": "stands in"})
    grant = Grant.objects.get()
    assert client.get(page).status_code == 200
    client.post(f"{page}grants/{grant.pk}/end/")
    client.post(f"{page}renew/")
    client.post(f"{page}account/", {"unit": "ports"})
    person = Person.objects.get(pk=person.pk)
    assert (person.unit, person.is_active, person.role_until > access.in_days(300)) == ("ports", False, True)
    assert not Grant.objects.in_force().exists()


def test_privileged_role_on_the_page_asks_for_a_second_person(enter):
    person = accounts.person("reader")
    client = enter(accounts.person("administrator"))
    page = client.post(f"/accounts/people/{person.pk}/role/", {"role": "auditor"}).content.decode()
    assert "another agency" in page
    assert Person.objects.get(pk=person.pk).role == "reader"


def test_overdue_record_is_kept_longer(enter, seizure):
    access.place(seizure, review_due=access.in_days(-3))
    client = enter(accounts.person("records_officer"))
    assert "overdue" in client.get("/accounts/access/reviews/").content.decode()
    client.post(
        "/accounts/access/reviews/", {"kind": "seizure", "record": seizure.number, "reason": "appeal"}
    )
    seizure.refresh_from_db()
    assert seizure.review_due > access.in_days(3000)


def test_pass_over_the_journal_raises_each_thing_once(enter, seizure):
    person = accounts.person("analyst", full_name="Olga Outsider", agency=accounts.agency())
    client = enter(person)
    client.get("/search/", {"q": "Outsider"})
    for number in range(7):
        client.get(f"/seizures/S8{number * 31:05d}/")
    raised = {alert.pattern for alert in misuse.watch()}
    assert raised == {"known-name", "denials"}
    assert misuse.watch() == []
    auditor = enter(accounts.person("auditor"))
    alert = Alert.objects.get(pattern="denials")
    auditor.post(f"/accounts/access/alerts/{alert.pk}/", {"finding": "typed an old list by hand"})
    auditor.post("/accounts/access/alerts/watch/", {"records": "S000001"})
    assert Alert.objects.get(pk=alert.pk).finding
    assert Entry.objects.filter(event="operation.failed").exists()


def test_decoy_alerts_at_once_even_when_it_is_only_tried(enter, seizure):
    access.place(seizure, access.compartment(is_decoy=True))
    enter(accounts.person("analyst")).get(f"/seizures/{seizure.number}/")
    assert Alert.objects.get().pattern == "decoy"


def test_emergency_nobody_reviewed_for_a_day_is_noticed(keeper):
    Emergency.objects.create(person=keeper, kind="seizure", record="S1", threat="life", reason="x" * 30, opened_at=timezone.now() - timedelta(hours=25), ends_at=timezone.now())  # fmt: skip
    assert [alert.pattern for alert in misuse.watch()] == ["unreviewed-emergency"]
