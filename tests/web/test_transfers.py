"""Slow senders and slow takers hold up few but themselves."""

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


def ask(application, body=None, length=0, address="10.0.0.9"):
    said = Said()
    environ = {"wsgi.input": body or io.BytesIO(), "REMOTE_ADDR": address}
    environ["CONTENT_LENGTH"] = str(length) if length else ""
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


def held(application, address, many):
    """Slow bodies from ``address`` that are being read, each by a thread."""
    bodies = [Trickle() for _ in range(many)]
    threads = [threading.Thread(target=ask, args=(application, body, 10, address)) for body in bodies]
    for thread in threads:
        thread.start()
    return bodies, threads


def let_go(bodies, threads):
    for body in bodies:
        body.gone.set()
    for thread in threads:
        thread.join()


def until(is_so):
    while not is_so():
        threading.Event().wait(0.01)


def test_slow_bodies_take_no_more_than_their_places():
    application = Transfers(reads_all)
    one, other = held(application, "10.0.0.1", 2), held(application, "10.0.0.2", 2)
    until(lambda: application._places.free == 0)
    said, answer = ask(application, io.BytesIO(b"at once"), 7, "10.0.0.3")
    assert said.status == "503 Service Unavailable"
    assert b"Nothing was kept" in b"".join(answer)
    let_go(*one)
    said, answer = ask(application, io.BytesIO(b"at once"), 7, "10.0.0.3")
    assert b"".join(answer) == b"at once"
    let_go(*other)
    assert application._places.free == transfers.PLACES
    assert not application._places._bodies


def test_one_address_does_not_take_every_place():
    application = Transfers(reads_all)
    slow = held(application, "10.0.0.1", 2)
    until(lambda: application._places._bodies["10.0.0.1"] == 2)
    assert ask(application, io.BytesIO(b"more"), 4, "10.0.0.1")[0].status == "503 Service Unavailable"
    assert ask(application, io.BytesIO(b"more"), 4, "10.0.0.2")[0].status == "200 OK"
    let_go(*slow)


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
    assert application._places.free == transfers.PLACES
    assert all(each.is_closed for each in downloads)
