"""How fast the explorer answers while several people use it, and how that grows with the number of seizures.

    python -m bench.explorer [--incidents N ...] [--clients C] [--seconds S] [--seed S]

For each size a node of its own is made in a temporary folder, filled with made-up seizures, and served by the
server that ``saola serve`` starts. Clients ask for the list, the map, the charts and the totals of selections drawn
anew each time, so that few answers can be remembered. Prints one JSON line a figure. The rival for counting is the same question as SQL
over the records themselves, asked in the same run.
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
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

SIZES = (10_000, 100_000, 1_000_000)
VIEWS = ("", "", "map", "charts", "totals")  # the list twice: it is what people open most
CHUNK = 20_000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--incidents", type=int, nargs="+", default=list(SIZES))
    options.add_argument("--clients", type=int, default=8)
    options.add_argument("--seconds", type=float, default=30)
    options.add_argument("--seed", type=int, default=2013)
    options.add_argument("--folder", type=Path, help="keep the node here, and use it again")
    options.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:  # one size, with SAOLA_DATA set: Django reads its settings once a process
        measure(chosen.incidents[0], chosen.clients, chosen.seconds, chosen.seed)
        return
    for size in chosen.incidents:
        with tempfile.TemporaryDirectory(prefix="saola-bench-") as made:
            folder = chosen.folder / str(size) if chosen.folder else Path(made)
            folder.mkdir(parents=True, exist_ok=True)
            _run_child(size, folder, chosen)


def _run_child(size: int, folder: Path, chosen: argparse.Namespace) -> None:
    command = [sys.executable, "-m", "bench.explorer", "--child", "--incidents", str(size)]
    command += [
        "--clients",
        str(chosen.clients),
        "--seconds",
        str(chosen.seconds),
        "--seed",
        str(chosen.seed),
    ]
    subprocess.run(command, env={**os.environ, "SAOLA_DATA": str(folder)}, check=True)


def say(**figures) -> None:
    print(json.dumps({"bench": "explorer", **figures}), flush=True)


def measure(size: int, clients: int, seconds: float, seed: int) -> None:
    _set_up()
    from saola.apps.seizures.models import Incident

    if Incident.objects.count() != size:
        start = time.perf_counter()
        fill(size, seed)
        say(figure="filled", incidents=size, seconds=round(time.perf_counter() - start, 1))
    measure_facts(size, seed)
    session, choices = _session(), _choices()
    with _Server() as server:
        for view in VIEWS * 8:  # both processes open the copy and read their vocabularies
            _ask(server.port, session, f"/seizures/?view={view}&year=2016")
        say(figure="memory at rest", incidents=size, resident_mb=server.resident_mb())
        measure_pages(server, session, choices, size, clients, seconds, seed)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saola.web.settings")
    import django

    django.setup()
    from saola.cli.node import prepare

    prepare()


# what is made up


def fill(size: int, seed: int) -> None:
    """Insert ``size`` seizures of ten years, with about 1.3 specimens and 1.6 places of a route each."""
    from django.db import connection, transaction

    from saola.apps.accounts.models import Agency
    from saola.apps.journal import actions as journal
    from saola.apps.seizures.models import Incident, Leg, Specimen

    chance = random.Random(seed)
    agencies = [
        Agency.objects.create(code=f"agency-{n}", name=f"Agency {n}", kind="customs").pk for n in range(12)
    ]
    taxa = _taxa(chance)
    stamp = time.time_ns() // 1000
    with transaction.atomic(), connection.cursor() as cursor:
        rows = {model: [] for model in (Incident, Specimen, Leg)}
        for number in range(1, size + 1):
            made = _seizure(number, chance, agencies, taxa, stamp)
            for model, own in zip(rows, made, strict=True):
                rows[model] += own
            if number % CHUNK == 0 or number == size:
                for model, own in rows.items():
                    _insert(cursor, model, own)
                    own.clear()
        journal.write("demo.created", object_type="bench", object_id=size, name="bench")


def _taxa(chance: random.Random) -> list[tuple]:
    """Number, group and name of species, the first of them far more often than the last."""
    from saola.apps.catalogue.models import Taxon

    found = list(Taxon.objects.filter(rank="species").exclude(group="").values_list("pk", "group", "name"))
    chance.shuffle(found)
    return found


PLACES = [(f"Place {n}", -25 + (n * 37 % 500) / 10, 10 + (n * 53 % 400) / 10) for n in range(300)]
COUNTRIES = [
    "NG",
    "CM",
    "KE",
    "TZ",
    "MZ",
    "ZA",
    "AE",
    "VN",
    "CN",
    "TH",
    "MY",
    "ID",
    "IN",
    "BR",
    "MX",
    "US",
    "DE",
    "FR",
]
TRANSPORT = ["sea_container", "air_cargo", "mail", "road_private", ""]
TERMS = [
    ("SCA", "KGM"),
    ("LIV", "NAR"),
    ("TUS", "KGM"),
    ("LOG", "MTQ"),
    ("MEA", "KGM"),
    ("SKI", "NAR"),
    ("BOD", "NAR"),
]
FIRST_DAY = date(2014, 1, 1)


def _seizure(number: int, chance: random.Random, agencies: list, taxa: list, stamp: int) -> tuple:
    day = FIRST_DAY + timedelta(days=int(chance.random() * 3650))
    place, latitude, longitude = PLACES[int(len(PLACES) * chance.random() ** 2)]
    specimens = [
        _specimen(number, line, chance, taxa) for line in range(1, 3 if chance.random() < 0.3 else 2)
    ]
    incident = {
        "id": number,
        "number": f"B{number:07d}",
        "reference": f"C/{day.year}/{number}",
        "agency_id": chance.choice(agencies),
        "seized_on": day.isoformat(),
        "first_day": day.isoformat(),
        "last_day": day.isoformat(),
        "year": day.year,
        "country": "ZA",
        "place_name": place,
        "latitude": latitude,
        "longitude": longitude,
        "transport": chance.choice(TRANSPORT),
        "value": round(chance.lognormvariate(7, 2), 2),
        "currency": "USD",
        "groups": ",".join(["", *dict.fromkeys(each["group"] for each in specimens), ""]),
        "appendix": min((each["appendix"] for each in specimens), default=""),
        "specimen_count": len(specimens),
        "stamp": stamp,
    }
    legs = []
    if chance.random() < 0.6:
        ways = [("origin", True), ("transit", True), ("destination", False)][: chance.choice((2, 3))]
        legs = [
            {
                "incident_id": number,
                "position": at,
                "role": role,
                "country": chance.choice(COUNTRIES),
                "is_actual": actual,
            }
            for at, (role, actual) in enumerate(ways, 1)
        ]
    return [incident], specimens, legs


def _specimen(incident: int, line: int, chance: random.Random, taxa: list) -> dict:
    taxon, group, name = taxa[int(len(taxa) * chance.random() ** 3)]
    term, unit = chance.choice(TERMS)
    amount = max(1, round(chance.lognormvariate(2, 1.5)))
    return {
        "incident_id": incident,
        "line": line,
        "taxon_id": taxon,
        "reported_name": name,
        "resolution": "exact",
        "term": term,
        "quantity": amount,
        "unit": unit,
        "standard_quantity": amount,
        "standard_unit": unit,
        "group": group,
        "appendix": chance.choice(("I", "II", "II", "III", "none", "")),
        "outcome": "yes",
    }


def _insert(cursor, model, rows: list[dict]) -> None:
    from django.db import connection
    from django.db.models import NOT_PROVIDED, JSONField

    if not rows:
        return
    usual = {}
    for field in model._meta.concrete_fields:
        default = None if field.default is NOT_PROVIDED else field.get_default()
        if isinstance(field, JSONField):
            default = json.dumps(default)
        usual[field.attname] = (
            "" if default is None and not field.null and field.empty_strings_allowed else default
        )
    usual["recorded_at"] = datetime(2026, 1, 1, tzinfo=UTC).isoformat(" ")
    names = [field for field in model._meta.concrete_fields if field.attname != "id" or "id" in rows[0]]
    quote = connection.ops.quote_name
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in names)})"
        f" VALUES ({', '.join(['%s'] * len(names))})"
    )
    cursor.executemany(statement, [[{**usual, **row}[field.attname] for field in names] for row in rows])


# counting, against SQL over the records


def measure_facts(size: int, seed: int) -> None:
    from django.db.models import Count

    from saola.apps.accounts.models import Person
    from saola.apps.catalogue.models import Taxon
    from saola.apps.seizures.exploring import facts, queries
    from saola.apps.seizures.exploring.filters import Filters
    from saola.apps.seizures.models import Incident

    analyst = Person.objects.filter(role="analyst").first() or Person.objects.create_user(
        "analyst", full_name="Analyst", role="analyst"
    )
    start = time.perf_counter()
    facts.facts()
    say(figure="facts read or built", incidents=size, seconds=round(time.perf_counter() - start, 2))
    chance, ours, theirs = random.Random(seed), [], []
    for taxon in chance.sample(list(Taxon.objects.filter(rank="genus")), 12):
        start = time.perf_counter()
        by_year = queries.counts("year", Filters(taxon=taxon), analyst)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        chosen = (
            Incident.objects.filter(specimens__taxon__path__startswith=taxon.path).order_by().values("year")
        )
        rows = list(chosen.annotate(many=Count("pk", distinct=True)))
        theirs.append(time.perf_counter() - start)
        assert sum(bar.count for bar in by_year) == sum(row["many"] for row in rows)
    ours_ms, theirs_ms = statistics.median(ours) * 1000, statistics.median(theirs) * 1000
    say(
        figure="a genus by year",
        incidents=size,
        facts_ms=round(ours_ms, 1),
        sql_ms=round(theirs_ms, 1),
        ratio=round(theirs_ms / ours_ms, 1),
    )


# pages


def _choices() -> dict[str, list]:
    from saola.apps.catalogue.models import Taxon

    taxa = Taxon.objects.filter(rank__in=("class", "order", "family", "genus", "species")).exclude(group="")
    groups = Taxon.objects.exclude(group="").order_by().values_list("group", flat=True).distinct()
    return {
        "taxon": list(taxa.values_list("pk", flat=True)),
        "group": list(groups),
        "term": [term for term, _unit in TERMS],
        "country": COUNTRIES,
        "role": ["any", "origin", "transit", "destination"],
        "transport": [code for code in TRANSPORT if code],
        "agency": [f"agency-{n}" for n in range(12)],
        "year": [str(year) for year in range(2014, 2024)],
        "appendix": ["I", "II", "III", "none"],
        "q": [f"place {n}" for n in range(300)],
        "least": [str(10**power) for power in range(6)],
    }


def _address(chance: random.Random, choices: dict[str, list]) -> tuple[str, str]:
    """A page of one to three choices, and its view."""
    view = chance.choice(VIEWS)
    names = chance.sample(list(choices), chance.choice((1, 1, 2, 2, 3)))
    words = {name: chance.choice(choices[name]) for name in names}
    return f"/seizures/?{urlencode({**words, **({'view': view} if view else {})})}", view or "list"


def _session() -> str:
    from django.test import Client

    from saola.apps.accounts.models import Person

    client = Client()
    client.force_login(Person.objects.get(role="analyst"))
    return client.cookies["sessionid"].value


def _ask(port: int, session: str, address: str, line: http.client.HTTPConnection | None = None) -> int:
    line = line or http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    line.request("GET", address, headers={"Cookie": f"sessionid={session}"})
    answer = line.getresponse()
    answer.read()
    return answer.status


def measure_pages(
    server, session: str, choices: dict, size: int, clients: int, seconds: float, seed: int
) -> None:
    taken: list[tuple[str, float]] = []
    wrong: list[tuple[int, str]] = []
    end = time.perf_counter() + seconds

    def client(own: int) -> None:
        chance = random.Random(seed * 1000 + own)
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        while time.perf_counter() < end:
            address, view = _address(chance, choices)
            start = time.perf_counter()
            status = _ask(server.port, session, address, line)
            taken.append((view, time.perf_counter() - start))
            if status != 200:
                wrong.append((status, address))

    threads = [threading.Thread(target=client, args=(own,)) for own in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for view in ("list", "map", "charts", "totals", "all"):
        own = sorted(spent for kind, spent in taken if view in (kind, "all"))
        say(
            figure=f"page: {view}",
            incidents=size,
            clients=clients,
            asked=len(own),
            median_ms=round(statistics.median(own) * 1000, 1),
            p95_ms=round(own[int(len(own) * 0.95)] * 1000, 1),
            most_ms=round(own[-1] * 1000, 1),
        )
    say(
        figure="memory at work",
        incidents=size,
        resident_mb=server.resident_mb(),
        wrong=len(wrong),
        first=wrong[:3],
    )


class _Server:
    """``saola serve`` on a free port, until the block ends."""

    def __enter__(self) -> "_Server":
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "saola", "serve", "--port", str(self.port)]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        for _try in range(600):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the server did not start within a minute")

    def resident_mb(self) -> dict[str, int]:
        """By process: the server, its worker of requests, the worker of jobs."""
        import psutil

        root = psutil.Process(self._process.pid)
        found = {}
        for process in (root, *root.children(recursive=True)):
            words = " ".join(process.cmdline()[1:4])
            kind = "jobs" if words.endswith("work") else "main" if process == root else "requests"
            found[kind] = found.get(kind, 0) + process.memory_info().rss // 2**20
        return {**found, "all": sum(found.values())}

    def __exit__(self, *_exc) -> None:
        import psutil

        children = psutil.Process(self._process.pid).children(recursive=True)
        self._process.terminate()
        self._process.wait(timeout=20)
        for child in children:
            if child.is_running():
                child.terminate()


if __name__ == "__main__":
    main()
