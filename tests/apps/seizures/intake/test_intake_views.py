import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saola.apps.seizures import work
from saola.apps.seizures.models import Batch, Incident, Likeness, Profile
from tests.factories import accounts, files

pytestmark = pytest.mark.usefixtures("knowledge")


@pytest.fixture
def officer(client):
    person = accounts.person(agency=accounts.agency())
    client.force_login(person)
    return client


def hand_in(client, *lines, name="seizures.csv", head=files.HEAD):
    sent = SimpleUploadedFile(name, files.content(*lines, head=head))
    response = client.post("/seizures/files/", {"file": sent})
    return response, f"/seizures/files/{Batch.objects.order_by('-received_at').first().pk}/"


def choices(client, url):
    """The form of the columns as the page shows it."""
    form = client.get(f"{url}columns/").context["form"]
    return {field.html_name: "" if field.value() is None else field.value() for field in form}


def test_file_goes_from_upload_to_record(officer):
    response, url = hand_in(officer, files.line(1), files.line(2))
    assert response.url == url
    assert officer.get(url).url == f"{url}columns/"
    response = officer.post(f"{url}columns/", choices(officer, url) | {"check": "1"}, follow=True)
    assert b"Record 2 rows" in response.content
    response = officer.post(f"{url}record/", follow=True)
    assert b"S000001" in response.content
    assert Incident.objects.count() == 2


def test_agency_of_the_officer_is_that_of_the_file(officer):
    hand_in(officer, files.line(1))
    assert Batch.objects.get().agency.name.startswith("Agency")


def test_same_file_again_leads_to_the_first_and_adds_nothing(officer):
    _, url = hand_in(officer, files.line(1))
    response, _ = hand_in(officer, files.line(1), name="copy.csv")
    assert response.url == url
    officer.post(f"{url}check/")
    officer.post(f"{url}record/")
    response, _ = hand_in(officer, files.line(1), name="copy.csv")
    assert response.url == url
    assert Batch.objects.count() == 1


def test_changed_column_is_kept_and_shown_without_the_rest_of_the_page(officer):
    _, url = hand_in(officer, files.line(1))
    chosen = choices(officer, url) | {"column_3": "admin_area", "country": "LA", "decimal": ","}
    response = officer.post(f"{url}columns/", chosen, headers={"hx-request": "true"})
    assert response.templates[0].name == "seizures/file_reading.html"
    assert b"<html" not in response.content
    profile = Batch.objects.get().profile_data
    assert profile["columns"]["Place"] == "admin_area"
    assert (profile["fixed"], profile["decimal"]) == ({"country": "LA"}, ",")
    assert choices(officer, url)["column_3"] == "admin_area"


def test_another_row_of_headings_has_the_columns_proposed_again(officer):
    _, url = hand_in(officer, files.HEAD, files.line(1), head="Something,else,and,more,words,than,one,needs")
    officer.post(f"{url}columns/", choices(officer, url) | {"head_row": "2"})
    assert Batch.objects.get().profile_data["columns"]["Species"] == "scientific_name"


def test_choice_that_makes_no_sense_changes_nothing(officer):
    _, url = hand_in(officer, files.line(1))
    before = Batch.objects.get().profile_data
    officer.post(f"{url}columns/", choices(officer, url) | {"column_3": "nonsense"})
    assert Batch.objects.get().profile_data == before


def test_head_row_below_the_table_is_said_and_the_file_proposed_anew(officer):
    _, url = hand_in(officer, files.line(1))
    response = officer.post(f"{url}columns/", choices(officer, url) | {"head_row": "2"}, follow=True)
    assert response.status_code == 200
    assert b"message--error" in response.content


def test_word_gets_its_meaning_and_the_file_is_checked_again(officer):
    _, url = hand_in(officer, files.line(1, unit="sackfuls", species="Unicornis magnus"))
    officer.post(f"{url}check/")
    words = officer.get(url).context["found"].words
    data = {}
    for number, word in enumerate(words, 1):
        meaning = {"unit": "KGM", "scientific_name": "Manis javanica"}[word.field]
        data |= {f"word-{number}": word.word, f"field-{number}": word.field, f"meaning-{number}": meaning}
    response = officer.post(f"{url}words/", data, follow=True)
    assert response.context["found"].words == []
    officer.post(f"{url}record/")
    specimen = Incident.objects.get().specimens.get()
    assert (specimen.unit, specimen.taxon.name) == ("KGM", "Manis javanica")
    assert (specimen.reported_unit, specimen.reported_name) == ("sackfuls", "Unicornis magnus")


