"""The first screen and the search: what each role finds there."""

import pytest

from saola.apps.seizures.actions import recording
from tests.factories import accounts
from tests.factories.seizures import incident, specimen_draft


@pytest.fixture
def seizure(knowledge, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    return incident(on="2021-03-04", reference="CU/77", place_name="Hai Phong")


@pytest.fixture
def signed(client):
    def sign(role):
        client.force_login(accounts.person(role))
        return client

    return sign


@pytest.mark.parametrize("role", ["data_officer", "cites_officer", "analyst", "reader"])
def test_first_screen_shows_the_last_days_that_have_seizures(signed, seizure, role):
    page = signed(role).get("/").content.decode()
    assert "The last 90 days that have seizures." in page
    assert seizure.number in page
    assert "Manis javanica" in page


@pytest.mark.usefixtures("knowledge")
def test_first_screen_of_an_empty_node_says_how_to_fill_it(signed, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    page = signed("data_officer").get("/").content.decode()
    assert "once a file is recorded" in page
    assert "/seizures/files/" in page


def test_first_screen_names_what_waits(signed, seizure):
    incident(on="2021-05-01", specimens=[specimen_draft(scientific_name="Xyzzy plugh")])
    page = signed("cites_officer").get("/").content.decode()
    assert "1 seizure has a name that is not settled" in page
    assert "/seizures/?name=unsettled" in page
    assert "name that is not settled" not in signed("reader").get("/").content.decode()


def test_administrator_sees_the_house_and_no_seizure(signed, seizure):
    page = signed("administrator").get("/").content.decode()
    assert "people may sign in" in page
    assert "journal" not in page
    assert seizure.number not in page
    found = signed("administrator").get("/search/?q=CU/77").content.decode()
    assert seizure.number not in found


@pytest.mark.parametrize(
    ("role", "there", "absent"),
    [
        ("auditor", ("entries in the journal", "alerts to look at"), "people may sign in"),
        ("security_officer", ("people may sign in",), "entries in the journal"),
    ],
)
def test_first_screen_of_those_who_keep_watch_leads_to_what_is_theirs(signed, seizure, role, there, absent):
    page = signed(role).get("/").content.decode()
    for words in there:
        assert words in page
    assert absent not in page
    assert seizure.number not in page


def test_number_leads_straight_to_its_seizure(signed, seizure):
    answer = signed("reader").get(f"/search/?q={seizure.number.lower()}")
    assert (answer.status_code, answer.url) == (302, f"/seizures/{seizure.number}/")
    assert signed("administrator").get(f"/search/?q={seizure.number}").status_code == 200


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("cu/77", "its reference: “CU/77”"),
        ("phong", "its place: “Hai Phong”"),
        ("2021-03-04", "seized on 2021-03-04"),
        ("manis jav", "a name as reported: “Manis javanica”"),
    ],
)
def test_search_says_why_it_found_a_seizure(signed, seizure, words, why):
    page = signed("analyst").get("/search/", {"q": words}).content.decode()
    assert seizure.number in page
    assert why in page


def test_search_finds_a_taxon_by_a_common_name(signed, seizure):
    page = signed("analyst").get("/search/", {"q": "Sunda pangolin"}).content.decode()
    assert "Species and higher taxa" in page
    assert '<i lang="la">Manis javanica</i>' in page


@pytest.mark.parametrize("words", ["", "   ", "%", "\x00", "9999-99-99", "🦎", "(" * 300])
def test_no_words_break_the_search(signed, seizure, words):
    assert signed("analyst").get("/search/", {"q": words}).status_code == 200


def test_held_back_seizures_of_last_year_are_named(signed, seizure, monkeypatch):
    from datetime import date

    from saola.web import home

    recording.hold_back(seizure, reason="before the court", by=accounts.person("data_officer"))
    tasks = home.tasks(accounts.person("analyst"), date(2022, 5, 1))
    assert [task.label for task in tasks] == [
        "Issue the report for 2021, due on Oct. 31, 2022",
        "1 seizure of 2021 is held back from the report",
    ]
    assert (tasks[0].kind, tasks[0].note) == ("clock", "183 days left")
    late = home.tasks(accounts.person("analyst"), date(2022, 11, 2))
    assert (late[0].kind, late[0].note) == ("danger", "2 days late")
