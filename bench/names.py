"""How fast and how well written names are matched over the full Checklist of CITES Species.

    python -m bench.names [--queries N] [--seed S]

Reads the Checklist and the common names from ``SAOLA_SHARED`` (default ``../shared``) and prints one JSON line a
figure. The rival for misspelt names is a plain scan of every scientific name with ``rapidfuzz``'s
``process.extractOne``, given the same folded keys, timed in the same run on the same queries. Seconds are seconds
of processor time of this one process, so that neighbours on the machine do not change them.
"""

import argparse
import csv
import gzip
import json
import os
import pickle
import random
import resource
import string
import time
from collections import Counter
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from saola.core.names import NameEntry, NameIndex, NameKind, entries_from_checklist, entries_from_common_names
from saola.core.names.folding import scientific_key

CHECKLIST = "data/cites_listings/Index_of_CITES_Species_2017-04-21 17-27.csv.gz"
COMMON_NAMES = "data/seized_taxa_names/DERIVED_03_gbif_common_names.csv.gz"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--queries", type=int, default=20_000, help="names asked of the index")
    options.add_argument(
        "--scanned", type=int, default=500, help="of these, names asked of the plain scan too"
    )
    options.add_argument("--seed", type=int, default=20170421)
    chosen = options.parse_args()
    shared = Path(os.environ.get("SAOLA_SHARED", "../shared"))
    if not (shared / CHECKLIST).is_file():
        raise SystemExit(
            f"The Checklist is not under {shared}. Set SAOLA_SHARED to the folder of real files."
        )
    entries = load(shared)
    index = measure_build(entries)
    chance = random.Random(chosen.seed)
    measure_exact(index, entries, chance)
    for edits in (1, 2):
        measure_misspelt(index, entries, chance, edits, chosen.queries, chosen.scanned)
    measure_strangers(index, entries, chance)


def load(shared: Path) -> list[NameEntry]:
    csv.field_size_limit(10**8)
    with gzip.open(shared / CHECKLIST, "rt", encoding="utf-8", newline="") as rows:
        entries = list(entries_from_checklist(csv.DictReader(rows)))
    with gzip.open(shared / COMMON_NAMES, "rt", encoding="utf-8", newline="") as rows:
        return entries + list(entries_from_common_names(csv.DictReader(rows), entries))


def show(figure: str, **values: object) -> None:
    print(json.dumps({"figure": figure, **values}), flush=True)


def measure_build(entries: list[NameEntry]) -> NameIndex:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    index = NameIndex.build(entries)
    seconds = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    show(
        "build",
        entries=len(entries),
        names=len(index),
        seconds=round(seconds, 2),
        peak_growth_mb=round((after - before) / 1024, 1),
        pickled_mb=round(len(pickle.dumps(index)) / 1e6, 1),
    )
    return index


def measure_exact(index: NameIndex, entries: list[NameEntry], chance: random.Random) -> None:
    """A dictionary that holds the bare keys is the rival: the least that any exact look-up can cost."""
    for kind in (NameKind.ACCEPTED, NameKind.SYNONYM, NameKind.COMMON):
        names = [entry.name for entry in entries if entry.kind is kind]
        chance.shuffle(names)
        start = time.process_time()
        settled = sum(index.match(name).best is not None for name in names)
        seconds = time.process_time() - start
        bare = {name.casefold(): 1 for name in names}
        start = time.process_time()
        for name in names:
            bare[name.casefold()]
        rival = time.process_time() - start
        show(
            f"exact {kind.value}",
            per_second=round(len(names) / seconds),
            settled=round(settled / len(names), 4),
            rival="bare dictionary",
            ratio=round(rival / seconds, 3),
        )


def misspell(name: str, edits: int, chance: random.Random) -> str:
    """``edits`` letters inserted, left out, exchanged or replaced, anywhere in the name."""
    letters = list(name)
    for _ in range(edits):
        at = chance.randrange(len(letters) - 1)
        kind = chance.choice(("insert", "leave out", "exchange", "replace"))
        if kind == "insert":
            letters.insert(at, chance.choice(string.ascii_lowercase))
        elif kind == "leave out":
            del letters[at]
        elif kind == "exchange":
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        else:
            letters[at] = chance.choice(string.ascii_lowercase)
    return "".join(letters)


def measure_misspelt(
    index: NameIndex, entries: list[NameEntry], chance: random.Random, edits: int, queries: int, scanned: int
) -> None:
    species = [entry for entry in entries if entry.kind is NameKind.ACCEPTED and " " in entry.name]
    asked: list[tuple[str, object]] = []
    while len(asked) < queries:
        entry = chance.choice(species)
        text = misspell(entry.name, edits, chance)
        if not index.scientific(scientific_key(text)):
            asked.append((text, entry.taxon_id))
    start = time.process_time()
    answers = [index.match(text) for text, _ in asked]
    seconds = time.process_time() - start
    fates: Counter[str] = Counter()
    for (_, taxon_id), answer in zip(asked, answers, strict=True):
        first = answer.candidates[0].taxon_id == taxon_id if answer.candidates else False
        if answer.best is None or answer.best.is_below:
            fates["left to a person, first" if first else "left to a person"] += 1
            fates["among candidates"] += any(one.taxon_id == taxon_id for one in answer.candidates)
        else:
            fates["settled rightly" if first else "settled wrongly"] += 1
            fates["among candidates"] += first
    keys = {
        scientific_key(e.name): e.taxon_id for e in entries if e.kind in (NameKind.ACCEPTED, NameKind.SYNONYM)
    }
    start = time.process_time()
    found = [
        process.extractOne(scientific_key(text), keys.keys(), scorer=OSA.distance)[0]
        for text, _ in asked[:scanned]
    ]
    rival_seconds = time.process_time() - start
    rival_right = sum(keys[key] == taxon for key, (_, taxon) in zip(found, asked[:scanned], strict=True))
    ours_right = sum(
        bool(answer.candidates) and answer.candidates[0].taxon_id == taxon
        for answer, (_, taxon) in zip(answers[:scanned], asked[:scanned], strict=True)
    )
    show(
        f"misspelt by {edits}",
        per_second=round(queries / seconds),
        rival="rapidfuzz.process.extractOne, every scientific name",
        rival_per_second=round(scanned / rival_seconds, 1),
        ratio=round((queries / seconds) / (scanned / rival_seconds), 1),
        first_is_right=round(ours_right / scanned, 4),
        rival_first_is_right=round(rival_right / scanned, 4),
        **{
            fate.replace(",", "").replace(" ", "_"): round(count / queries, 4)
            for fate, count in fates.items()
        },
    )


def measure_strangers(index: NameIndex, entries: list[NameEntry], chance: random.Random) -> None:
    """Names that are in no list, made of a genus and an epithet that were never written together."""
    species = [e.name.split() for e in entries if e.kind is NameKind.ACCEPTED and e.name.count(" ") == 1]
    made: list[str] = []
    while len(made) < 5_000:
        genus, epithet = chance.choice(species)[0][::-1].capitalize(), chance.choice(species)[1][::-1]
        made.append(f"{genus} {epithet}")
    start = time.process_time()
    wrong = sum(index.match(name).is_to_species for name in made)
    show("strangers", per_second=round(len(made) / (time.process_time() - start)), settled=wrong / len(made))


if __name__ == "__main__":
    main()
