"""Reptiles, amphibians, fishes, invertebrates and plants agree with the official lists, or say why not."""

import csv
import gzip
import re
import shutil
import subprocess
from collections import Counter
from datetime import date

import pytest
from other_species import EVENTS, EXPLAINED, TAXA, active, applied, governing, lineage, with_parts


def rows_by_name(rows, column) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for row in rows:
        found.setdefault(row[column].replace("\xa0", " ").strip(), []).append(row)
    return found


def disagreements(oracle: str, found: dict[str, str]) -> list[str]:
    """What neither agrees nor is explained, and what is explained without need."""
    explained = {name for name, by in EXPLAINED if by == oracle}
    return [f"{name}: {what}" for name, what in found.items() if name not in explained] + [
        f"{name}: explained for {oracle}, yet there is no disagreement" for name in explained - set(found)
    ]


@pytest.fixture(scope="session")
def index_2017(shared):
    """Rows of the Checklist of 21 April 2017 by name, these kingdoms and classes only."""
    path = shared / "data/cites_listings/Index_of_CITES_Species_2017-04-21 17-27.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as text:
        rows = [row for row in csv.DictReader(text) if row["Class"] not in ("Mammalia", "Aves")]
    return rows_by_name(rows, "FullName")


@pytest.mark.shared
def test_the_checklist_of_april_2017_agrees(index_2017):
    on, found = date(2017, 4, 21), {}
    genera = {}
    for rows in index_2017.values():
        for row in rows:
            for rank in ("Genus", "Family", "Order", "Class"):
                said = row["CurrentListing"].replace("NC", "none").split("/")
                genera.setdefault(row[rank], set()).update(said)
    for name, taxon in TAXA.items():
        rows = [
            row
            for row in index_2017.get(name, ())
            if not row["Class"] or row["Class"] == taxon["lineage"].get("class", row["Class"])
        ]
        if not rows:
            rows = [row for other in taxon.get("synonyms", ())[:2] for row in index_2017.get(other, ())]
        if taxon["rank"] in ("species", "subspecies", "variety"):
            said = {
                part or "none"
                for row in rows
                for part in row["CurrentListing"].replace("NC", "none").split("/")
            }
            said, ours = said or {"none"}, with_parts(name, on)
            if said != ours:
                found[name] = f"the Checklist has {sorted(said)}, the file {sorted(ours)}"
        else:
            ours = {event["appendix"] for event in active(name, on)}
            if not ours <= genera.get(name, set()):
                found[name] = f"the Checklist has {sorted(genera.get(name, ()))}, the file {sorted(ours)}"
    wrong = disagreements("index 2017", found)
    assert not wrong, "\n".join(wrong)


@pytest.mark.shared
def test_a_species_below_a_listed_taxon_takes_its_appendix(index_2017):
    """All species of the Checklist, held or not: no exception to a higher listing, nor any listing below one
    of our taxa, has been forgotten."""
    on, wrong, compared = date(2017, 4, 21), [], 0
    held = set(TAXA) | {other for taxon in TAXA.values() for other in taxon.get("synonyms", ())}
    for name, rows in index_2017.items():
        row = rows[0]
        if name in held or row["RankName"] not in ("SPECIES", "SUBSPECIES") or not row["CurrentListing"]:
            continue
        line = [name, *(row[rank] for rank in ("Genus", "Family", "Order") if row[rank])]
        above = [
            step
            for step in line
            if step in TAXA
            and TAXA[step]["lineage"]["kingdom"] == row["Kingdom"]
            and TAXA[step]["lineage"].get("class", row["Class"]) == row["Class"]
        ]
        listed = next(
            (
                found
                for found in (
                    [e for e in active(step, on) if not {*line} & {*e.get("not_taxa", ())}] for step in above
                )
                if found
            ),
            [],
        )
        if above and not listed and row["CurrentListing"] != "NC":
            wrong.append(f"{name}: {row['CurrentListing']}, nothing is said of it above")
        if listed and not any("population" in event for event in listed):
            compared += 1
            if {event["appendix"] for event in listed} != set(row["CurrentListing"].split("/")):
                wrong.append(f"{name}: {row['CurrentListing']}, above it {listed[0]['id']}")
    assert compared > 25_000
    # The Checklist holds this coral as not listed, an order of stony corals notwithstanding.
    assert [line for line in wrong if not line.startswith("Catalaphyllia plicata")] == []


