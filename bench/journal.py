"""How fast the journal is verified, and what it costs to tell of every page that is read.

    python -m bench.journal [--entries N] [--folder F] [--only verify|read]

A node of its own is made in a temporary folder. Its journal is filled with made-up entries by plain SQL, sealed, and
verified by one process and by two; the rival is one pass of SHA-256 over the same entries. Then restricted pages are
asked for with and without telling of it, in turns. Prints one JSON line a figure.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

ENTRIES = 1_000_000
CHUNK = 10_000
ROUNDS = 30


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--entries", type=int, default=ENTRIES)
    options.add_argument("--folder", type=Path, help="keep the node here, and use it again")
    options.add_argument("--only", choices=("verify", "read"))
    options.add_argument("--child", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        _CHILDREN[chosen.child](chosen.entries)
        return
    with tempfile.TemporaryDirectory(prefix="saola-bench-") as made:
        folder = chosen.folder or Path(made)
        steps = {"verify": ["fill", "hash", "verify1", "verify2"], "read": ["read"]}
        for step in steps[chosen.only] if chosen.only else steps["verify"] + steps["read"]:
            command = [
                sys.executable,
                "-m",
                "bench.journal",
                "--child",
                step,
                "--entries",
                str(chosen.entries),
            ]
            subprocess.run(command, env={**os.environ, "SAOLA_DATA": str(folder)}, check=True)


def say(**figures) -> None:
    print(json.dumps({"bench": "journal", **figures}), flush=True)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saola.web.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def fill(entries: int) -> None:
    """Made-up entries with the hashes they must have, a tenth of them with words beside, and a checkpoint."""
    _set_up()
    from django.db import connection, transaction

    from saola.apps.journal import beside, sealer, sealing
    from saola.apps.journal.models import Detail, Entry
    from saola.core.sealing import GENESIS

    there = Entry.objects.count()
    if there >= entries:
        return
    chance, start = random.Random(entries), time.perf_counter()
    fields = [field.name for field in Entry._meta.concrete_fields]
    insert = f"INSERT INTO {Entry._meta.db_table} ({{}}) VALUES ({', '.join(['%s'] * len(fields))})".format(
        ", ".join(map(connection.ops.quote_name, fields))
    )
    before = Entry.objects.order_by("-seq").values_list("digest", flat=True).first() or GENESIS
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for first in range(there + 1, entries + 1, CHUNK):
        rows, details = [], []
        for seq in range(first, min(first + CHUNK, entries + 1)):
            entry = Entry(
                seq=seq,
                at=at + timedelta(seconds=seq),
                boot="bench",
                tick=seq * 1000,
                event="record.opened",
                actor=f"officer-{chance.randrange(40)}",
                role="analyst",
                agency="customs",
                session="0" * 32,
                object_type="seizures.incident",
                object_id=str(chance.randrange(1_000_000)),
                count=1,
                facts={"version": seq % 7},
                previous=before,
            )
            if seq % 10 == 0:
                details.append(beside.keep(entry, {"query": f"words {seq}"}))
            entry.seal()
            before = entry.digest
            rows.append(
                [
                    json.dumps(value)
                    if isinstance(value, dict)
                    else connection.ops.adapt_datetimefield_value(value)
                    if isinstance(value, datetime)
                    else value
                    for value in (getattr(entry, name) for name in fields)
                ]
            )
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(insert, rows)
            Detail.objects.bulk_create(details)
    say(figure="filled", entries=entries - there, seconds=round(time.perf_counter() - start, 1))
    sealer.make_key()
    start = time.perf_counter()
    sealing.Sealing(outside=None).seal()
    say(figure="sealed", entries=entries, seconds=round(time.perf_counter() - start, 1), memory_mb=_memory())


def hash_only(entries: int) -> None:
    """The rival: read every entry and hash it, nothing else."""
    _set_up()
    from django.db import connection

    start, count = time.perf_counter(), 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM journal_entry ORDER BY seq")
        while rows := cursor.fetchmany(4000):
            for (content,) in rows:
                hashlib.sha256(b"\x00" + bytes(content)).digest()
            count += len(rows)
    say(figure="read and hashed", entries=count, seconds=round(time.perf_counter() - start, 1))


def verify(processes: int) -> Callable[[int], None]:
    def measure(entries: int) -> None:
        _set_up()
        from saola.apps.journal import verifying

        start, processor = time.perf_counter(), _processor()
        report = verifying.verify(processes=processes)
        took = time.perf_counter() - start
        say(
            figure="verified",
            processes=processes,
            entries=report.entries,
            holds=report.holds,
            checkpoints=report.checkpoints,
            seconds=round(took, 1),
            processor_seconds=round(_processor() - processor, 1),
            entries_a_second=round(report.entries / took),
            memory_mb=_memory(),
        )

    return measure


def read(_entries: int) -> None:
    """A list of seizures, told of and not told of."""
    _set_up()
    from django.test import Client
    from django.urls import reverse

    from saola.apps.accounts.models import Person
    from saola.apps.journal import actions
    from saola.cli.node import prepare

    prepare()
    person = Person.objects.filter(role="analyst").first() or Person.objects.create_user(
        "bench-reader", full_name="Reader", role="analyst"
    )
    client = Client(HTTP_HOST="localhost")
    client.force_login(person)
    address = reverse("catalogue:species")

    def plain() -> None:
        assert client.get(address).status_code == 200

    def told() -> None:
        actions.note_read({"page": address}, by=person, action="listed", kind="catalogue.taxon", count=50)
        plain()

    say(figure="a page told of against the same page", **ratio(told, plain))


def ratio(told: Callable[[], None], plain: Callable[[], None], rounds: int = ROUNDS) -> dict:
    """How much longer ``told`` takes than ``plain``: medians over ``rounds`` turns of each, one after the other."""
    taken: dict[Callable, list[float]] = {told: [], plain: []}
    for _ in range(5):
        told(), plain()
    for _ in range(rounds):
        for ask, times in taken.items():
            start = time.perf_counter()
            ask()
            times.append(time.perf_counter() - start)
    with_it, without = statistics.median(taken[told]), statistics.median(taken[plain])
    return {
        "told_ms": round(with_it * 1000, 2),
        "plain_ms": round(without * 1000, 2),
        "ratio": round(with_it / without, 2),
    }


def _processor() -> float:
    """Seconds of processor of this process and its ended children: what a shared machine cannot lengthen."""
    every = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in every)


def _memory() -> int:
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + children) // 1024


_CHILDREN = {"fill": fill, "hash": hash_only, "verify1": verify(1), "verify2": verify(2), "read": read}

if __name__ == "__main__":
    main()
