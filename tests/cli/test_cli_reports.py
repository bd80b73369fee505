"""``saola seizures export aitr``: drafts, versions, refusals, and the real table of pangolin seizures."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.conf import settings
from python_calamine import CalamineWorkbook

from saola.apps.journal.models import Entry
from saola.apps.seizures.actions import intake, profiles
from saola.apps.seizures.aitr import fields
from saola.apps.seizures.models import Incident, IssuedReport, Specimen
from saola.cli.main import saola
from tests.factories import accounts, seizures

pytestmark = pytest.mark.usefixtures("knowledge")


def run(*words):
    return CliRunner().invoke(saola, ["seizures", "export", "aitr", *map(str, words)])


def rows_of(path, sheet):
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()


def test_draft_is_written_and_nothing_issued(tmp_path):
    seizures.incident()
    out = tmp_path / "aitr.xlsx"
    answer = run("--year", 2018, "--out", out, "--json")
    assert answer.exit_code == 0
    facts = json.loads(answer.stdout)
    assert (facts["rows"], facts["incidents"], facts["version"]) == (1, 1, None)
    assert len(rows_of(out, "DRAFT, not issued")) == 2
    assert not IssuedReport.objects.exists()


def test_issued_file_is_the_kept_one(tmp_path):
    seizures.incident()
    out = tmp_path / "aitr.xlsx"
    answer = run("--year", 2018, "--out", out, "--issue", "--share-with-iccwc", "no", "--json")
    kept = IssuedReport.objects.get()
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["digest"] == kept.digest
    assert (out.read_bytes(), kept.share_with_iccwc) == (bytes(kept.workbook), False)


@pytest.mark.parametrize(
    "words",
    [
        ("--issue",),
        ("--share-with-iccwc", "yes"),
        ("--note", "x"),
        ("--issue", "--share-with-iccwc", "maybe"),
    ],
)
def test_choice_and_issuing_go_together(tmp_path, words):
    seizures.incident()
    out = tmp_path / "aitr.xlsx"
    assert run("--year", 2018, "--out", out, *words).exit_code == 2
    assert not out.exists()
    assert not IssuedReport.objects.exists()


def test_issuing_the_same_again_is_refused_and_writes_nothing(tmp_path):
    seizures.incident()
    run("--year", 2018, "--out", tmp_path / "one.xlsx", "--issue", "--share-with-iccwc", "yes")
    answer = run("--year", 2018, "--out", tmp_path / "two.xlsx", "--issue", "--share-with-iccwc", "yes")
    assert answer.exit_code == 1
    assert "nothing was issued" in answer.stderr
    assert not (tmp_path / "two.xlsx").exists()


@pytest.mark.parametrize("words", [(), ("--issue", "--share-with-iccwc", "yes")])
def test_year_without_a_seizure_is_refused(tmp_path, words):
    out = tmp_path / "aitr.xlsx"
    assert run("--year", 1999, "--out", out, *words).exit_code == 1
    assert not out.exists()


def test_seizures_of_a_year_leave_as_csv_and_geojson_once_each(tmp_path):
    customs = accounts.agency(code="customs", name="Customs")
    kept = seizures.incident(latitude=20.8, longitude=106.7, agency_code=customs.code)
    twice = seizures.incident()
    seizures.incident(on="2019-01-01")
    Incident.objects.filter(pk=twice.pk).update(duplicate_of=kept)
    for form in ("csv", "geojson"):
        words = ["seizures", "export", form, "--year", "2018", "--out", str(tmp_path / form), "--json"]
        answer = CliRunner().invoke(saola, words)
        assert answer.exit_code == 0, answer.exception
        assert json.loads(answer.stdout)["incidents"] == 1
    lines = (tmp_path / "csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert kept.number in lines[1]
    assert "Customs" in lines[1]
    (feature,) = json.loads((tmp_path / "geojson").read_text())["features"]
    assert (feature["id"], feature["geometry"]["coordinates"]) == (kept.number, [106.7, 20.8])
    assert Entry.objects.filter(event="seizures.downloaded").count() == 2


def test_year_without_a_seizure_is_not_written_as_csv(tmp_path):
    out = tmp_path / "none.csv"
    words = ["seizures", "export", "csv", "--year", "1999", "--out", str(out)]
    assert CliRunner().invoke(saola, words).exit_code == 1
    assert not out.exists()


@pytest.mark.shared
def test_published_pangolin_seizures_of_2014_come_back_whole(shared, tmp_path, monkeypatch):
    """Cheng, Xing and Bonebrake 2017, table S1: every row of the year, and what it adds up to, read from the file."""
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path)
    profiles.install_examples()
    with (shared / "data/seizures/conl12339-sup-0002-tables1.xlsx").open("rb") as file:
        batch = intake.receive(file, "tables1.xlsx", by=None, profile=profiles.by_name("cheng2017"))
    intake.record(batch, by=None, today=date(2026, 11, 22))
    assert Incident.objects.count() == 206

    out = tmp_path / "aitr-2014.xlsx"
    facts = json.loads(run("--year", 2014, "--out", out, "--json").stdout)
    heads, *rows = rows_of(out, "DRAFT, not issued")
    assert heads == [field["label"]["en"] for field in fields()]
    of_year = Specimen.objects.filter(incident__year=2014)
    assert len(rows) == facts["rows"] == of_year.count() == 37
    told = [dict(zip([field["code"] for field in fields()], row, strict=True)) for row in rows]
    assert {row["seized_on"] for row in told} == {"2014"}
    assert {row["appendix"] for row in told} == {"II"}
    assert all(row["species"].endswith("spp.") or row["species"].startswith("Manis ") for row in told)
    sums = Counter()
    for row in told:
        if row["quantity"] != "":
            sums[row["term"], row["unit"]] += Decimal(str(row["quantity"]))
    kept = Counter()
    for specimen in of_year.exclude(quantity=None):
        unit = specimen.unit or specimen.reported_unit
        kept[specimen.term, "" if unit == "NAR" else unit] += specimen.quantity
    assert sums == kept