@pytest.mark.shared
def test_the_annotation_symbols_of_april_2017_agree(index_2017):
    on, found, compared = date(2017, 4, 21), {}, 0
    for name, taxon in TAXA.items():
        if taxon["lineage"]["kingdom"] != "Plantae" or taxon["rank"] != "species" or name not in index_2017:
            continue
        said = {row["#AnnotationSymbol"].strip() for row in index_2017[name]} - {""}
        listed = [event for event in governing(name, on) if event["appendix"] != "I"]
        ours = {event["covers"]["hash"] for event in listed if "hash" in event.get("covers", {})}
        compared += bool(said)
        if said != ours:
            found[name] = f"the Checklist has {sorted(said)}, the file {sorted(ours)}"
    assert compared > 60
    wrong = disagreements("annotations 2017", found)
    assert not wrong, "\n".join(wrong)


@pytest.mark.shared
def test_native_countries_are_those_of_the_checklist(index_2017):
    for name, taxon in TAXA.items():
        if taxon["source"] == "checklist2017" and "range" in taxon:
            codes = {
                code.strip()
                for row in index_2017[name]
                for code in row["All_DistributionISOCodes"].split(",")
            }
            assert set(taxon["range"]) <= codes, name


ENTRY = re.compile(r"^([A-Z][a-z]+|[A-Z]{5,}) (spp\.|[a-z][a-z-]{2,})((?: (?:ssp\.|var\.)? ?[a-z-]{4,})?)")


