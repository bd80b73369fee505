"""Catalogue 18: cells that spreadsheet programs run as formulas, opened in LibreOffice, and their way back."""

import csv
import io
import random
import re
import shutil
import subprocess
from dataclasses import replace

import openpyxl
import pytest

from saola.apps.seizures.exploring import downloads
from saola.apps.seizures.exploring.columns import BY_KEY
from saola.core.intake import guarded, unguarded
from saola.core.intake.guarding import TRIGGERS, guarded_text_cell

PAYLOADS = [
    "1+1",
    'HYPERLINK("http://192.0.2.1/","x")',
    "cmd|'/c calc'!A0",
    "SUM(1+1)",
    'WEBSERVICE("http://192.0.2.1/")',
    'DDE("soffice";"/etc/passwd";"A1")',
    "1",
    "",
]
CELLS = [
    f"{before}{trigger}{payload}"
    for before in ("", "=", "'")
    for trigger in sorted(TRIGGERS)
    for payload in PAYLOADS
]
LETTERS = sorted(TRIGGERS) + list('ab1 ,;"|\u00e9\u7a7f\u202e\ufeff\u00a0')
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not on this machine"
)


def opened(path, folder):
    """``path`` as LibreOffice reads it, formulas switched on: the flat document."""
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "fods",
    ]
    if path.suffix == ".csv":
        command.append("--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true")
    subprocess.run([*command, "--outdir", folder, path], check=True, capture_output=True, timeout=300)
    return (folder / f"{path.stem}.fods").read_text(encoding="utf-8")


def formulas(document):
    return re.findall(r'table:formula="([^"]*)"', document)


@needs_office
def test_unguarded_cell_runs_so_that_this_test_can_fail(tmp_path):
    path = tmp_path / "control.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerow(["=1+1", '=HYPERLINK("http://192.0.2.1/","x")'])
    assert len(formulas(opened(path, tmp_path))) == 2


class _Found:
    """An incident of the list whose every text is ``word``."""

    def __init__(self, word):
        self.word = word


@pytest.fixture
def every_column(monkeypatch):
    """The columns of the list, each of which gives the word of its incident."""
    keys = list(BY_KEY)
    for key in keys:
        monkeypatch.setitem(BY_KEY, key, replace(BY_KEY[key], plain=lambda found: found.word))
    monkeypatch.setattr(downloads, "incidents", lambda keys, person: map(_Found, keys))
    return keys


@needs_office
def test_no_cell_of_a_csv_file_runs(tmp_path, every_column, tell):
    path = tmp_path / "seizures.csv"
    path.write_text(
        "".join(downloads.csv_lines(map(_Found, CELLS), every_column)), encoding="utf-8", newline=""
    )
    assert formulas(opened(path, tmp_path)) == []
    tell(18, "cells of a CSV file in LibreOffice", len(CELLS) * len(every_column), "0 formulas", 0)


@needs_office
def test_no_cell_of_a_workbook_runs(tmp_path, every_column, tell):
    path = tmp_path / "seizures.xlsx"
    words = [word.replace("\0", "") for word in CELLS]
    with downloads.as_xlsx(words, every_column, None, "Seizures") as file:
        path.write_bytes(file.read())
    assert formulas(opened(path, tmp_path)) == []
    cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    tell(18, "cells of a workbook in LibreOffice", len(cells), "0 formulas", 0)


def test_every_text_comes_back_as_it_went(times, tell):
    chance, count = random.Random(18), times(20_000)
    for _ in range(count):
        text = "".join(chance.choices(LETTERS, k=chance.randint(0, 6)))
        assert unguarded(guarded(text)) == text
        assert unguarded(guarded_text_cell(text)) == text
        assert guarded(text)[:1] not in TRIGGERS - {"'"}
    tell(18, "texts there and back", count, "0 changed", 18)


def test_every_row_comes_back_through_a_csv_file(times, tell):
    chance, count = random.Random(1818), times(2_000) // 10
    rows = [
        ["".join(chance.choices(LETTERS, k=chance.randint(0, 6))) for _ in range(10)] for _ in range(count)
    ]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([guarded(cell) for cell in row] for row in rows)
    out.seek(0)
    assert [[unguarded(cell) for cell in row] for row in csv.reader(out)] == rows
    tell(18, "cells there and back through CSV", count * 10, "0 changed", 1818)
