"""A node under steady work for a long time: how fast it stays, whether memory grows, what one greedy user does to others.

    python -m bench.soak [--minutes M] [--rate R] [--incidents N] [--seed S] [--data FOLDER]

Makes the fictional country (in a temporary folder, or once in FOLDER) and serves it as ``saola serve`` does. Eight
browsers of four roles ask at a fixed rate, four of five times for a page, otherwise to keep a selection, which writes
a row and a journal entry. An answer is timed from the moment it was due, so that a node that falls behind shows it.
In the last fifth of the time one more person asks for downloads, deep pages and long searches as fast as they are
answered, and holds ten connections open on which next to nothing is sent or taken. Prints JSON.
"""

import argparse
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter, deque
from pathlib import Path

import psutil

ROLES = ("data_officer", "cites_officer", "analyst", "reader")
PAGES = (
    "/",
    "/seizures/",
    "/seizures/?view=map",
    "/seizures/?view=charts",
    "/seizures/?q=ivory",
    "/species/",
    "/reports/",
    "/search/?q=Manis",
    "/api/v1/seizures",
)
GREEDY = (
    "/seizures/download/csv/",
    "/seizures/?page=9999",
    "/seizures/?q=" + "a" * 2000,
    "/search/?q=" + "%25" * 60,
    "/api/v1/seizures?page=900&sort=value",
)
READS = 0.8
GREEDY_FROM = 0.8
"""The part of the time that others have to themselves."""
HELD_OPEN = 10


