"""How often a matched name is the right one, over real files.

    python -m bench.names_truth [--seed S] [--sample]

Reads the files under ``SAOLA_SHARED`` (default ``../shared``) and prints one JSON line a figure: the names of
the IBAMA seizures by outcome; synonyms left out of the Checklist and asked for again; the corrections of LEMIS;
the new synonyms of 2026. ``docs/method/names.md`` quotes these figures. With ``--sample`` only the two hundred
names that were judged there by hand, each with the taxon and the popular names beside it.
"""

import argparse
import csv
import gzip
import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.names import CHECKLIST, show

from saola.core.names import NameEntry, NameIndex, NameKind, NameMatch, entries_from_checklist
from saola.core.names.folding import scientific_key, stem


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--seed", type=int, default=5)
    options.add_argument("--sample", action="store_true")
    chosen = options.parse_args()
    data = Path(os.environ.get("SAOLA_SHARED", "../shared")) / "data"
    csv.field_size_limit(10**8)
    rows = list(read(data.parent / CHECKLIST))
    entries = list(entries_from_checklist(rows))
    index = NameIndex.build(entries)
    if chosen.sample:
        return show_sample(index, data)
    judge_ibama(index, data)
    judge_lemis(index, data)
    judge_new_synonyms(index, data, {row["TaxonId"]: row["FullName"] for row in rows})
    kingdoms = {row["TaxonId"]: row["Kingdom"] for row in rows}
    judge_left_out(entries, kingdoms, chosen.seed)


def read(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines, delimiter=delimiter)


def show_sample(index: NameIndex, data: Path) -> None:
    """Two hundred of the IBAMA names that were settled, drawn with seed 200."""
    popular: dict[str, Counter[str]] = {}
    for row in read(data / "seizures/ibama_especime.csv.gz", ";"):
        name = row["NOME_CIENTIFICO"].strip()
        popular.setdefault(name, Counter())[row["NOME_POPULAR"].strip()] += 1
    settled = {name: found.best for name in popular if name and (found := index.match(name)).best}
    for name in sorted(random.Random(200).sample(sorted(settled), 200)):
        show(name, taxon=settled[name].accepted_name, rank=settled[name].rank, popular=popular[name])


def judge_ibama(index: NameIndex, data: Path) -> None:
    names = Counter(
        row["NOME_CIENTIFICO"].strip() for row in read(data / "seizures/ibama_especime.csv.gz", ";")
    )
    blank = names.pop("", 0)
    found = {name: index.match(name) for name in names}
    distinct = Counter(match.outcome.value for match in found.values())
    rows: Counter[str] = Counter()
    for name, match in found.items():
        rows[match.outcome.value] += names[name]
    show("ibama distinct names", names=len(names), **distinct)
    show("ibama rows", rows=names.total(), blank=blank, **rows)


def verdict(match: NameMatch, taxon_id: object) -> str:
    if match.best is None:
        offered = any(one.taxon_id == taxon_id for one in match.candidates)
        return "among candidates" if offered else "not settled"
    if match.best.taxon_id == taxon_id:
        return "right"
    return "only the taxon above" if match.best.is_below else "another taxon"


def judge_lemis(index: NameIndex, data: Path) -> None:
    """Corrections whose corrected name is one species of the Checklist."""
    verdicts: Counter[str] = Counter()
    for row in read(data / "cites_listings/lemis_taxonomic_corrections.csv"):
        before, after = (
            " ".join(row[prefix + part] for part in ("genus", "species", "subspecies")).strip()
            for prefix in ("", "new_")
        )
        corrected = index.match(after)
        if corrected.best is not None and corrected.outcome in ("accepted", "synonym"):
            verdicts[verdict(index.match(before), corrected.best.taxon_id)] += 1
    show("lemis corrections", asked=verdicts.total(), **verdicts)


def judge_new_synonyms(index: NameIndex, data: Path, names: dict[str, str]) -> None:
    """Synonyms made in 2026, asked of the list of 2017: those whose taxon and parent it already had."""
    verdicts: Counter[str] = Counter()
    for kingdom in ("animalia", "plantae"):
        for row in read(data / f"cites_listings/sapi_2026-03-04_{kingdom}_new_synonyms.csv"):
            if row["AcceptedID"] in names and row["ParentID"] in names:
                text = f"{names[row['ParentID']]} {row['Scientific name']}"
                verdicts[verdict(index.match(text), row["AcceptedID"])] += 1
    show("synonyms of 2026", asked=verdicts.total(), **verdicts)


def judge_left_out(entries: list[NameEntry], kingdoms: dict[str, str], seed: int) -> None:
    """Each two-word synonym once, asked of a list without a fifth of the synonyms, itself among them."""
    accepted = {e.taxon_id: scientific_key(e.name) for e in entries if e.kind is NameKind.ACCEPTED}
    synonyms = [e for e in entries if e.kind is NameKind.SYNONYM and scientific_key(e.name).count(" ") == 1]
    random.Random(seed).shuffle(synonyms)
    asked: Counter[str] = Counter()
    moved: dict[str, Counter[str]] = {"Animalia": Counter(), "Plantae": Counter()}
    misspelt: dict[str, Counter[str]] = {"Animalia": Counter(), "Plantae": Counter()}
    movable: Counter[str] = Counter()
    for part in range(5):
        left_out = synonyms[part::5]
        gone = {id(entry) for entry in left_out}
        index = NameIndex.build(entry for entry in entries if id(entry) not in gone)
        for entry in left_out:
            if index.scientific(scientific_key(entry.name)):
                continue  # a homonym stayed in the list and answers
            kingdom = kingdoms[str(entry.taxon_id)]
            match = index.match(entry.name)
            genus, epithet = scientific_key(entry.name).split(" ")
            own_genus, _, own_epithet = accepted[entry.taxon_id].partition(" ")
            asked[kingdom] += 1
            movable[kingdom] += own_genus != genus and stem(own_epithet) == stem(epithet)
            if match.outcome == "misspelt":
                misspelt[kingdom][verdict(match, entry.taxon_id)] += 1
            elif match.best is not None and "were moved" in match.best.reasons[0].template:
                moved[kingdom][verdict(match, entry.taxon_id)] += 1
    for kingdom in moved:
        show(f"left out, {kingdom}: moved", asked=asked[kingdom], movable=movable[kingdom], **moved[kingdom])
        show(f"left out, {kingdom}: misspelt", asked=asked[kingdom], **misspelt[kingdom])


if __name__ == "__main__":
    main()
