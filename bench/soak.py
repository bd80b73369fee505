"""A node under steady work for a long time: how fast it stays, whether memory grows, what one greedy user does to others.

    python -m bench.soak [--minutes M] [--rate R] [--incidents N] [--seed S]

Makes the fictional country in a temporary folder and serves it as ``saola serve`` does. Readers ask for pages at a
fixed rate, four of five times, and hold seizures back or release them otherwise. In the last fifth of the time one
more user asks for downloads and deep pages as fast as they are answered. Prints one JSON line a figure.
"""

import argparse
import http.cookiejar
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import psutil

PAGES = ("/", "/seizures/", "/seizures/?view=map", "/seizures/?view=charts", "/species/", "/reports/")
GREEDY = ("/seizures/download/csv/", "/seizures/?page=9999", "/seizures/?q=" + "a" * 2000)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """Somebody with a browser's cookies, signed in by the demonstration's one click."""

    def __init__(self, address: str, role: str) -> None:
        self.address, jar = address, http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open
        self.send(f"/accounts/sign-in/demo/{role}/", "/accounts/sign-in/")

    def get(self, path: str) -> tuple[int, str]:
        return self._asked(urllib.request.Request(self.address + path))

    def send(self, path: str, page: str, **fields: str) -> tuple[int, str]:
        """Fill the form of ``page`` in and send it to ``path``."""
        found = TOKEN.search(self.get(page)[1])
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": found.group(1) if found else "", **fields})
        headers = {"Referer": self.address + page, "Origin": self.address}
        return self._asked(urllib.request.Request(self.address + path, data.encode(), headers))

    def _asked(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self._open(request, timeout=60) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, ""


class Watch:
    """What was asked and how long each took, and the memory of the serving processes."""

    def __init__(self, process: psutil.Process) -> None:
        self.process, self.lock = process, threading.Lock()
        self.asked: list[tuple[float, float, int]] = []
        self.memory: list[tuple[float, float]] = []

    def time(self, act) -> None:
        began = time.monotonic()
        status = act()[0]
        with self.lock:
            self.asked.append((began, time.monotonic() - began, status))

    def weigh(self) -> None:
        everyone = [self.process, *self.process.children(recursive=True)]
        self.memory.append((time.monotonic(), sum(each.memory_info().rss for each in everyone) / 2**20))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--rate", type=float, default=8, help="requests a second")
    options.add_argument("--incidents", type=int, default=2500)
    options.add_argument("--seed", type=int, default=36)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
        found.close()
        serve(given, Path(folder), port)


def serve(given: argparse.Namespace, folder: Path, port: int) -> None:
    environment = {**os.environ, "SAOLA_DATA": str(folder), "SAOLA_DEMO": "1", "SAOLA_DATABASE_URL": ""}
    saola = [sys.executable, "-m", "saola"]
    subprocess.run([*saola, "demo", "--incidents", str(given.incidents)], env=environment, check=True)
    process = subprocess.Popen([*saola, "serve", "--port", str(port)], env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        soak(given, address, Watch(psutil.Process(process.pid)))
    finally:
        process.terminate()
        process.wait()
    verified = subprocess.run([*saola, "journal", "verify", "--without-entry"], env=environment, check=False)
    print(json.dumps({"journal verifies": verified.returncode == 0}))


def wait_for(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(address + "/accounts/sign-in/", timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The node did not answer.")


def soak(given: argparse.Namespace, address: str, watch: Watch) -> None:
    chance = random.Random(given.seed)
    visitors = [Visitor(address, role) for role in ("data_officer", "cites_officer", "analyst", "reader")]
    began, ends = time.monotonic(), time.monotonic() + 60 * given.minutes
    greedy_from, number = began + 0.8 * (ends - began), 0
    greedy = threading.Thread(target=be_greedy, args=(address, greedy_from, ends))
    greedy.start()
    running: list[threading.Thread] = []
    while time.monotonic() < ends:
        visitor = visitors[number % len(visitors)]
        page = chance.choice(PAGES)
        act = (
            (lambda v=visitor, p=page: v.get(p))
            if chance.random() < 0.8
            else (lambda v=visitors[0]: write(v))
        )
        running = [thread for thread in running if thread.is_alive()]
        running.append(threading.Thread(target=watch.time, args=(act,)))
        running[-1].start()
        number += 1
        if number % 20 == 0:
            watch.weigh()
        time.sleep(max(0.0, began + number / given.rate - time.monotonic()))
    for thread in running:
        thread.join()
    greedy.join()
    report(watch, given, greedy_from)


def write(visitor: Visitor) -> tuple[int, str]:
    """Keep a selection of the list: a small change with its journal entry."""
    return visitor.send("/seizures/selections/", "/seizures/", name="soak", query="?view=list")


def be_greedy(address: str, start: float, ends: float) -> None:
    time.sleep(max(0.0, start - time.monotonic()))
    visitor, number = Visitor(address, "analyst"), 0
    while time.monotonic() < ends:
        visitor.get(GREEDY[number % len(GREEDY)])
        number += 1


def report(watch: Watch, given: argparse.Namespace, greedy_from: float) -> None:
    calm = sorted(took for at, took, _status in watch.asked if at < greedy_from)
    beside = sorted(took for at, took, _status in watch.asked if at >= greedy_from)
    errors = sum(status >= 500 for _at, _took, status in watch.asked)
    hours = (watch.memory[-1][0] - watch.memory[len(watch.memory) // 3][0]) / 3600
    later = watch.memory[len(watch.memory) // 3 :]
    slope = statistics.linear_regression(*zip(*later, strict=True)).slope * 3600 if len(later) > 2 else 0.0
    said = {
        "requests": len(watch.asked),
        "rate": given.rate,
        "minutes": given.minutes,
        "errors": errors,
        "not_found_or_refused": sum(400 <= status < 500 for _at, _took, status in watch.asked),
        "p50_ms": round(1000 * calm[len(calm) // 2]),
        "p95_ms": round(1000 * calm[int(len(calm) * 0.95)]),
        "p95_beside_a_greedy_user_ms": round(1000 * beside[int(len(beside) * 0.95)]),
        "memory_mb": round(watch.memory[-1][1]),
        "memory_slope_percent_an_hour": round(100 * slope / later[0][1], 2),
        "slope_over_hours": round(hours, 3),
        "seed": given.seed,
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main()
