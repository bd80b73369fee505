"""``saola round`` and ``saola journal watch``, and the worker that makes the round by itself."""

import json
import threading

import pytest
from click.testing import CliRunner

from saola.apps.journal.models import Entry
from saola.apps.upkeep import rounds
from saola.cli import working
from saola.cli.main import saola
from tests.factories import accounts, journal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _node(settings, tmp_path):
    journal.node(settings, tmp_path)


def run(*words):
    return CliRunner().invoke(saola, words)


def test_round_is_made_now_and_says_what_it_found():
    journal.entries(2)
    done = run("round", "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found == {"days": 1, "alerts": 0, "faults": 0, "files": 0, "altered": 0, "failed": []}
    assert not rounds.is_due()


def test_round_leaves_with_one_when_the_journal_does_not_hold():
    journal.entries(3)
    journal.rewrite(2, actor="somebody")
    done = run("round")
    assert done.exit_code == 1
    assert "does NOT hold" in done.output


def test_round_that_is_under_way_is_not_made_twice():
    with rounds._turn():
        done = run("round")
    assert done.exit_code == 1
    assert "another process" in done.output


@pytest.mark.django_db(transaction=True)
def test_watch_goes_through_the_day_that_is_named():
    from saola.apps.journal import actions

    curious = accounts.person("analyst")
    for _time in range(5):
        actions.note_read(accounts.agency(), by=curious)
    assert json.loads(run("journal", "watch", "--day", "2020-02-29", "--json").stdout) == {"alerts": 0}
    assert json.loads(run("journal", "watch", "--json").stdout) == {"alerts": 1}
    days = [entry.facts["day"] for entry in Entry.objects.filter(event="misuse.watched").order_by("seq")]
    assert days[0] == "2020-02-29"
    assert run("journal", "watch", "--day", "tomorrow").exit_code == 2


def test_worker_makes_the_round_when_it_is_due_and_ends_with_it(monkeypatch):
    stopping, made = threading.Event(), []
    answers = iter([False, True])

    def end(stopping, *words):
        made.append(words)
        stopping.set()

    monkeypatch.setattr(working, "LOOK_EVERY", 0)
    monkeypatch.setattr(rounds, "is_due", lambda: next(answers))
    monkeypatch.setattr(working, "_beside_until", end)
    looking = threading.Thread(target=working._make_rounds, args=(stopping,))
    looking.start()
    looking.join(20)
    assert not looking.is_alive()
    assert made == [("round",)]


def test_command_beside_is_ended_when_the_worker_stops(monkeypatch):
    stopping = threading.Event()
    monkeypatch.setattr(working, "_saola", lambda *words: ["sleep", "60"])
    beside = threading.Thread(target=working._beside_until, args=(stopping, "round"))
    beside.start()
    stopping.set()
    beside.join(20)
    assert not beside.is_alive()