class Visitor:
    """Somebody's browser: its cookies and its open connections; signed in by the demonstration's one click."""

    def __init__(self, port: int, role: str) -> None:
        self.port, self.cookies = port, {}
        self._open: deque[http.client.HTTPConnection] = deque()
        self.get("/accounts/sign-in/")
        if self.send(f"/accounts/sign-in/demo/{role}/") != 302:
            raise SystemExit(f"{role} could not sign in.")

    def get(self, path: str) -> int:
        return self._ask("GET", path, None, {})

    def send(self, path: str, **fields: str) -> int:
        """Send a form, with the token that the browser's cookie names."""
        words = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields}
        kind = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        return self._ask("POST", path, urllib.parse.urlencode(words).encode(), kind)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> int:
        line = self._open.popleft() if self._open else http.client.HTTPConnection("127.0.0.1", self.port, 60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            line.request(method, path, body, {**headers, "Cookie": cookies})
            answer = line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            line.close()
            return 599
        for said in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = said.partition(";")[0].partition("=")
            self.cookies[name] = value
        self._open.append(line)
        return answer.status


class Watch:
    """What was asked and how long each took, and the memory of the serving processes."""

    def __init__(self, process: psutil.Process) -> None:
        self.process, self.lock = process, threading.Lock()
        self.asked: list[tuple[float, float, int]] = []
        self.memory: list[tuple[float, float]] = []

    def time(self, due: float, act) -> None:
        status = act()
        with self.lock:
            self.asked.append((due, time.monotonic() - due, status))

    def weigh(self) -> None:
        everyone = [self.process, *self.process.children(recursive=True)]
        weights = []
        for each in everyone:
            try:
                weights.append(each.memory_info().rss)
            except psutil.NoSuchProcess:
                continue
        self.memory.append((time.monotonic(), sum(weights) / 2**20))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--rate", type=float, default=40, help="requests a second")
    options.add_argument("--incidents", type=int, default=2500)
    options.add_argument("--seed", type=int, default=36)
    options.add_argument("--data", type=Path, help="a folder kept from one run to the next")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
        found.close()
        serve(given, given.data or Path(folder), port)


def serve(given: argparse.Namespace, folder: Path, port: int) -> None:
    environment = {**os.environ, "SAOLA_DATA": str(folder), "SAOLA_DEMO": "1", "SAOLA_DATABASE_URL": ""}
    saola = [sys.executable, "-m", "saola"]
    subprocess.run(
        [*saola, "demo", "--if-empty", "--incidents", str(given.incidents)], env=environment, check=True
    )
    process = subprocess.Popen([*saola, "serve", "--port", str(port)], env=environment)
    try:
        wait_for(port)
        soak(given, port, Watch(psutil.Process(process.pid)))
    finally:
        process.terminate()
        process.wait()
    verified = subprocess.run([*saola, "journal", "verify", "--without-entry"], env=environment, check=False)
    print(json.dumps({"journal verifies": verified.returncode == 0}))


def wait_for(port: int) -> None:
    for _ in range(1200):
        try:
            socket.create_connection(("127.0.0.1", port), 5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The node did not answer.")


def soak(given: argparse.Namespace, port: int, watch: Watch) -> None:
    chance = random.Random(given.seed)
    visitors = [Visitor(port, role) for role in (*ROLES, *ROLES)]
    for visitor in visitors:
        for page in PAGES:
            visitor.get(page)
    began, ends = time.monotonic(), time.monotonic() + 60 * given.minutes
    greedy_from = began + GREEDY_FROM * (ends - began)
    greedy = Greedy(port, greedy_from, ends)
    greedy.start()
    running: list[threading.Thread] = []
    for number in range(int(given.rate * 60 * given.minutes)):
        due = began + number / given.rate
        time.sleep(max(0.0, due - time.monotonic()))
        visitor, page = chance.choice(visitors), chance.choice(PAGES)
        act = (
            (lambda v=visitor, p=page: v.get(p)) if chance.random() < READS else (lambda v=visitor: write(v))
        )
        running = [thread for thread in running if thread.is_alive()]
        running.append(threading.Thread(target=watch.time, args=(due, act)))
        running[-1].start()
        if number % int(max(1, given.rate)) == 0:
            watch.weigh()
    for thread in [*running, greedy]:
        thread.join()
    report(watch, given, greedy_from, greedy.answered)


def write(visitor: Visitor) -> int:
    """Keep a selection of the list: a small change with its journal entry."""
    return visitor.send("/seizures/selections/", name="soak", query="view=list")


class Greedy(threading.Thread):
    """One person who takes all they can get."""

    def __init__(self, port: int, start: float, ends: float) -> None:
        super().__init__()
        self.port, self.from_, self.ends, self.answered = port, start, ends, 0

    def run(self) -> None:
        time.sleep(max(0.0, self.from_ - time.monotonic()))
        visitor = Visitor(self.port, "analyst")
        lines = [self._held_open(number, visitor) for number in range(HELD_OPEN)]
        while time.monotonic() < self.ends:
            visitor.get(GREEDY[self.answered % len(GREEDY)])
            self.answered += 1
        for line in lines:
            line.close()

    def _held_open(self, number: int, visitor: Visitor) -> socket.socket:
        """A connection whose request never ends, or whose answer is never taken."""
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        line.connect(("127.0.0.1", self.port))
        cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items()).encode()
        head = b"GET /seizures/download/csv/ HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookies + b"\r\n\r\n"
        if number % 2:
            head = b"POST /accounts/sign-in/ HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken=%s\r\n" % (
                b"a" * 32
            )
            head += b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900000\r\n\r\na"
        line.sendall(head)
        return line


def report(watch: Watch, given: argparse.Namespace, greedy_from: float, greedy: int) -> None:
    calm = [took for at, took, _status in watch.asked if at < greedy_from]
    beside = [took for at, took, _status in watch.asked if at >= greedy_from]
    later = watch.memory[len(watch.memory) // 3 :]
    slope = statistics.linear_regression(*zip(*later, strict=True)).slope * 3600 if len(later) > 2 else 0.0
    p95, p95_beside = _share(calm, 0.95), _share(beside, 0.95)
    said = {
        "requests": len(watch.asked),
        "rate": given.rate,
        "minutes": given.minutes,
        "incidents": given.incidents,
        "answers": dict(sorted(Counter(status for *_, status in watch.asked).items())),
        "errors": sum(status >= 500 for *_, status in watch.asked),
        "p50_ms": _share(calm, 0.5),
        "p95_ms": p95,
        "longest_ms": _share(calm, 1.0),
        "p95_beside_a_greedy_user_ms": p95_beside,
        "longer_beside_a_greedy_user_percent": round(100 * (p95_beside / p95 - 1)),
        "answers_to_the_greedy_user": greedy,
        "memory_mb": round(watch.memory[-1][1]),
        "memory_slope_percent_an_hour": round(100 * slope / later[0][1], 2),
        "slope_over_minutes": round((later[-1][0] - later[0][0]) / 60, 1),
        "seed": given.seed,
    }
    print(json.dumps(said, indent=1))


def _share(times: list[float], share: float) -> int:
    """Milliseconds within which this share of the answers came."""
    found = sorted(times)
    return round(1000 * found[min(len(found) - 1, int(len(found) * share))])


if __name__ == "__main__":
    main()
