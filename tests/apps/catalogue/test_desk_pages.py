"""The CITES officer's desk: asking, matching lists, browsing, keeping the official lists."""

import csv
import io

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saola.apps.accounts.roles import ROLES
from saola.apps.catalogue.actions import load_official
from saola.apps.catalogue.models import Dataset, SnapshotListing, Taxon
from saola.apps.journal.models import Entry
from tests.factories import accounts, lists

DESK = "/species/"


@pytest.fixture
def signed(client, knowledge):
    client.force_login(accounts.person("cites_officer"))
    return client


def text(response, status=200) -> str:
    assert response.status_code == status
    return response.content.decode()


def answer(page: str) -> str:
    """What stands below the form."""
    return page.partition('id="answer"')[2].partition('id="names"')[0]


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def ask(client, **words):
    return text(client.get(DESK, {"on": "2016-06-01"} | words))


def upload(name: str, content: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def test_desk_without_a_question_asks_for_one(signed):
    page = text(signed.get(DESK))
    assert 'id="answer"' not in page
    assert "Saola knowledge library" in page
    assert reverse("catalogue:group", args=["pangolins"]) in page


def test_a_question_is_answered_with_its_reasons(signed):
    page = answer(ask(signed, name="Manis javanica"))
    assert "Appendix II applied to" in page
    assert "in Appendix II from July 19, 2000, until it was changed on Jan. 2, 2017" in page
    assert reverse("catalogue:taxon", args=[Taxon.objects.get(name="Manis javanica").pk]) in page


def test_a_question_under_a_synonym_says_how_it_was_understood(signed):
    page = answer(ask(signed, name="Phataginus tricuspis"))
    assert "Manis tricuspis" in page
    assert "synonym" in page


def test_a_question_that_lacks_the_origin_leads_to_its_field(signed):
    page = answer(ask(signed, name="Loxodonta africana"))
    assert "Not settled for" in page
    assert 'href="#id_origin"' in page
    settled = answer(ask(signed, name="Loxodonta africana", origin="KE"))
    assert "Appendix I applied to" in settled


def test_an_ambiguous_name_gives_candidates_that_keep_the_question(signed, tmp_path):
    rows = [lists.index_row(species, EnglishNames="Monk Sloth") for species in ("minor", "major")]
    load_official(lists.index(tmp_path, *rows))
    page = answer(ask(signed, name="monk sloth", on="2017-05-01", origin="BR"))
    taxon = Taxon.objects.get(name="Tardipes minor")
    url = f"{DESK}?on=2017-05-01&amp;origin=BR&amp;name=Tardipes+minor&amp;taxon={taxon.pk}"
    assert url in page
    assert "applied to" not in page
    chosen = answer(text(signed.get(url.replace("&amp;", "&"))))
    assert "Tardipes minor" in chosen
    assert "may stand for several" not in chosen


def test_an_unknown_name_is_told_and_the_question_kept(signed):
    page = ask(signed, name="Nomen nudum", origin="BR")
    assert "“Nomen nudum” is in no loaded list" in answer(page)
    assert 'value="Nomen nudum"' in page
    assert '<option value="BR" selected' in page


@pytest.mark.parametrize("day", ["2017-02-31", "yesterday", "31/12/2017", "", "0000", "2016-1-x"])
def test_a_date_that_is_none_is_told_beside_its_field(signed, day):
    page = ask(signed, name="Manis javanica", on=day)
    assert 'id="answer"' not in page
    assert 'aria-invalid="true"' in page
    assert 'value="Manis javanica"' in page


@pytest.mark.parametrize("words", [{"origin": "??"}, {"term": "zzz"}, {"taxon": "x"}, {"name": ""}])
def test_a_word_that_no_list_offers_gives_no_answer(signed, words):
    assert 'id="answer"' not in ask(signed, **{"name": "Manis javanica"} | words)


@pytest.mark.parametrize("on", ["2016", "2016-06", "1960", "2099-01-01"])
def test_rough_and_distant_dates_are_answered(signed, on):
    assert 'id="answer"' in ask(signed, name="Manis javanica", on=on)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "穿山甲", "'; drop table", "\u202e", "x" * 300]
)
def test_whatever_is_typed_is_only_words(signed, name):
    page = ask(signed, name=name)
    assert "<script>alert" not in page


def test_the_desk_answers_in_chinese(signed):
    signed.cookies["django_language"] = "zh-hans"
    page = ask(signed, name="Manis javanica")
    assert '<html lang="zh-hans"' in page
    assert "applied to" not in page


def test_a_list_of_names_is_matched_and_downloaded_by_who_sent_it(signed, client):
    names = upload("names.csv", "No,Scientific name\n1,Manis javanica\n2,Nomen nudum\n3,=cmd()\n4,\n")
    response = signed.post(reverse("catalogue:match-names"), {"names": names})
    page = text(response)
    assert "Manis javanica" in page
    result = response.context["result"]
    assert (result.total, result.settled, result.column) == (4, 1, "Scientific name")
    assert result.outcomes == (("unknown", 2), ("accepted", 1), ("blank", 1))
    assert "in no loaded list 2" in page
    url = reverse("catalogue:matched-names", args=[result.key])
    written = b"".join(signed.get(url).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written)))
    assert [row["outcome"] for row in rows] == ["accepted", "unknown", "unknown", "blank"]
    assert not rows[2]["written"].startswith("=")
    client.force_login(accounts.person("cites_officer"))
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("file", "column"),
    [
        (("names.csv", b"a,b\n1,2\n3,4\n"), ""),
        (("names.csv", b"name\nManis javanica\n"), "species"),
        (("names.xlsx", b"PK\x03\x04 broken"), ""),
        (("names.csv", b""), ""),
    ],
)
def test_a_list_that_cannot_be_matched_is_told(signed, file, column):
    response = signed.post(reverse("catalogue:match-names"), {"names": upload(*file), "column": column})
    assert response.status_code == 302
    assert len(said(response)) == 1


