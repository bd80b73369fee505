import subprocess
import sys

import pytest

from saola.web.crowding import Crowd, Spread

_OTHER = """
import sys
from pathlib import Path
from saola.web.crowding import Crowd
crowd = Crowd(Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    crowd.begin()
print("there", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path):
    """Start another serving process that is making ``many`` answers."""
    started = []

    def start(many: int) -> subprocess.Popen:
        words = [sys.executable, "-c", _OTHER, str(tmp_path / "serving"), str(many)]
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline() == "there\n"
        started.append(process)
        return process

    yield start
    for process in started:
        process.communicate()


@pytest.fixture
def crowd_of(tmp_path):
    """This process, making ``many`` answers."""
    opened = []

    def begin(many: int) -> Crowd:
        crowd = Crowd(tmp_path / "serving")
        opened.append(crowd)
        for _ in range(many):
            crowd.begin()
        return crowd

    yield begin
    for crowd in opened:
        crowd.close()


def _headers_of_an_answer(crowd: Crowd) -> list[tuple[str, str]]:
    said = []

    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"whole"]

    answered = Spread(application, crowd)({}, lambda status, headers, *more: said.extend(headers))
    assert list(answered) == [b"whole"]
    return said


def test_connection_stays_where_nobody_else_serves(crowd_of):
    assert _headers_of_an_answer(crowd_of(6)) == [("Content-Type", "text/plain")]


def test_connection_ends_where_another_has_two_fewer(crowd_of, other):
    other(2)
    assert ("Connection", "close") in _headers_of_an_answer(crowd_of(3))


def test_connection_stays_where_another_has_one_fewer(crowd_of, other):
    other(2)
    assert ("Connection", "close") not in _headers_of_an_answer(crowd_of(2))


def test_process_that_ended_is_not_counted(crowd_of, other):
    other(0).communicate()
    assert not crowd_of(6).is_worse_here()


def test_answers_are_counted_down_when_they_fail(crowd_of, other):
    other(0)
    crowd = crowd_of(1)

    def application(environ, start_response):
        raise LookupError

    for _ in range(5):
        with pytest.raises(LookupError):
            Spread(application, crowd)({}, lambda *said: None)
    assert not crowd.is_worse_here()


def test_more_processes_than_places_serve_uncounted(crowd_of, other, monkeypatch):
    monkeypatch.setattr("saola.web.crowding.PLACES", 1)
    other(0)
    assert not crowd_of(9).is_worse_here()
