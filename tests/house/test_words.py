"""Names that hide what a thing is, events without sentences, settings without their page."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from saola.apps.journal.events import EVENTS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "saola"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
SAY_NOTHING = {"common", "utils", "util", "helpers", "helper", "base", "manager", "misc", "lib"}

NAMED_BY_DJANGO = {"apps/upkeep/sqlite/base.py"}
"""Django looks for the way into a database under this name."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_module_is_named_for_what_it_holds(path):
    assert path.stem not in SAY_NOTHING or str(path.relative_to(SOURCE)) in NAMED_BY_DJANGO
    assert path.parent.name not in SAY_NOTHING


def events_written():
    """Every event named in a call of ``journal.write``."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "journal.write":
                assert isinstance(node.args[0], ast.Constant), f"{path}: an event is written as a word"
                yield node.args[0].value


def test_every_event_written_has_its_sentence():
    assert set(events_written()) <= set(EVENTS)


def test_every_event_is_a_noun_and_what_was_done_to_it():
    assert all(event.count(".") == 1 and event == event.lower() for event in EVENTS)


def test_core_reads_no_clock_file_or_network():
    forbidden = {"open", "input", "print"}
    modules = {"os", "socket", "urllib", "http", "requests", "logging", "subprocess", "time", "random.seed"}
    for path in (SOURCE / "core").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in forbidden, f"{path}:{node.lineno}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in {"today", "now", "utcnow"}, f"{path}:{node.lineno}"
            if isinstance(node, ast.Import):
                assert not {alias.name.split(".")[0] for alias in node.names} & modules, (
                    f"{path}:{node.lineno}"
                )


def test_reference_says_what_the_code_does(tmp_path):
    """In a process of its own: a command that ran before keeps how it was asked for help."""
    subprocess.run([sys.executable, ROOT / "docs" / "write_reference.py", tmp_path], check=True)
    for page in ("commands.md", "law.md", "settings.md"):
        kept = (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8")
        assert kept == (tmp_path / page).read_text(encoding="utf-8"), "run `make fix`"


def test_no_two_test_files_share_a_name():
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names)), "pytest tells them apart by name alone"
