"""``saola seizures disagreements``: what the file says of CITES beside what the lists say."""

import csv
import io
import json
from collections import Counter

import pytest
from click.testing import CliRunner

from saola.apps.seizures.disagreements import COLUMNS, claim
from saola.apps.seizures.models import Specimen
from saola.cli.main import saola
from tests.factories import seizures

pytestmark = pytest.mark.usefixtures("knowledge")

# What the file says of CITES, of which taxon: and how that compares on 4 May 2018.
SPECIMENS = (
    ("I", "Manis javanica", "agrees"),
    ("CITES I", "Panthera tigris", "agrees"),
    ("yes", "Manis javanica", "agrees"),
    ("II", "Manis javanica", "another_appendix"),
    ("N", "Manis javanica", "reported_unlisted_found_listed"),
    ("I/II", "Loxodonta africana", "agrees"),
    ("II", "Loxodonta africana", "open"),
    ("yes", "Nomen nudum", "reported_listed_name_in_no_list"),
    ("N", "Nomen nudum", "no_name"),
    ("", "Manis javanica", "silent"),
    ("perhaps", "Manis javanica", "unread"),
)


@pytest.fixture
def run(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    out = tmp_path / "out.csv"

    def command(*words):
        words = ["seizures", "disagreements", "--out", out, "--json", *words]
        result = CliRunner().invoke(saola, [str(word) for word in words])
        text = out.read_text(encoding="utf-8-sig") if out.exists() else ""
        rows = list(csv.DictReader(io.StringIO(text)))
        return result, rows

    return command


def record(specimens, **fields):
    drafts = [
        seizures.specimen_draft(scientific_name=name, reported_appendix=words)
        for words, name, *_ in specimens
    ]
    return seizures.incident(specimens=drafts, **fields)


def test_every_specimen_is_compared_once(run):
    incident = record(SPECIMENS)
    result, rows = run()
    assert result.exit_code == 0
    facts = json.loads(result.stdout)
    expected = Counter(kind for *_, kind in SPECIMENS)
    assert Counter(facts["kinds"]) + Counter(facts["others"]) == expected
    assert facts["specimens"] == len(SPECIMENS) == Specimen.objects.count()
    assert facts["disagreements"] == len(rows) == 3
    assert tuple(rows[0]) == COLUMNS
    assert {row["seizure"] for row in rows} == {incident.number}
    first = next(row for row in rows if row["kind"] == "another_appendix")
    assert (first["taxon"], first["appendix_reported"], first["appendix_found"], first["asked_on"]) == (
        "Manis javanica",
        "II",
        "I",
        "2018-05-04",
    )
    assert "in Appendix I since 2017-01-02" in first["reasons"]


def test_the_day_of_the_seizure_is_asked_and_the_given_one_where_there_is_none(run):
    record([("II", "Manis javanica")], on="2016-05-04")
    record([("II", "Manis javanica")], on="2018-05-04")
    record([("I", "Manis javanica")], on="")
    assert [row["asked_on"] for row in run()[1]] == ["2018-05-04"]
    _, rows = run("--on", "2016-12-31")
    assert [(row["asked_on"], row["appendix_found"]) for row in rows] == [
        ("2018-05-04", "I"),
        ("2016-12-31", "II"),
    ]


def test_the_origin_settles_what_it_can(run):
    record([("II", "Loxodonta africana")], legs=[seizures.leg_draft("origin", "KE")])
    _, rows = run()
    assert [(row["kind"], row["appendix_found"]) for row in rows] == [("another_appendix", "I")]


def test_cells_that_a_workbook_would_run_are_written_as_words(run):
    record([("yes", "=cmd()")])
    _, rows = run()
    assert rows[0]["name_reported"].endswith("=cmd()")
    assert not rows[0]["name_reported"].startswith("=")


@pytest.mark.parametrize("batch", ["nothing", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_batch_is_refused(run, batch):
    result, rows = run("--batch", batch)
    assert (result.exit_code, rows) == (1, [])
    assert "Nothing was written" in result.stderr


def test_a_folder_that_does_not_exist_is_told(tmp_path):
    result = CliRunner().invoke(
        saola, ["seizures", "disagreements", "--out", str(tmp_path / "none" / "out.csv")]
    )
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize(
    ("words", "claimed"),
    [
        ("S", {"I", "II", "III"}),
        ("não", {"none"}),
        ("нет", {"none"}),
        ("App. II", {"II"}),
        ("Anexo 3", {"III"}),
        ("I, II", {"I", "II"}),
        (" cites  iii ", {"III"}),
        ("IV", None),
        ("I/?", None),
        ("", None),
    ],
)
def test_what_a_file_claims(words, claimed):
    assert claim(words) == claimed
