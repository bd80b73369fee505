"""The copy that counts are made on: when it is built anew, by whom, and that it never counts anything else."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from saola.apps.journal.models import Entry
from saola.apps.seizures.actions import undoing
from saola.apps.seizures.exploring import facts, queries
from saola.apps.seizures.exploring.filters import Filters
from saola.apps.seizures.models import Incident
from saola.cli.main import saola
from saola.cli.seizures import intake as import_command
from tests.factories import accounts, files

pytestmark = pytest.mark.usefixtures("knowledge", "data")


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Three changed seizures are already too many to stand beside a base; nothing is held from before."""
    monkeypatch.setattr(facts, "KEPT_IN_MEMORY", 2)
    monkeypatch.setattr(facts, "_held", None)


@pytest.fixture
def started(monkeypatch):
    """The processes that were started, without starting them."""
    words = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_more: words.append(command))
    return words


def bases(data):
    return sorted(path.parent.name for path in (data / "facts").glob("*/about.json"))


def newest(data):
    return [f"{max(Incident.objects.values_list('stamp', flat=True)):020d}"]


def record(*numbers, name="seizures.csv"):
    return files.recorded(*map(files.line, numbers), name=name)


def counted():
    return queries.count(Filters(), accounts.person("analyst"))


def test_few_seizures_need_no_base(data, started):
    record(1, 2)
    facts.keep_up()
    assert bases(data) == started == []
    assert counted() == 2


def test_base_is_built_once_the_changed_are_many_and_not_again(data, started):
    record(1, 2, 3)
    facts.keep_up()
    assert bases(data) == newest(data)
    assert started == []
    assert not facts.refresh()
    assert counted() == 3


def test_base_that_lags_is_replaced_and_counts_the_same(data):
    record(1, 2, 3)
    assert facts.refresh()
    first = bases(data)
    record(4, name="one.csv")
    assert not facts.refresh()
    assert counted() == 4
    record(5, 6, 7, name="more.csv")
    assert facts.refresh()
    assert bases(data) == newest(data) != first
    assert counted() == 7


def test_seizures_taken_back_are_not_counted_though_the_base_holds_them(data):
    batch = record(1, 2, 3)
    facts.refresh()
    undoing.undo(batch, by=None)
    assert counted() == 0


def test_base_of_another_journal_is_not_read(data):
    record(1, 2, 3)
    facts.refresh()
    about = next((data / "facts").glob("*/about.json"))
    about.write_text(about.read_text().replace(Entry.objects.order_by("-seq").first().digest, "0" * 64))
    assert facts._Base.find() is None
    assert counted() == 3


def test_large_base_is_built_by_a_process_of_its_own(data, started, monkeypatch):
    monkeypatch.setattr(facts, "BUILT_APART", 2)
    record(1, 2, 3)
    facts.keep_up()
    assert started == [[sys.executable, "-m", "saola", "recount"]]
    assert bases(data) == newest(data)  # that process did nothing here, so this one did


def test_recount_says_whether_anything_was_done(data):
    record(1, 2, 3)
    assert "up to date again" in CliRunner().invoke(saola, ["recount"]).stderr
    assert "nothing was done" in CliRunner().invoke(saola, ["recount"]).stderr
    assert bases(data) == newest(data)


@pytest.mark.parametrize(("rows", "words", "built"), [(2, [], 0), (3, [], 1), (3, ["--dry-run"], 0)])
def test_import_of_a_long_file_leaves_the_copy_up_to_date(data, tmp_path, monkeypatch, rows, words, built):
    monkeypatch.setattr(import_command, "LONG", 2)
    file = tmp_path / "long.csv"
    file.write_bytes(files.content(*map(files.line, range(1, rows + 1))))
    done = CliRunner().invoke(saola, ["seizures", "import", str(file), *words])
    assert done.exit_code == 0, done.stderr
    assert ("counts the new seizures" in done.stderr) == bool(built)
    assert len(bases(data)) == built
