"""Small files of every kind, made in memory for the tests of this folder."""

import io
import zipfile
from datetime import date

import openpyxl

from saola.core.intake import (
    Profile,
    RowReader,
    Vocabularies,
    apply_profile,
    open_sheets,
    propose,
    read_table,
)

TODAY = date(2026, 11, 22)
HEAD = "Seizure ID,Date of seizure,Country,Species,Description,Quantity,Unit"
VOCABULARIES = Vocabularies.of({"term": {"SCA": ["scales"], "LIV": ["live"], "IVP": ["ivory pieces"]}})


def csv_file(*lines, head=HEAD, encoding="utf-8"):
    return io.BytesIO("\r\n".join([head, *lines]).encode(encoding))


def workbook(fill=None, rows=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if fill is not None:
        fill(book)
    out = io.BytesIO()
    book.save(out)
    return io.BytesIO(out.getvalue())


def with_part(book, name, content=b"x"):
    """The same workbook with one more part in its archive."""
    out = io.BytesIO(book.getvalue())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return io.BytesIO(out.getvalue())


def table_of(file, name="seizures.csv", **options):
    return read_table(open_sheets(file, name, **options)[0])


def read(file, profile=None, name="seizures.csv", **options):
    """Every row of a file as it is understood, by a profile or by what Saola proposes."""
    table = table_of(file, name, **options)
    mapping = apply_profile(table, profile) if profile and profile.columns else propose(table, VOCABULARIES)
    reader = RowReader(table, mapping, profile or Profile("test"), VOCABULARIES, TODAY)
    return [reader.read(raw) for raw in table.rows()]


def read_one(line, profile=None, head=HEAD):
    (reading,) = read(csv_file(line, head=head), profile)
    return reading


def codes(problems):
    return [problem.fault.code for problem in problems]
