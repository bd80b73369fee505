"""What stands on the pages of cases, and what never leaves with them."""

import csv
import io

import pytest
from django.urls import reverse

from saola.apps.accounts.declarations import declarations
from saola.apps.accounts.models import Person
from saola.apps.cases.actions import handing_over, noting, tasks
from saola.apps.cases.forms import acts, people
from saola.apps.cases.models import Case
from saola.apps.cases.queries import downloads
from saola.apps.journal.models import Entry
from saola.core.casework import CaseRefusal
from tests.factories import access, accounts, cases, evidence
from tests.factories.seizures import incident

pytestmark = pytest.mark.django_db
CHILD = "Zaunkönig"


@pytest.fixture
def by(client, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    person = cases.investigator()
    client.force_login(Person.objects.get(pk=person.pk))
    return person


def sign_in(client, person):
    client.force_login(Person.objects.get(pk=person.pk))


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode()


def test_every_form_of_a_case_opens(client, by, knowledge):
    seizure = incident()
    case = cases.case(by, seizures=[seizure])
    one = cases.involved(case, by)
    for name, form in list(acts.FORMS.items()):
        address = reverse("cases:do", args=[case.number, name])
        assert client.get(address).status_code == (200 if form.is_open_to(case, by) else 404), name
    for name in people.OF_PEOPLE:
        assert client.get(reverse("cases:person-act", args=[case.number, one.pk, name])).status_code == 200
    assert seizure.number in text(client, f"/cases/open/?seizure={seizure.number}")
    assert case.number in text(client, f"/cases/of-seizure/{seizure.number}/")


def test_case_is_opened_and_worked_on_through_the_pages(client, by, knowledge):
    seizure = incident()
    said = {
        "title": "Scales in a container",
        "origin": "seizure",
        "seizures": seizure.number,
        "lead": by.agency.pk,
        "opened_on": "2024-05-06",
        "priority": "1",
    }
    answer = client.post("/cases/open/", said)
    case = Case.objects.get()
    assert answer.url == f"/cases/{case.number}/"
    note = f"/cases/{case.number}/do/note/"
    said = {
        "kind": "warrant_issued",
        "happened_on": "2024-05-07",
        "what": "The house",
        "until_on": "2024-06-07",
    }
    assert client.post(note, said).status_code == 302
    ends = {"kind": "warrant_executed", "happened_on": "2024-05-08", "what": "Searched", "ends": "W1"}
    assert client.post(note, ends).status_code == 302
    said = {
        "full_name": "Ana Silva",
        "kind": "person",
        "part_in_it": "courier",
        "subject": "suspect",
        "is_child": "",
    }
    assert client.post(f"/cases/{case.number}/do/involve/", said).status_code == 302
    page = text(client, f"/cases/{case.number}/")
    assert "Ana Silva" in page
    assert seizure.number in page
    assert "The house" in text(client, f"/cases/{case.number}/timeline/")


def test_refusals_are_said_at_the_form_all_at_once(client, by):
    case = cases.case(by)
    said = {"kind": "note", "happened_on": "2999-01-01", "what": "Not yet"}
    page = client.post(f"/cases/{case.number}/do/note/", said).content.decode()
    assert "That has not come yet." in page
    with pytest.raises(CaseRefusal) as refused:
        tasks.add(case, " ", by=by)
    assert "Say what is to be done." in str(refused.value)


def test_name_of_a_child_stands_in_no_list_file_or_line(client, by):
    case = cases.case(by)
    one = cases.involved(case, by, name=CHILD, is_child=True)
    noting.note(case, "statement", "2024-03-02", f"{CHILD} spoke", by=by, involved=[one])
    for address in (
        "/cases/",
        f"/cases/?q={CHILD}",
        "/cases/download.csv",
        f"/cases/{case.number}/",
        f"/cases/{case.number}/timeline/",
        f"/cases/{case.number}/timeline.csv",
    ):
        shown = text(client, address).replace(f'value="{CHILD}"', "").replace(f"q={CHILD}", "")
        assert CHILD not in shown.split("</form>")[-1], address
    assert not Case.objects.filter(pk=case.pk).exclude(people_count=1).exists()
    assert CHILD in text(client, f"/cases/{case.number}/people/{one.pk}/")  # who may read parties, there


def test_nobody_is_found_by_the_name_of_a_child(client, by):
    case = cases.case(by)
    cases.involved(case, by, name="Ana Silva")
    cases.involved(case, by, name=CHILD, is_child=True)
    from saola.apps.cases.queries import listing

    assert listing.chosen(listing.Filters(text="ana sil"), by).get() == case
    assert not listing.chosen(listing.Filters(text=CHILD), by).exists()


def test_file_of_the_list_holds_declared_public_fields_only(client, by):
    public = declarations()["cases.Case"].public
    assert {name for name, _label in downloads.COLUMNS} <= set(public)
    case = cases.case(by, title=f"About {CHILD}", summary=CHILD, place_name="=1+1")
    body = text(client, "/cases/download.csv")
    rows = list(csv.reader(io.StringIO(body.lstrip("\ufeff"))))
    assert rows[1][0] == case.number
    assert CHILD not in body
    assert not any(cell.startswith("=") for row in rows for cell in row)
    told = Entry.objects.filter(event="records.exported").get()
    assert told.count == 1


def test_case_that_is_not_theirs_is_missed_like_one_that_is_not_there(client, by):
    other = cases.case()
    missed = client.get(f"/cases/{other.number}/"), client.get("/cases/C999999/")
    assert [answer.status_code for answer in missed] == [404, 404]
    assert Entry.objects.filter(event="record.missed").count() == 2
    assert other.number not in text(client, "/cases/")


def test_who_oversees_says_what_for_and_the_journal_knows_first(client, by):
    case = cases.case(by)
    boss = accounts.person("supervisor", agency=by.agency)
    sign_in(client, boss)
    asked = client.get(f"/cases/{case.number}/").content.decode()
    assert case.title not in asked
    client.post(
        f"/accounts/access/of/case/{case.number}/purpose/", {"purpose": "quarterly look", "back": "/"}
    )
    assert case.title in text(client, f"/cases/{case.number}/")
    assert Entry.objects.filter(event="record.opened", actor=boss.name, object_id=str(case.pk)).exists()
    sign_in(client, by)
    text(client, f"/cases/{case.number}/")
    seen = Entry.objects.filter(event="record.seen", actor=by.name, object_id=str(case.pk)).get()
    assert seen.purpose == case.number


def test_seizure_held_close_is_told_when_the_case_lists_it(client, by, knowledge):
    seizure = incident()
    access.place(seizure, access.compartment(by))
    case = cases.case(by, seizures=[seizure])
    assert case.groups == ""
    assert seizure.number in text(client, f"/cases/{case.number}/")
    told = Entry.objects.filter(event="records.listed", object_type="seizures.incident")
    assert told.count() == 1


def test_hand_over_is_decided_on_its_page(client, by):
    case = cases.case(by)
    boss = accounts.person("supervisor", agency=accounts.agency())
    handing_over.propose(case, boss.agency, "The port is theirs", by=by)
    sign_in(client, boss)
    assert case.number in text(client, "/")
    client.post(f"/accounts/access/of/case/{case.number}/purpose/", {"purpose": "to decide", "back": "/"})
    address = f"/cases/{case.number}/hand-over/"
    assert "The port is theirs" in text(client, address)
    silent = client.post(address, {"verdict": "reject", "reason": ""})
    assert "Say why" in silent.content.decode()
    assert client.post(address, {"verdict": "accept", "reason": ""}).status_code == 302
    case.refresh_from_db()
    assert case.lead == boss.agency
    assert client.get(address).status_code == 404


def test_second_editor_is_shown_what_stands_there_now(client, by):
    case = cases.case(by, title="First")
    form = {"seen": case.version, "case_title": "Mine", "priority": "2"}
    Case.objects.filter(pk=case.pk).update(title="Theirs", version=case.version + 1)
    address = f"/cases/{case.number}/do/change/"
    page = client.post(address, form).content.decode()
    assert "Stands there now: Theirs" in page
    assert Case.objects.get().title == "Theirs"
    form["seen"] = case.version + 1
    assert client.post(address, form).status_code == 302
    assert Case.objects.get().title == "Mine"


def test_seizure_page_and_api_tell_of_cases_that_are_seen(client, by, knowledge):
    seizure = incident()
    evidence.exhibit(incident=seizure)
    case = cases.case(by, seizures=[seizure])
    found = client.get("/api/v1/cases?group=pangolins").json()
    assert (found["count"], found["cases"][0]["number"]) == (1, case.number)
    one = client.get(f"/api/v1/cases/{case.number}").json()
    assert one["open"]["open_exhibits"] == 1
    sign_in(client, accounts.person("supervisor", agency=by.agency))
    assert client.get(f"/api/v1/cases/{case.number}").status_code == 403
    asked = client.get(f"/api/v1/cases/{case.number}", headers={"Saola-Purpose": "a look"})
    assert asked.status_code == 200


def test_history_says_its_codes_in_words(client, by):
    case = cases.case(by)
    noting.note(case, "warrant_issued", "2024-03-04", "The house", by=by)
    cases.involved(case, by, part="witness", subject="other")
    page = text(client, f"/cases/{case.number}/")
    assert "entered in the case: warrant issued." in page
    assert "warrant_issued" not in page.split("History")[-1]
