"""Every bad file through the command line and through the pages: a sentence, no traceback, nothing half done."""

import gzip
import io
import json

import openpyxl
import pytest
import xlwt
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from saola.apps.seizures.models import Batch, Incident
from saola.cli.main import saola
from tests.factories import accounts, files

pytestmark = pytest.mark.usefixtures("knowledge")


def book(fill):
    made = openpyxl.Workbook()
    fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def merged(made):
    sheet = made.active
    sheet.append(["Seizures of the year"])
    sheet.merge_cells("A1:H1")
    sheet.append([])
    sheet.append(files.HEAD.split(","))
    sheet.append(files.line(1).split(","))
    sheet.append(["=1+1", None, None, None, None, None, None, None])
    made.create_sheet("hidden").sheet_state = "hidden"


def last_corner(made):
    made.active["XFD1048576"] = "x"


def old_book():
    made = xlwt.Workbook()
    sheet = made.add_sheet("S")
    for row, line in enumerate([files.HEAD, files.line(1)]):
        for column, cell in enumerate(line.split(",")):
            sheet.write(row, column, cell)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


GOOD = files.content(files.line(1))
WHOLE = {
    "empty": ("empty.csv", b""),
    "blank": ("blank.csv", b"\r\n\r\n  \r\n"),
    "header only": ("head.csv", files.content()),
    "not what its ending says": ("table.xlsx", b"%PDF-1.7\n" + b"\0" * 200),
    "program": ("table.csv", b"MZ\x90\0\x03" + bytes(range(256)) * 20),
    "workbook cut off": ("cut.xlsx", book(merged)[:2000]),
    "gzip cut off": ("cut.csv.gz", gzip.compress(GOOD * 50)[:60]),
    "last corner": ("vast.xlsx", book(last_corner)),
}
ROWS = {
    "latin 1": files.content(files.line(1, place="São José")).decode().encode("latin-1"),
    "mixed encodings": files.content(files.line(1, place="São"))
    + b"\r\n"
    + files.line(2, place="Zoë").encode("latin-1"),
    "nul bytes": files.content(files.line(1, place="a\0b")),
    "duplicate headers": files.content(files.line(1) + ",x", head=files.HEAD + ",Place"),
    "31 February": files.content(files.line(1, date="31/02/2018")),
    "future": files.content(files.line(1, date="2093-01-01")),
    "two-digit year": files.content(files.line(1, date="04/05/18")),
    "several years": files.content(files.line(1, date="SPLIT 2015-2016")),
    "quantity of letters": files.content(files.line(1, quantity="Y")),
    "quantity with unit": files.content(files.line(1, quantity="556kg")),
    "no exact number": files.content(files.line(1, quantity="no exact number")),
    "thousands": files.content(files.line(1, quantity='"1.000,5"'), files.line(2, quantity='"1,000.5"')),
    "negative": files.content(files.line(1, quantity="-4")),
    "absurd": files.content(files.line(1, quantity="9e99")),
    "Namibia": files.content(files.line(1, country="NA")),
    "unknown country": files.content(files.line(1, country="Wakanda")),
    "four scripts": files.content(
        *(files.line(n, species=s) for n, s in enumerate(["穿山甲", "панголин", "آكل النمل", "tê tê"]))
    ),
    "formula-like words": files.content(files.line(1, place="=cmd|' /C calc'!A0", unit="@SUM(1)")),
}


