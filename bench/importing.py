"""How fast a file is imported, and how much memory a long one needs.

    python -m bench.importing [--rows N] [--long N] [--seed S]

A file of seizures is generated from the seed and imported end to end (parse, map, validate, settle names and
Appendices, find duplicates, journal, commit) into a database of its own. Then the very rows that the import wrote
are read back, deleted and written once more with Django's own ``bulk_create`` in one transaction: the named rival,
in the same run. Seconds are seconds of processor time of the process and of those it reads the file in, so that
neighbours on the machine do not change them; ``elapsed`` is what the clock said. The peak of memory is that of a
process that imports the long file, and of the largest of those beside it. Prints one JSON line a figure.
"""

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

HEAD = [
    "Seizure ID",
    "Date of seizure",
    "Country",
    "Place",
    "Species",
    "Description",
    "Quantity",
    "Unit",
    "Country of origin",
    "Country of destination",
    "Means of transport",
    "Estimated value",
]
SPECIES = [
    "Manis javanica",
    "Manis pentadactyla",
    "Phataginus tricuspis",
    "Loxodonta africana",
    "Diceros bicornis",
    "Panthera tigris",
    "Panthera pardus",
    "Ursus thibetanus",
    "Python bivittatus",
    "Cuora amboinensis",
    "Psittacus erithacus",
    "Dalbergia cochinchinensis",
    "Hippocampus kelloggi",
    "Anguilla anguilla",
    "Astrochelys radiata",
    "Manis javanicus",
    "African elephant",
]
TERMS = ["scales", "live", "tusks", "skins", "bodies", "meat", "horns", "timber"]
COUNTRIES = [
    "Viet Nam",
    "China",
    "Malaysia",
    "Nigeria",
    "Cameroon",
    "Kenya",
    "Indonesia",
    "Thailand",
    "India",
]
WAYS = ["air", "sea", "road", "mail", "rail"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--rows", type=int, default=50_000, help="rows of the file that is timed")
    options.add_argument(
        "--long", type=int, default=1_000_000, help="rows of the file whose memory is measured"
    )
    options.add_argument("--seed", type=int, default=2013)
    options.add_argument("--child", nargs=2, metavar=("FILE", "MODE"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        return import_in_this_process(Path(chosen.child[0]), compare=chosen.child[1] == "compare")
    with tempfile.TemporaryDirectory(prefix="saola-bench-") as folder:
        file = write_file(Path(folder) / "timed.csv", chosen.rows, chosen.seed)
        in_child(file, "compare", Path(folder) / "one")
        file.unlink()
        if chosen.long:
            file = write_file(Path(folder) / "long.csv", chosen.long, chosen.seed)
            in_child(file, "memory", Path(folder) / "two")


def write_file(path: Path, rows: int, seed: int) -> Path:
    """A register over ten years: half of the seizures have two kinds of specimen; a hundredth of the rows is dirt."""
    chance = random.Random(seed)
    first = date(2013, 1, 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEAD)
        number, case = 0, []
        while number < rows:
            if not case or chance.random() < 0.67:
                on = first + timedelta(days=chance.randrange(3650))
                case = [f"C/{on.year}/{number:07d}", on.isoformat(), chance.choice(COUNTRIES)]
                case.append(f"Post {chance.randrange(400)}")
            out.writerow(_row(case, chance))
            number += 1
    return path


def _row(case: list[str], chance: random.Random) -> list[str]:
    amount = f"{chance.lognormvariate(2, 1.5):.1f}"
    row = [
        *case,
        chance.choice(SPECIES),
        chance.choice(TERMS),
        amount,
        chance.choice(["kg", "number", "pieces"]),
    ]
    row += [
        chance.choice(COUNTRIES),
        chance.choice(COUNTRIES),
        chance.choice(WAYS),
        str(chance.randrange(9000)),
    ]
    if chance.random() < 0.01:
        row[chance.choice([1, 2, 6])] = chance.choice(["31/02/2018", "??", "Wakanda", "-5"])
    return row


def in_child(file: Path, mode: str, data: Path) -> None:
    command = [sys.executable, "-m", "bench.importing", "--child", str(file), mode]
    subprocess.run(command, env={**os.environ, "SAOLA_DATA": str(data)}, check=True)


def import_in_this_process(file: Path, *, compare: bool) -> None:
    """Import ``file`` into the empty node that ``SAOLA_DATA`` names, and say how it went."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saola.web.settings")
    import django

    django.setup()
    from saola.apps.catalogue import queries
    from saola.apps.quarantine import child
    from saola.apps.seizures.actions import intake
    from saola.cli.node import prepare

    prepare()
    queries.name_index()
    queries.listing_book()
    before = _peak()
    start, clock = _spent(), time.perf_counter()
    with file.open("rb") as content:
        batch = intake.bring_in(content, file.name, by=None)
    child._station.stop()  # only of processes that ended is it known what they spent
    seconds, elapsed = _spent() - start, time.perf_counter() - clock
    facts = {"rows": batch.rows, "recorded": batch.recorded, "refused": batch.refused}
    facts |= {"seizures": batch.incident_count, "seconds": round(seconds, 1), "elapsed": round(elapsed, 1)}
    facts |= {"rows_a_second": round(batch.rows / seconds), "peak_mb": _peak(), "peak_mb_before": before}
    facts |= {"peak_mb_of_reader": _peak(resource.RUSAGE_CHILDREN)}
    if not compare:
        return show("import of a long file", **facts)
    plain = plain_seconds()
    show("import", **facts)
    show("bulk_create of the same rows", seconds=round(plain, 1), rows_a_second=round(batch.rows / plain))
    show("share of the speed of bulk_create", ratio=round(plain / seconds, 3), wanted=0.2)


def plain_seconds() -> float:
    """Seconds in which Django's ``bulk_create`` writes again what the import wrote."""
    from django.db import connection, transaction

    from saola.apps.seizures.models import Incident, Leg, Likeness, SourceRow, Specimen

    tables = (SourceRow, Incident, Specimen, Leg)
    rows = {model: list(model.objects.order_by("pk")) for model in tables}
    Likeness.objects.all().delete()
    with transaction.atomic(), connection.cursor() as cursor:
        for model in reversed(tables):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    start = time.process_time()
    with transaction.atomic():
        for model in tables:
            model.objects.bulk_create(rows[model], batch_size=2000)
    return time.process_time() - start


def _spent() -> float:
    """Seconds of processor time of this process and of its children that ended."""
    own = os.times()
    return own.user + own.system + own.children_user + own.children_system


def _peak(whose: int = resource.RUSAGE_SELF) -> int:
    """The most memory this process ever held, or the largest of its children, in megabytes."""
    return round(resource.getrusage(whose).ru_maxrss / 1000)


def show(figure: str, **values: object) -> None:
    print(json.dumps({"figure": figure, **values}), flush=True)


if __name__ == "__main__":
    main()
