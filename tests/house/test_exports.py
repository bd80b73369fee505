"""Every file for a spreadsheet program is written by a module that is listed here, with cells that run nothing."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "saola"
CSV_WRITERS = {
    "apps/cases/queries/downloads.py",
    "apps/cases/queries/timeline.py",
    "apps/cases/views/sentencing.py",
    "apps/catalogue/name_lists.py",
    "apps/evidence/bundling/tables.py",
    "apps/legislation/asking/answers.py",
    "apps/legislation/changes.py",
    "apps/seizures/aitr/missing.py",
    "apps/seizures/disagreements.py",
    "apps/seizures/exploring/downloads.py",
    "apps/seizures/problems.py",
}
WITHOUT_GUARD = {
    "demo/writing.py": "writes what fictional agencies hand in, dirt and all",
}
WORKBOOK_WRITERS = {
    "apps/seizures/aitr/workbook.py",
    "apps/seizures/exploring/downloads.py",
    "apps/seizures/problems.py",
    "demo/writing.py",
}
RUNS = {"write_formula", "write_array_formula", "write_dynamic_array_formula", "write_url", "write_row"}
RUNS |= {"write_column", "add_table", "insert_textbox", "add_vba_project", "data_validation"}


def trees():
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text())


def calls(tree):
    return [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]


TREES = dict(trees())


def test_every_writer_of_csv_is_listed():
    writers = {name for name, tree in TREES.items() if {"csv.writer", "csv.DictWriter"} & set(calls(tree))}
    assert writers == (CSV_WRITERS | set(WITHOUT_GUARD)) & set(TREES)


def test_every_writer_of_workbooks_is_listed():
    writers = {
        name
        for name, tree in TREES.items()
        if any(call.endswith(("xlsxwriter.Workbook", "openpyxl.Workbook")) for call in calls(tree))
    }
    assert writers == WORKBOOK_WRITERS


@pytest.mark.parametrize("name", sorted(CSV_WRITERS & set(TREES)))
def test_writer_of_csv_guards_its_cells(name):
    rows = [
        node.args[0]
        for node in ast.walk(TREES[name])
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("writerow", "writerows")
    ]
    words = ast.unparse(TREES[name])
    assert rows
    assert "guarded(" in words or "map(guard" in words


@pytest.mark.parametrize("name", sorted(WORKBOOK_WRITERS))
def test_writer_of_workbooks_names_the_type_of_every_cell(name):
    for call in calls(TREES[name]):
        receiver, _, method = call.rpartition(".")
        assert method not in RUNS, call
        assert not (method == "write" and receiver.endswith(("sheet", "page"))), call