def run(*arguments):
    result = CliRunner().invoke(saola, ["seizures", "import", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("case", WHOLE)
def test_file_that_cannot_be_read_is_refused_on_the_command_line(case, tmp_path, intake_folder):
    result = run(write(tmp_path, *WHOLE[case]), "--json")
    assert result.exit_code == 1
    assert "Nothing was recorded" in result.stderr
    assert "Traceback" not in result.stderr
    assert not Batch.objects.exists()
    assert list(intake_folder.iterdir()) == []


@pytest.mark.parametrize("case", WHOLE)
def test_file_that_cannot_be_read_is_refused_on_the_page(case, client, intake_folder):
    client.force_login(accounts.person())
    name, content = WHOLE[case]
    response = client.post("/seizures/files/", {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 422
    assert b"Kept" in response.content
    assert b"Next" in response.content
    assert not Batch.objects.exists()
    assert list(intake_folder.iterdir()) == []


@pytest.mark.parametrize("case", ROWS)
def test_file_with_bad_rows_is_accounted_for_on_the_command_line(case, tmp_path):
    path = write(tmp_path, "seizures.csv", ROWS[case])
    trial = run(path, "--dry-run", "--errors", tmp_path / "errors.csv", "--json")
    assert trial.exit_code == 0
    assert not Incident.objects.exists()
    result = run(path, "--json")
    facts = json.loads(result.stdout)
    assert json.loads(trial.stdout) == facts | {"batch": json.loads(trial.stdout)["batch"], "dry_run": True}
    assert sum(facts[part] for part in ("recorded", "duplicates", "refused", "blank")) == facts["rows"]
    again = json.loads(run(path, "--json").stdout)
    assert (again["recorded"], again["incidents"]) == (0, 0)
    assert sum(again[part] for part in ("recorded", "duplicates", "refused", "blank")) == facts["rows"]
    assert Batch.objects.count() == 1


@pytest.mark.parametrize("case", ROWS)
def test_file_with_bad_rows_goes_through_the_pages(case, client):
    client.force_login(accounts.person())
    sent = SimpleUploadedFile("seizures.csv", ROWS[case])
    response = client.post("/seizures/files/", {"file": sent}, follow=True)
    assert response.status_code == 200
    url = f"/seizures/files/{Batch.objects.get().pk}/"
    assert client.get(f"{url}columns/").status_code == 200
    assert client.post(f"{url}check/", follow=True).status_code == 200
    assert client.get(f"{url}rows-to-mend.csv").status_code == 200
    assert client.get(f"{url}rows-to-mend.xlsx").status_code == 200
    batch = Batch.objects.get()
    assert batch.state == "ready"
    if batch.recorded:
        client.post(f"{url}record/", follow=True)
        batch.refresh_from_db()
        assert batch.state == "recorded"
    assert batch.recorded + batch.duplicates + batch.refused + batch.blank == batch.rows > 0


@pytest.mark.parametrize(
    ("name", "content"),
    [("merged.xlsx", book(merged)), ("old.xls", old_book()), ("packed.csv.gz", gzip.compress(GOOD))],
)
def test_other_kinds_of_file_are_recorded(name, content, tmp_path):
    facts = json.loads(run(write(tmp_path, name, content), "--json").stdout)
    assert facts["recorded"] == 1


def test_rows_to_mend_run_no_formula(tmp_path):
    path = write(tmp_path, "seizures.csv", ROWS["formula-like words"])
    run(path, "--errors", tmp_path / "errors.csv")
    text = (tmp_path / "errors.csv").read_text(encoding="utf-8-sig")
    assert "'=cmd" in text
    assert ",=cmd" not in text


def test_profile_that_does_not_exist_is_named_with_those_that_do(tmp_path):
    result = run(write(tmp_path, "seizures.csv", GOOD), "--profile", "nosuch")
    assert result.exit_code == 1
    assert "nosuch" in result.stderr


def test_batch_is_undone_on_the_command_line(tmp_path):
    facts = json.loads(run(write(tmp_path, "seizures.csv", GOOD), "--json").stdout)
    runner = CliRunner()
    assert runner.invoke(saola, ["seizures", "undo", facts["batch"]]).exit_code == 0
    assert not Incident.objects.exists()
    assert runner.invoke(saola, ["seizures", "undo", facts["batch"]]).exit_code == 1
    assert runner.invoke(saola, ["seizures", "undo", "nonsense"]).exit_code == 1
