"""Slow senders and slow takers hold up nobody but themselves."""

import io
import threading

import pytest

from saola.web import transfers
from saola.web.transfers import Transfers


class Trickle:
    """A body that gives some bytes and then nothing until it is released, as a slow sender does."""

    def __init__(self, begin=b""):
        self.begin, self.gone = begin, threading.Event()

    def read(self, size=-1):
        if self.begin:
            part, self.begin = self.begin[:size], self.begin[size:]
            return part
        self.gone.wait(30)
        return b""


class Said:
    def __call__(self, status, headers, *more):
        self.status, self.headers = status, dict(headers)


class Download:
    streaming = True

    def __init__(self, pieces):
        self.pieces, self.is_closed = pieces, False

    def __iter__(self):
        return iter(self.pieces)

    def close(self):
        self.is_closed = True


def reads_all(environ, start_response):
    try:
        content = environ["wsgi.input"].read()
    except OSError:
        content = b"broken off"
    start_response("200 OK", [("Content-Length", str(len(content)))])
    return [content]


def ask(application, body=None, length=0):
    said = Said()
    environ = {"CONTENT_LENGTH": str(length) if length else "", "wsgi.input": body or io.BytesIO()}
    return said, application(environ, said)


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    monkeypatch.setattr(transfers, "AT_ONCE", 0.05)


@pytest.mark.parametrize("length", [1, 5, 16_384, 100_001])
def test_body_that_comes_is_read_whole(length):
    content = bytes(n % 251 for n in range(length))
    said, answer = ask(Transfers(reads_all), io.BytesIO(content + b"next request"), length)
    assert (said.status, b"".join(answer)) == ("200 OK", content)


def test_body_is_read_by_lines_too():
    seen = []

    def by_lines(environ, start_response):
        seen.extend(environ["wsgi.input"])
        start_response("204 No Content", [])
        return []

    ask(Transfers(by_lines), io.BytesIO(b"a\nb\nc"), 5)
    assert seen == [b"a\n", b"b\n", b"c"]


def test_body_that_stops_coming_is_broken_off(monkeypatch):
    monkeypatch.setattr(transfers, "PATIENCE", 0.0)
    body, application = Trickle(b"name="), Transfers(reads_all)
    said, answer = ask(application, body, 900_000)
    assert said.status == "408 Request Timeout"
    assert b"too slowly" in b"".join(answer)
    said, answer = ask(application, io.BytesIO(b"whole"), 5)
    assert b"".join(answer) == b"whole"
    body.gone.set()


def test_slow_bodies_take_no_more_than_their_places():
    application = Transfers(reads_all)
    bodies = [Trickle() for _ in range(transfers.PLACES)]
    waiting = [threading.Thread(target=ask, args=(application, body, 10)) for body in bodies]
    for thread in waiting:
        thread.start()
    while application._places._value:
        threading.Event().wait(0.01)
    late = Trickle()
    said, _ = ask(application, late, 10)
    assert said.status == "503 Service Unavailable"
    said, answer = ask(application, io.BytesIO(b"at once"), 7)
    assert b"".join(answer) == b"at once"
    for body in [*bodies, late]:
        body.gone.set()
    for thread in waiting:
        thread.join()
    assert application._places._value == transfers.PLACES


def test_unread_body_is_not_waited_for():
    def refuses(environ, start_response):
        start_response("404 Not Found", [])
        return [b"nothing"]

    said, answer = ask(Transfers(refuses), Trickle(), 10)
    assert (said.status, b"".join(answer)) == ("404 Not Found", b"nothing")


def answers(download, *headers):
    def application(environ, start_response):
        start_response("200 OK", list(headers))
        return download

    return application


def test_short_answer_leaves_in_one_piece_and_is_closed():
    download = Download([b"a", b"b"])
    said, answer = ask(Transfers(answers(download, ("Content-Length", "2"))))
    assert (answer, said.status, download.is_closed) == ([b"ab"], "200 OK", True)


def test_long_downloads_take_their_places_and_give_them_back():
    downloads = [Download([b"x"] * 3) for _ in range(transfers.PLACES)]
    waiting = iter([*downloads, Download([b"x"])])
    application = Transfers(lambda environ, start: answers(next(waiting))(environ, start))
    running = [ask(application)[1] for _ in downloads]
    said, _ = ask(application)
    assert said.status == "503 Service Unavailable"
    assert [b"".join(each) for each in running] == [b"xxx"] * len(downloads)
    for each in running:
        each.close()
        each.close()
    assert application._places._value == transfers.PLACES
    assert all(each.is_closed for each in downloads)