def test_profile_is_kept_and_offered_for_the_next_file(officer):
    _, url = hand_in(officer, files.line(1))
    officer.post(f"{url}profile/", {"name": "customs", "title": "Customs, yearly"})
    assert Profile.objects.get(name="customs").agency == Batch.objects.get().agency
    _, url = hand_in(officer, files.line(2))
    response = officer.get(f"{url}columns/")
    assert "Customs, yearly" in response.content.decode()
    officer.get(f"{url}columns/?profile=customs")
    assert Batch.objects.latest("received_at").profile_name == "customs"


def test_profile_of_another_agency_is_not_overwritten(officer, client):
    _, url = hand_in(officer, files.line(1))
    officer.post(f"{url}profile/", {"name": "customs", "title": "Customs"})
    officer.force_login(accounts.person(agency=accounts.agency()))
    _, url = hand_in(officer, files.line(2))
    response = officer.post(f"{url}profile/", {"name": "customs", "title": "Ours"}, follow=True)
    assert b"Another agency" in response.content
    assert Profile.objects.get(name="customs").title == "Customs"


def test_problems_are_chosen_by_outcome_and_kind(officer):
    _, url = hand_in(officer, files.line(1, unit="sackfuls"), files.line(2, quantity="-1"), files.line(3))
    officer.post(f"{url}check/")
    rows = lambda query: [row["row"] for row in officer.get(f"{url}?{query}").context["page"]]  # noqa: E731
    assert rows("") == [2, 3]
    assert rows("rows=refused") == rows("kind=negative") == [3]
    assert rows("rows=warning") == rows("kind=unknown-word") == [2]
    assert rows("kind=nonsense") == []


def test_undo_takes_back_and_says_so(officer):
    _, url = hand_in(officer, files.line(1))
    officer.post(f"{url}check/")
    officer.post(f"{url}record/")
    response = officer.post(f"{url}undo/", follow=True)
    assert b"were taken back" in response.content
    assert not Incident.objects.exists()
    response = officer.post(f"{url}again/", follow=True)
    assert response.redirect_chain[-1][0].endswith("/columns/")


def test_long_file_shows_its_progress_and_stops(officer, monkeypatch):
    monkeypatch.setattr(work, "AT_ONCE", 0)
    _, url = hand_in(officer, files.line(1))
    response = officer.post(f"{url}check/", follow=True)
    assert b"waiting for its turn" in response.content
    assert b"every 1s" in officer.get(f"{url}progress/").content
    response = officer.post(f"{url}stop/", headers={"hx-request": "true"})
    assert response["HX-Refresh"] == "true"
    assert b"was stopped" in officer.get(url).content


def test_file_is_put_away_with_everything_beside_it(officer, intake_folder):
    _, url = hand_in(officer, files.line(1))
    officer.post(f"{url}check/")
    response = officer.post(f"{url}put-away/")
    assert response.url == "/seizures/files/"
    assert not Batch.objects.exists()


@pytest.mark.parametrize("role", ["reader", "analyst", "administrator", "cites_officer"])
def test_files_do_not_exist_for_those_who_bring_in_none(client, role):
    client.force_login(accounts.person(role))
    batch = files.batch(files.line(1))
    assert client.get("/seizures/files/").status_code == 404
    assert client.get(f"/seizures/files/{batch.pk}/").status_code == 404
    assert client.post(f"/seizures/files/{batch.pk}/record/").status_code == 404


def test_pairs_are_judged_one_after_another_and_undone(officer):
    lines = [files.line(1, id=f"HQ-{n}", quantity="213.5", place="Hai Phong") for n in range(3)]
    files.recorded(*lines)
    page = officer.get("/seizures/likenesses/").context["pair"]
    assert page["left_to_do"] == 3
    response = officer.post(
        page["action"], {"verdict": "same", "reason": "x"}, headers={"hx-request": "true"}
    )
    assert response.context["pair"]["left_to_do"] == 2
    assert b"<html" not in response.content
    officer.post(response.context["pair"]["undo_url"])
    assert Likeness.objects.filter(judgement="open").count() == 3
    for _ in range(3):
        page = officer.get("/seizures/likenesses/").context["pair"]
        officer.post(page["action"], {"verdict": "different"})
    assert b"No pair waits" in officer.get("/seizures/likenesses/").content


@pytest.mark.parametrize("language", ["en", "zh-hans", "ar"])
def test_every_step_reads_in_every_language(officer, language):
    officer.cookies["django_language"] = language
    _, url = hand_in(officer, files.line(1, unit="sackfuls"), files.line(2, date="31/02/2018"))
    assert officer.get("/seizures/files/").status_code == 200
    assert officer.get(f"{url}columns/").status_code == 200
    assert officer.post(f"{url}check/", follow=True).status_code == 200
    assert officer.post(f"{url}record/", follow=True).status_code == 200