@pytest.fixture(scope="session")
def appendices_2012(shared):
    """Entries of the Appendices of 25 September 2012: name to the set of (Appendix, the words in brackets)."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip(
            "pdftotext (poppler-utils) is not on this machine; the Appendices of 2012 were not compared"
        )
    pdf = shared / "data/cites_listings/CITES_appendices_I_II_III.pdf"
    text = subprocess.run([tool, "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()
    entries: dict[str, set[tuple[str, str]]] = {}
    starts: dict[str, int] = {}
    open_entry: dict[str, list[str]] = {}

    def close(column):
        words = " ".join(open_entry.pop(column, []))
        match = ENTRY.match(words)
        if match:
            name = f"{match[1].capitalize()} {match[2]}{match[3]}".replace(" ssp.", "").replace(" and", "")
            name = name.replace(" spp.", "").strip()
            entries.setdefault(name, set()).add((column, words))

    for line in text.splitlines():
        if re.fullmatch(r"\s+I\s+II\s+III\s*", line):
            starts = {m[0]: m.start() - 20 for m in re.finditer(r"I+", line)}
        if not starts or "Appendices, I" in line:
            continue
        for segment in re.finditer(r"\S+(?: \S+)*", line):
            column = min(starts, key=lambda key: abs(starts[key] - segment.start()))
            heading = segment.start() == 0 or re.match(r"[A-Z]{5,} [A-Z][a-z]|CLASS|PHYLUM|#\d", segment[0])
            alone = segment.start() > 3 and re.fullmatch("[A-Z][a-z]{4,}", segment[0])
            opens = ENTRY.match(segment[0]) or alone
            words = "".join(open_entry.get(column, []))
            unfinished = len(re.findall(r"[(\[]", words)) > len(re.findall(r"[)\]]", words))
            if heading or (opens and not unfinished):
                close(column)
            if opens and not unfinished:
                open_entry[column] = [segment[0]]
            elif column in open_entry and not heading:
                open_entry[column].append(segment[0])
    for column in ("I", "II", "III"):
        close(column)
    return entries


def in_2012(entries, name: str) -> set[str]:
    found = set()
    for column, words in entries.get(name, ()):
        found.add(column)
        if re.search(r"which\s+(is|are) included in Appendix II", words):
            found.add("II")
        if re.search(
            r"[Oo]nly the population|^\S+ \S+ #?\d* ?\(Populations of|Only the populations|\[population of",
            words,
        ):
            found.add("none")
    return found


@pytest.mark.shared
def test_the_appendices_of_september_2012_agree(appendices_2012):
    assert len(appendices_2012) > 900, "the document was not read"
    on, found = date(2012, 9, 25), {}
    for name, taxon in TAXA.items():
        higher = taxon["rank"] not in ("species", "subspecies", "variety")
        line = [name, *taxon.get("synonyms", ())]
        if higher:
            said = in_2012(appendices_2012, name) - {"none"}
            ours = {event["appendix"] for event in active(name, on)}
            if said != ours:
                found[name] = f"the Appendices have {sorted(said)}, the file {sorted(ours)}"
            continue
        line += lineage(name)[1:]
        said = next((s for s in (in_2012(appendices_2012, step) for step in line) if s), {"none"})
        ours = applied(name, on)
        if said != ours:
            found[name] = f"the Appendices have {sorted(said)}, the file {sorted(ours)}"
    wrong = disagreements("appendices 2012", found)
    assert not wrong, "\n".join(wrong)


@pytest.mark.shared
def test_the_export_of_july_2023_agrees(shared):
    path = shared / "data/cites_listings/CITES_Listings_Rept_07-23.csv"
    with path.open(encoding="utf-8-sig", newline="") as text:
        export = rows_by_name(csv.DictReader(text), "Scientific Name")
    on, found = date(2023, 7, 15), {}
    for name, taxon in TAXA.items():
        if taxon["lineage"].get("class") != "Reptilia" or taxon["rank"] not in ("species", "subspecies"):
            continue
        names = [name, *taxon.get("synonyms", ())]
        rows = next((export[other] for other in names if other in export), [])
        said = {part for row in rows for part in row["Listing"].split("/")} or {"none"}
        if any("Only the population" in row["Full note"] and row["Listing"] == "I" for row in rows):
            said.add("none")
        ours = applied(name, on)
        if said != ours:
            found[name] = f"the export has {sorted(said)}, the file {sorted(ours)}"
        parties = {row["Party"] for row in rows if row["Party"]}
        mine = {event["party"] for event in governing(name, on) if event.get("party")}
        if parties != mine:
            found[name] = f"the export has the Parties {sorted(parties)}, the file {sorted(mine)}"
    wrong = disagreements("export 2023", found)
    assert not wrong, "\n".join(wrong)


@pytest.mark.shared
def test_the_appendix_of_legal_trade_from_2001_to_2015_agrees(shared):
    """Parties report the Appendix of each shipment; they err, so the bound is a share: 99 in 100 rows.

    A row agrees if its Appendix applied to its origin on some day of its year (the first or last is looked at).
    """
    accepted = {other: name for name, taxon in TAXA.items() for other in taxon.get("synonyms", ())}
    accepted |= {name: name for name in TAXA}
    reported: Counter = Counter()
    for path in sorted((shared / "data/cites_trade").glob("cites_20??.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as text:
            for row in csv.DictReader(text):
                name = accepted.get(row["Taxon"])
                if name and row["Class"] not in ("Mammalia", "Aves"):
                    origin = row["Origin"] or row["Exporter"]
                    reported[name, int(row["Year"]), origin, row["App."].replace("N", "none")] += 1
    agreed: Counter = Counter()
    rows: Counter = Counter()
    for (name, year, origin, said), count in reported.items():
        days = (date(year, 1, 1), date(year, 12, 31))
        rows[name] += count
        agreed[name] += count * any(said in applied(name, on, origin) for on in days)
    assert rows.total() > 150_000
    assert agreed.total() / rows.total() > 0.99
    found = {
        name: f"{agreed[name]} of {count} rows of trade agree"
        for name, count in rows.items()
        if count >= 20 and agreed[name] < 0.75 * count
    }
    wrong = disagreements("trade 2001-2015", found)
    assert not wrong, "\n".join(wrong)


def day(text: str) -> date | None:
    return date(*(int(part) for part in reversed(text.strip().split("/")))) if text.strip() else None


@pytest.mark.shared
def test_every_reservation_of_the_table_is_there_with_its_days(shared):
    path = shared / "data/cites_listings/sapi_reservations.csv"
    ours = {
        (e["taxon"], e["change"], e["on"], e["party"])
        for e in EVENTS
        if e["change"].startswith("reservation")
    }
    theirs, found = set(), {}
    with path.open(encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            name = row["taxon_name"].strip()
            if name not in TAXA:
                continue
            hong_kong = row["iso_code2"] == "GB" and re.search("HK|Hong Kong", row["notes"] or "")
            party = "HK" if hong_kong else row["iso_code2"]
            theirs.add((name, "reservation", day(row["start_date"]), party))
            if day(row["end_date"]):
                theirs.add((name, "reservation_withdrawal", day(row["end_date"]), party))
    for name, change, on, party in theirs - ours:
        found[name] = f"{change} of {party} on {on} is not in the file"
    assert ours - theirs == set()
    wrong = disagreements("reservations", found)
    assert not wrong, "\n".join(wrong)


@pytest.mark.shared
def test_a_day_marked_checked_is_in_a_table_of_dates(shared):
    """The day of a listing counts as checked where a reservation or an annotated quota began on it."""
    folder, days = shared / "data/cites_listings", set()
    for name in ("sapi_reservations.csv", "sapi_quotas.csv"):
        with (folder / name).open(encoding="utf-8-sig", newline="") as text:
            for row in csv.DictReader(text):
                for column in ("start_date", "end_date"):
                    if re.fullmatch(r"\s*\d\d/\d\d/\d{4}\s*", row[column] or ""):
                        days.add((row["taxon_name"].strip(), day(row[column])))
    for event in EVENTS:
        if event["mark"] == "checked":
            assert (event["taxon"], event["on"]) in days, event["id"]
