"""How fast the explorer answers while several people use it, and how that grows with the number of seizures.

    python -m bench.explorer [--incidents N ...] [--clients C] [--seconds S] [--seed S]

For each size a node of its own is made in a temporary folder, filled with made-up seizures, and served by the
server that ``saola serve`` starts. Clients ask for the list, the map, the charts and the totals of selections drawn
anew each time, so that few answers can be remembered. Prints one JSON line a figure. The rival for counting is the same question as SQL
over the records themselves, asked in the same run.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .asking import VIEWS, ask, choices, measure_pages, session
from .counting import measure_facts
from .filling import fill
from .saying import say
from .serving import Server

SIZES = (10_000, 100_000, 1_000_000)


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


def measure(size: int, clients: int, seconds: float, seed: int) -> None:
    _set_up()
    from saola.apps.seizures.models import Incident

    if Incident.objects.count() != size:
        start = time.perf_counter()
        fill(size, seed)
        say(figure="filled", incidents=size, seconds=round(time.perf_counter() - start, 1))
    measure_facts(size, seed)
    key, chosen = session(), choices()
    with Server() as server:
        for view in VIEWS * 8:  # both processes open the copy and read their vocabularies
            ask(server.port, key, f"/seizures/?view={view}&year=2016")
        say(figure="memory at rest", incidents=size, memory_mb=server.memory_mb())
        measure_pages(server, key, chosen, size, clients, seconds, seed)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saola.web.settings")
    import django

    django.setup()
    from saola.cli.node import prepare

    prepare()


if __name__ == "__main__":
    main()
