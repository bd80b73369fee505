"""The pages of the explorer: every view answers, downloads are what is shown, and acts are written down."""

import csv
import io
import json

import openpyxl
import pytest
from django.urls import reverse

from saola.apps.journal.models import Entry
from saola.apps.seizures.models import Incident, SavedSelection
from tests.factories import accounts


@pytest.fixture
def signed(client, analyst):
    client.force_login(analyst)
    return client


def text(response) -> str:
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


@pytest.mark.parametrize("view", ["", "map", "charts", "totals"])
@pytest.mark.parametrize("words", ["", "taxon=Manidae", "q=nothing+at+all", "country=NG&role=origin"])
@pytest.mark.usefixtures("seizures")
def test_every_view_of_a_selection_opens(signed, view, words):
    assert "seizure" in text(signed.get(f"/seizures/?{words}&view={view}"))


@pytest.mark.usefixtures("seizures")
def test_word_that_is_not_understood_is_told_on_the_page(signed):
    page = text(signed.get("/seizures/?term=zzz&since=31-02&page=99999999&sort=nonsense&columns=x"))
    assert "was not understood as a kind of specimen" in page
    assert '<b class="number">4</b> seizures' in page


def test_list_shows_the_chosen_columns_in_the_chosen_order(signed, seizures):
    page = text(signed.get("/seizures/?columns=number,reference&sort=number"))
    assert page.index(seizures["scales"].number) < page.index(seizures["unknown"].number)
    assert "CU/1" in page
    assert 'data-column="species"' not in page


def test_number_of_queries_does_not_grow_with_the_rows(signed, seizures, django_assert_max_num_queries):
    signed.get("/seizures/")
    with django_assert_max_num_queries(28):
        signed.get("/seizures/?held=no")


def test_seizure_shows_reported_and_resolved_words_and_its_findings(signed, seizures):
    page = text(signed.get(reverse("seizures:incident", args=[seizures["scales"].number])))
    for words in ("Manis javanica", "12.5 kg", "Nigeria", "intended only", "Appendix I applied to"):
        assert words in page
    assert "recorded the seizure" in page


def test_seizure_that_is_not_there_or_not_visible_does_not_exist(client, signed, seizures):
    assert signed.get("/seizures/S999999/").status_code == 404
    client.force_login(accounts.person("administrator"))
    assert client.get(reverse("seizures:incident", args=[seizures["scales"].number])).status_code == 404
    assert client.get("/seizures/").status_code == 404


def test_holding_back_asks_for_a_reason_and_is_written_down(client, seizures):
    client.force_login(accounts.person("data_officer"))
    number = seizures["scales"].number
    client.post(reverse("seizures:hold-back", args=[number]), {"reason": " "})
    assert not Incident.objects.get(number=number).is_held_back
    client.post(reverse("seizures:hold-back", args=[number]), {"reason": "before the court"})
    assert Incident.objects.get(number=number).held_back_reason == "before the court"
    assert "before the court" in text(client.get(reverse("seizures:incident", args=[number])))
    client.post(reverse("seizures:release", args=[number]))
    assert not Incident.objects.get(number=number).is_held_back
    client.force_login(accounts.person("reader"))
    assert client.post(reverse("seizures:release", args=[number])).status_code == 404


def test_csv_is_what_the_list_shows_and_runs_no_formula(signed, seizures):
    lines = text(signed.get("/seizures/download/csv/?columns=number,reference,species&year=2021"))
    rows = list(csv.reader(io.StringIO(lines.removeprefix("\ufeff"))))
    assert rows[0] == ["Number", "Species", "Reference"]
    assert [row[0] for row in rows[1:]] == [seizures["parrot"].number, seizures["scales"].number]
    assert rows[1][2] == "'=HYPERLINK(1)"


def test_workbook_is_what_the_list_shows_and_runs_no_formula(signed, seizures):
    response = signed.get("/seizures/download/xlsx/?columns=number,reference,value&sort=number")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    rows = list(book.active.iter_rows())
    assert [cell.value for cell in rows[0]] == ["Number", "Value", "Reference"]
    assert rows[1][1].value == 900
    assert rows[2][2].value == "=HYPERLINK(1)"
    assert rows[2][2].data_type == "s"


def test_geojson_keeps_seizures_without_a_place(signed, seizures):
    collection = json.loads(text(signed.get("/seizures/download/geojson/")))
    places = {feature["id"]: feature["geometry"] for feature in collection["features"]}
    assert places[seizures["scales"].number]["coordinates"] == [107.1, 10.3]
    assert places[seizures["ivory"].number] is None
    assert len(places) == 4


def test_download_is_for_those_allowed_and_written_down(client, signed, seizures):
    signed.get("/seizures/download/csv/?held=yes")
    entry = Entry.objects.get(event="seizures.downloaded")
    assert (entry.detail["count"], entry.detail["format"], entry.detail["selection"]) == (
        1,
        "csv",
        "?held=yes",
    )
    assert signed.get("/seizures/download/exe/").status_code == 404
    client.force_login(accounts.person("reader"))
    assert client.get("/seizures/download/csv/").status_code == 404


def test_selection_is_kept_found_again_and_let_go(signed, analyst, seizures):
    signed.post("/seizures/selections/", {"name": "Held", "query": "?held=yes"})
    kept = SavedSelection.objects.get(person=analyst)
    assert (kept.name, kept.query) == ("Held", "held=yes")
    assert "/seizures/?held=yes" in text(signed.get("/seizures/"))
    signed.post("/seizures/selections/", {"name": " ", "query": ""})
    assert SavedSelection.objects.count() == 1
    signed.post(reverse("seizures:forget-selection", args=[kept.pk]))
    assert not SavedSelection.objects.exists()


def test_selection_of_somebody_else_is_not_there(signed, seizures):
    other = SavedSelection.objects.create(person=accounts.person("analyst"), name="Mine", query="")
    assert signed.post(reverse("seizures:forget-selection", args=[other.pk])).status_code == 404
    assert "Mine" not in text(signed.get("/seizures/"))


@pytest.mark.usefixtures("seizures")
def test_form_of_a_selection_keeps_what_is_chosen(signed):
    page = text(signed.get("/seizures/choose/?group=pangolins&view=map"))
    assert '<option value="pangolins" selected>' in page
    assert '<input type="hidden" name="view" value="map">' in page