def test_no_file_is_told(signed):
    response = signed.post(reverse("catalogue:match-names"), {})
    assert said(response) == ["Please choose a file with names."]


def test_a_taxon_shows_names_place_history_and_lists(signed, tmp_path):
    load_official(lists.index(tmp_path))
    pangolin = Taxon.objects.get(name="Manis javanica")
    page = text(signed.get(reverse("catalogue:taxon", args=[pangolin.pk])))
    for words in ("Sunda pangolin", "马来穿山甲", "Manidae", "2017-01-02", "listing-timeline"):
        assert words in page
    listed = Taxon.objects.get(name="Tardipes pygmaeus")
    page = text(signed.get(reverse("catalogue:taxon", args=[listed.pk])))
    assert "Checklist of CITES Species, index" in page


@pytest.mark.parametrize("name", ["Animalia", "Manidae", "Loxodonta africana", "Canis lupus", "Dalbergia"])
def test_a_taxon_of_any_rank_opens(signed, name):
    taxon = Taxon.objects.get(name=name)
    assert name in text(signed.get(reverse("catalogue:taxon", args=[taxon.pk]), {"page": "999"}))


def test_a_group_lists_its_species(signed):
    page = text(signed.get(reverse("catalogue:group", args=["pangolins"])))
    for taxon in Taxon.objects.filter(group="pangolins", rank="species"):
        assert taxon.name in page
    assert "Loxodonta" not in page


def test_what_does_not_exist_is_not_found(signed):
    for url in (
        f"{DESK}999999999/",
        f"{DESK}groups/unicorns/",
        f"{DESK}names/{'0' * 8}-0000-4000-8000-{'0' * 12}/",
    ):
        assert signed.get(url).status_code == 404


def test_an_official_list_is_loaded_and_told(signed, tmp_path):
    file = lists.index(tmp_path, lists.index_row(), lists.index_row("major", ""))
    response = signed.post(
        reverse("catalogue:load-list"), {"list": upload(file.name, file.read_bytes())}, follow=True
    )
    page = text(response)
    assert "2 rows were loaded" in page
    assert "Tardipes major" in page
    assert SnapshotListing.objects.count() == 1
    assert Dataset.objects.get(code="checklist-index").file_name == file.name
    assert Entry.objects.get(event="species.loaded").role == "cites_officer"
    again = signed.post(
        reverse("catalogue:load-list"), {"list": upload(file.name, file.read_bytes())}, follow=True
    )
    assert "loaded already" in text(again)


@pytest.mark.parametrize(
    ("name", "content", "on", "words"),
    [
        ("2017-04-21.csv", b"a,b\n1,2\n", "", "list that Saola knows"),
        ("empty.csv", b"x", "", "list that Saola knows"),
        ("index.csv", None, "", "give the day"),
        ("index.csv", None, "2017-02-31", "calendar"),
    ],
)
def test_a_list_that_cannot_be_loaded_is_told(signed, tmp_path, name, content, on, words):
    content = content or lists.index(tmp_path).read_bytes()
    response = signed.post(
        reverse("catalogue:load-list"), {"list": upload(name, content), "on": on}, follow=True
    )
    assert words in text(response)
    assert Dataset.objects.count() == 1


ADDRESSES = [
    ("get", "catalogue:species", []),
    ("get", "catalogue:taxon", [1]),
    ("get", "catalogue:group", ["pangolins"]),
    ("post", "catalogue:match-names", []),
    ("post", "catalogue:load-list", []),
]


@pytest.mark.parametrize(("method", "name", "args"), ADDRESSES)
def test_nobody_unknown_sees_the_desk(client, knowledge, method, name, args):
    response = getattr(client, method)(reverse(name, args=args))
    assert response.status_code in (302, 404)
    assert b"Manis" not in response.content


@pytest.mark.parametrize("role", [role for role in ROLES if role != "cites_officer"])
def test_who_may_not_load_lists_finds_no_such_page(client, db, tmp_path, role):
    client.force_login(accounts.person(role))
    file = upload(lists.INDEX_NAME, lists.index(tmp_path).read_bytes())
    assert client.post(reverse("catalogue:load-list"), {"list": file}).status_code == 404
    assert not Dataset.objects.exists()
    assert reverse("catalogue:load-list") not in text(client.get(DESK))


@pytest.mark.parametrize(("method", "name", "args"), ADDRESSES)
def test_every_page_takes_one_method_only(signed, method, name, args):
    other = {"get": "post", "post": "get"}[method]
    assert getattr(signed, other)(reverse(name, args=args)).status_code == 405
