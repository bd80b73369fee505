"""The listing histories of mammals and birds against every official list on this machine.

The evaluator here is written apart from the product's own, so that each can catch the other.
"""

import csv
import gzip
import json
import re
import shutil
import subprocess
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
import yaml

import saola
from saola.core.listings import read_events

FOLDER = Path(saola.__file__).parent / "knowledge" / "species"
RANKS = ["kingdom", "phylum", "class", "order", "family", "subfamily", "genus", "species", "subspecies"]
FILES = sorted([*FOLDER.glob("mammals/*.yaml"), *FOLDER.glob("birds/*.yaml")])
GROUPS = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES]
TAXA = {taxon["name"]: taxon for group in GROUPS for taxon in group["taxa"]}
EVENTS = [event for group in GROUPS for event in group["listings"]]
NAMES = {synonym: name for name, taxon in TAXA.items() for synonym in taxon.get("synonyms", [])} | {
    name: name for name in TAXA
}
EXPLAINED = {
    (case["oracle"], case["taxon"]): case["why"] for group in GROUPS for case in group.get("explained", [])
}
FIRST_DAY = date(1975, 7, 1)
COMPILED = date(2026, 11, 22)

by_taxon = defaultdict(list)
for one in EVENTS:
    by_taxon[one["taxon"]].append(one)
below = defaultdict(set)
for one in TAXA.values():
    for ancestor in one["lineage"].values():
        below[ancestor].add(one["name"])


def day(event):
    return event["on"] if isinstance(event["on"], date) else date.fromisoformat((event["on"] + "-01-01")[:10])


def standing(taxon, on):
    """The additions of this very taxon that had begun and were not yet ended or replaced on the day."""
    found = []
    for event in by_taxon[taxon]:
        if event["change"] != "addition" or day(event) > on:
            continue
        ended = any(
            other["change"] in ("addition", "deletion")
            and other["appendix"] == event["appendix"]
            and day(event) < day(other) <= on
            and (other["party"] == event["party"] or (other["change"] == "deletion" and not other["party"]))
            for other in by_taxon[taxon]
        )
        if not ended:
            found.append(event)
    return found


def applying(name, lineage, on):
    """Its own standing entries, or those of the nearest taxon above it that has some and does not except it."""
    path = [name] + [lineage[rank] for rank in reversed(RANKS) if rank in lineage and lineage[rank] != name]
    passed = []
    for taxon in path:
        entries = [e for e in standing(taxon, on) if not set(passed) & set(e.get("not_taxa", []))]
        if entries:
            return entries
        passed.append(taxon)
    return []


def countries_of(event):
    """The countries named by an entry, each with whether it is named whole."""
    population = event.get("population", {})
    named = population.get("only", population.get("except", []))
    return {each if isinstance(each, str) else each["country"]: isinstance(each, str) for each in named}


def covers(event, country):
    """Whether some of what comes from the country may fall under the entry."""
    if "population" not in event or "unread" in event["population"] or country is None:
        return True
    named = countries_of(event)
    if "only" in event["population"]:
        return country in named
    return not named.get(country, False)


def appendices(name, on, lineage=None, country=None, with_below=True, within=None):
    """The Appendices possible for the taxon on the day, with everything held below it when asked.

    `within` narrows split entries taken over from a taxon above to those for some of these countries.
    """
    name = NAMES.get(name, name)
    lineage = (lineage or {}) | (TAXA[name]["lineage"] if name in TAXA else {})
    entries = applying(name, lineage, on)
    if within:
        entries = [e for e in entries if e["taxon"] == name or any(covers(e, each) for each in within)]
    for child in below[name] if with_below else ():
        entries += applying(child, TAXA[child]["lineage"], on)
    return {entry["appendix"] for entry in entries if covers(entry, country)}


def test_library_holds_enough():
    assert len(TAXA) >= 200
    assert len(EVENTS) >= 300


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["group"])
def test_file_keeps_to_the_format(group):
    assert set(group) - {"explained", "whole"} == {
        "group", "label", "compiled_on", "complete_from", "complete_until", "source", "worked_case",
        "sources", "taxa", "listings",
    }  # fmt: skip
    assert FIRST_DAY <= group["complete_from"] < group["complete_until"] <= group["compiled_on"]
    assert set(group.get("whole", ())) <= {
        taxon["name"] for taxon in group["taxa"] if taxon["rank"] != "species"
    }
    assert set(group["label"]) == {"en", "ar", "es", "fr", "ru", "zh"}
    for source in group["sources"].values():
        assert source["mark"] in ("memory", "checked")
    for taxon in group["taxa"]:
        assert taxon["rank"] in RANKS
        assert set(taxon["lineage"]) <= set(RANKS)
        assert RANKS.index(taxon["rank"]) > max(RANKS.index(rank) for rank in taxon["lineage"])
        assert taxon["source"] in group["sources"]
        assert taxon["name"] not in taxon.get("synonyms", [])
        assert set(taxon.get("names", {})) <= {"en", "ar", "es", "fr", "ru", "zh"}
        for names in taxon.get("names", {}).values():
            assert names
            assert all(isinstance(name, str) and name.strip() == name for name in names)
        for country in taxon.get("range", []):
            assert re.fullmatch("[A-Z]{2}", country)
    for event in group["listings"]:
        assert event["taxon"] in TAXA
        assert event["appendix"] in ("I", "II", "III")
        assert event["change"] in (
            "addition",
            "deletion",
            "reservation",
            "reservation_withdrawal",
            "exception",
        )
        assert event["source"] in group["sources"]
        assert event["mark"] in ("memory", "checked")
        assert FIRST_DAY <= day(event) <= COMPILED
        assert event["party"] is None or re.fullmatch("[A-Z]{2}", event["party"])
        assert (event["appendix"] == "III") <= (event["party"] is not None or event["change"] == "deletion")
        assert set(event.get("population", {"only": []})) in ({"only"}, {"except"}, {"unread"})
        assert all(re.fullmatch("[A-Z]{2}", country) for country in countries_of(event))


def test_covered_terms_are_in_the_vocabulary():
    path = FOLDER.parent / "vocabularies" / "terms.yaml"
    known = {entry["code"] for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["entries"]}
    for event in EVENTS:
        for key in ("only_terms", "not_terms"):
            assert set(event.get("covers", {}).get(key, [])) <= known, event["id"]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["group"])
def test_product_reads_every_event(group):
    assert len(read_events(group)) == len(group["listings"])


def test_names_and_ids_are_unique():
    ids = [event["id"] for event in EVENTS]
    assert len(ids) == len(set(ids))
    listed = [taxon["name"] for group in GROUPS for taxon in group["taxa"]]
    assert len(listed) == len(set(listed))


def test_every_deletion_ends_something():
    for event in EVENTS:
        if event["change"] != "deletion":
            continue
        before = date.fromordinal(day(event).toordinal() - 1)
        assert any(
            entry["appendix"] == event["appendix"] and entry["party"] in (event["party"], entry["party"])
            for entry in standing(event["taxon"], before)
        ), event["id"]


def test_every_withdrawal_follows_a_reservation():
    for event in EVENTS:
        if event["change"] == "reservation_withdrawal":
            assert any(
                other["change"] == "reservation"
                and other["party"] == event["party"]
                and day(other) <= day(event)
                for other in by_taxon[event["taxon"]]
            ), event["id"]


def test_split_populations_leave_no_country_in_two_appendices():
    for taxon in TAXA:
        for on in {day(event) for event in by_taxon[taxon]}:
            split = [e for e in standing(taxon, on) if e["appendix"] != "III"]
            if len({e["appendix"] for e in split}) < 2:
                continue
            named = {}
            for event in split:
                named |= countries_of(event)
            for country, whole in named.items():
                chosen = {e["appendix"] for e in split if covers(e, country)}
                assert len(chosen) == (1 if whole else 2), (taxon, on, country, chosen)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["group"])
def test_worked_case(group):
    case = group["worked_case"]
    found = appendices(case["name"], case["on"], country=case.get("from"), with_below=False)
    assert found == set(case["appendix"]) - {"none"}


@pytest.mark.parametrize(
    ("name", "on", "country", "expected"),
    [
        ("Loxodonta africana", date(1996, 12, 31), "ZW", {"I"}),
        ("Loxodonta africana", date(1997, 9, 17), "ZW", {"I"}),
        ("Loxodonta africana", date(1997, 9, 18), "ZW", {"II"}),
        ("Loxodonta africana", date(1999, 1, 1), "ZA", {"I"}),
        ("Loxodonta africana", date(2000, 7, 19), "ZA", {"II"}),
        ("Loxodonta africana", date(2020, 1, 1), "KE", {"I"}),
        ("Loxodonta africana", date(2020, 1, 1), "NA", {"II"}),
        ("Loxodonta africana", date(1976, 1, 1), "GH", set()),
        ("Manis temminckii", date(1994, 1, 1), "ZA", {"I"}),
        ("Manis temminckii", date(2016, 12, 31), "ZA", {"II"}),
        ("Manis temminckii", date(2017, 1, 2), "ZA", {"I"}),
        ("Manis tricuspis", date(1990, 1, 1), "GH", {"III"}),
        ("Panthera tigris altaica", date(1987, 10, 21), "RU", {"II"}),
        ("Panthera tigris altaica", date(1987, 10, 22), "RU", {"I"}),
        ("Ceratotherium simum simum", date(2023, 2, 22), "NA", {"I"}),
        ("Ceratotherium simum simum", date(2023, 2, 23), "NA", {"II"}),
        ("Ceratotherium simum simum", date(1994, 1, 1), "ZA", {"I"}),
        ("Diceros bicornis", date(1976, 1, 1), "KE", {"II"}),
    ],
)
def test_turning_points(name, on, country, expected):
    assert appendices(name, on, country=country, with_below=False) == expected


def disagreements(oracle, cases):
    """Cases (taxon, ours, theirs) that differ without an explanation, and explanations without a difference."""
    differing = {taxon: (ours, theirs) for taxon, ours, theirs in cases if ours != theirs}
    met = {taxon for taxon, _, _ in cases}
    explained = {taxon for found, taxon in EXPLAINED if found == oracle}
    unneeded = sorted((explained & met) - set(differing))
    return {taxon: both for taxon, both in differing.items() if taxon not in explained}, unneeded


@pytest.fixture(scope="session")
def checklist(shared):
    """The mammals and birds of the Checklist index of 21 April 2017."""
    path = shared / "data" / "cites_listings" / "Index_of_CITES_Species_2017-04-21 17-27.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["Class"] in ("Mammalia", "Aves")]


@pytest.mark.shared
def test_checklist_of_april_2017_agrees_for_every_mammal_and_bird(checklist):
    cases = []
    for row in checklist:
        if row["RankName"] not in ("SPECIES", "SUBSPECIES"):
            continue
        lineage = {
            rank: row[rank.capitalize()] for rank in [*RANKS[:5], "genus"] if row.get(rank.capitalize())
        }
        if row["RankName"] == "SUBSPECIES":
            lineage["species"] = " ".join(row["FullName"].split()[:2])
        countries = [code.strip() for code in row["All_DistributionISOCodes"].split(",") if code.strip()]
        ours = appendices(row["FullName"], date(2017, 4, 21), lineage, within=countries)
        cases.append((row["FullName"], ours, set(row["CurrentListing"].split("/")) - {"NC", ""}))
    assert len(cases) > 2300
    assert disagreements("checklist2017", cases) == ({}, [])


@pytest.mark.shared
def test_split_populations_name_the_countries_of_the_checklist(checklist):
    codes = {"Swaziland": "SZ", "United States": "US"}
    for row in checklist:
        names = [name.strip() for name in row["All_DistributionFullNames"].split(",")]
        isos = [code.strip() for code in row["All_DistributionISOCodes"].split(",")]
        if len(names) == len(isos):
            codes |= {name.split(" (")[0]: code for name, code in zip(names, isos, strict=True) if name}
    cases = []
    for row in checklist:
        name = NAMES.get(row["FullName"])
        ours = {c for e in standing(name, date(2017, 4, 21)) for c in countries_of(e)} if name else set()
        if not ours:
            continue
        note = re.sub(r"<[^>]*>", "", row["FullAnnotationEnglish"])
        theirs = {code for country, code in codes.items() if re.search(rf"\b{re.escape(country)}\b", note)}
        cases.append((name, ours, theirs))
    assert len(cases) > 15
    assert disagreements("checklist2017-populations", cases) == ({}, [])


@pytest.mark.shared
def test_taxa_said_to_be_in_the_checklist_are_there_with_their_authors(checklist):
    official = {row["FullName"]: row for row in checklist}
    for row in checklist:
        for rank in ("Order", "Family", "Genus"):
            official.setdefault(row[rank], {"AuthorYear": ""})
    for taxon in TAXA.values():
        if taxon["source"] == "checklist2017":
            assert taxon["name"] in official or set(taxon["synonyms"]) & set(official)
            if "author" in taxon and taxon["name"] in official:
                assert taxon["author"] == official[taxon["name"]]["AuthorYear"]


def entries_of_2012(path):
    """(name, Appendix, text after the name) of each mammal and bird entry of the official PDF."""
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    text = text[text.index("CLASS MAMMALIA") : text.index("CLASS REPTILIA")]
    starts = (0.0, 39.0, 83.0)
    found, open_at, footnotes = [], [None, None, None], False
    for line in text.replace("\x0c", "\n").splitlines():
        heading = re.fullmatch(r"\s+(I)\s+(II)\s+(III)\s*", line)
        if heading:
            centres = [heading.start(n) for n in (1, 2, 3)]
            starts = (0, (centres[0] + centres[1]) / 2 - 7, (centres[1] + centres[2]) / 2 - 7)
            footnotes = False
            continue
        if re.fullmatch(r"\s*\d\s*", line):
            footnotes = True
        if footnotes or not line.strip() or re.match(r"\s*(Appendices(,.*)?$|CLASS|\((MAMM|BIRDS))", line):
            continue
        column = max(n for n in (0, 1, 2) if len(line) - len(line.lstrip()) >= starts[n])
        words = line.strip()
        entry = open_at[column]
        unfinished = entry and (
            entry[2].count("(") + entry[2].count("[") > entry[2].count(")") + entry[2].count("]")
        )
        if entry and (unfinished or words[0].islower() or words[0] == "("):
            entry[2] += " " + words
        elif re.match(r"[A-Z][A-Za-z]+ ([a-z]+|spp\.)( |$)", words):
            open_at[column] = [None, ("I", "II", "III")[column], words]
            found.append(open_at[column])
        else:
            open_at = [None, None, None]
    result = []
    for _, appendix, words in found:
        name = re.match(r"[A-Z][A-Za-z]+( [a-z-]+)*", words.replace(" spp.", " ;"))[0]
        result.append((name.capitalize() if name.isupper() else name, appendix, words[len(name) :]))
    return result


COUNTRIES_OF_III = {
    "Algeria": "DZ", "Argentina": "AR", "Botswana": "BW", "Canada": "CA", "Colombia": "CO",
    "Costa Rica": "CR", "Guatemala": "GT", "Honduras": "HN", "India": "IN", "Mauritius": "MU",
    "Nepal": "NP", "Tunisia": "TN", "Uruguay": "UY",
}  # fmt: skip


@pytest.fixture(scope="session")
def appendices_of_2012(shared):
    if not shutil.which("pdftotext"):
        pytest.skip("reading the Appendices of 2012 needs pdftotext (package poppler-utils)")
    return entries_of_2012(shared / "data" / "cites_listings" / "CITES_appendices_I_II_III.pdf")


@pytest.mark.shared
def test_every_entry_of_the_appendices_of_2012_stands_in_the_library(appendices_of_2012):
    on = date(2012, 9, 25)
    assert len(appendices_of_2012) > 550
    cases = []
    for name, appendix, text in appendices_of_2012:
        ours = {(e["appendix"], e["party"]) for e in standing(NAMES.get(name, name), on)}
        if appendix == "III":
            theirs = {("III", iso) for country, iso in COUNTRIES_OF_III.items() if country in text}
            assert theirs, (name, text)
            cases.append((name, {each for each in ours if each[0] == "III"}, theirs))
        else:
            cases.append((name, {each for each in ours if each[0] == appendix}, {(appendix, None)}))
    assert disagreements("appendices2012", cases) == ({}, [])


@pytest.mark.shared
def test_every_entry_of_the_library_stands_in_the_appendices_of_2012(appendices_of_2012):
    on = date(2012, 9, 25)
    official = {(NAMES.get(name, name), appendix) for name, appendix, _ in appendices_of_2012}
    unknown = []
    for name, taxon in TAXA.items():
        for event in standing(name, on):
            wider = {(above, event["appendix"]) for above in taxon["lineage"].values()}
            if (name, event["appendix"]) in official or wider & official:
                continue
            if ("appendices2012", name) not in EXPLAINED:
                unknown.append((name, event["appendix"]))
    assert unknown == []


def recorded(path):
    """The JSON answers in one recorded cassette of the Species+ API."""
    for one in json.loads(path.read_text(encoding="utf-8"))["http_interactions"]:
        yield json.loads(one["response"]["body"]["string"])


@pytest.fixture(scope="session")
def species_plus(shared):
    (answer,) = recorded(shared / "data" / "cites_listings" / "spp_taxonconcept_upd.json")
    return [t for t in answer["taxon_concepts"] if (t.get("higher_taxa") or {}).get("class") == "Mammalia"]


@pytest.mark.shared
def test_species_plus_of_november_2022_agrees_on_the_appendix(species_plus):
    cases = []
    for taxon in species_plus:
        if taxon["rank"] not in ("SPECIES", "SUBSPECIES") or taxon["name_status"] != "A":
            continue
        lineage = {rank: name for rank, name in taxon["higher_taxa"].items() if name and rank in RANKS}
        lineage["genus"] = taxon["full_name"].split()[0]
        if taxon["rank"] == "SUBSPECIES":
            lineage["species"] = " ".join(taxon["full_name"].split()[:2])
        held = TAXA.get(NAMES.get(taxon["full_name"], ""), {})
        ours = appendices(taxon["full_name"], date(2022, 11, 27), lineage, within=held.get("range"))
        theirs = set((taxon["cites_listing"] or "").split("/")) - {"NC", ""}
        if not held and ours > theirs:
            continue  # where a taxon not held here lives is not known, so a split cannot be narrowed
        cases.append((taxon["full_name"], ours, theirs))
    assert len(cases) > 300
    assert disagreements("speciesplus2022", cases) == ({}, [])


@pytest.mark.shared
def test_species_plus_dates_of_current_listings_stand_in_the_histories(species_plus):
    cases = []
    for taxon in species_plus:
        held = NAMES.get(taxon["full_name"])
        if not held:
            continue
        for listing in taxon["cites_listings"]:
            if re.match(r"\[[A-Z]+ listing", listing["annotation"] or ""):
                continue  # said of the taxon above, and tested there
            party = (listing["party"] or {}).get("iso_code2")
            theirs = (listing["appendix"], listing["effective_at"], party)
            ours = {
                (e["appendix"], day(e).isoformat(), e["party"])
                for e in by_taxon[held]
                if e["change"] == "addition"
            }
            cases.append((taxon["full_name"], theirs if theirs in ours else sorted(ours, key=str), theirs))
    assert len(cases) > 100
    assert disagreements("speciesplus2022-dates", cases) == ({}, [])


@pytest.mark.shared
def test_elephant_history_is_that_of_species_plus(shared):
    (answer,) = [
        a
        for a in recorded(shared / "data" / "cites_listings" / "spp_cites_legislation_sco.json")
        if any(listing["taxon_concept_id"] == 4521 for listing in a.get("cites_listings", []))
    ]
    sign = {"addition": "+", "deletion": None, "reservation": "R+", "reservation_withdrawal": "R-"}
    ours = {
        (e["appendix"], sign[e["change"]], day(e).isoformat(), e["party"])
        for e in by_taxon["Loxodonta africana"]
        if e["change"] != "deletion"
    }
    theirs = {
        (x["appendix"], x["change_type"], x["effective_at"], (x.get("party") or {}).get("iso_code2"))
        for x in answer["cites_listings"]
    }
    assert ours == theirs


@pytest.mark.shared
def test_reservations_are_those_of_the_official_file(shared):
    path = shared / "data" / "cites_listings" / "sapi_reservations.csv"
    official = set()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            held = NAMES.get(row["taxon_name"].strip())
            start = "-".join(reversed(row["start_date"].strip().split("/")))
            official.add((held, row["iso_code2"].strip(), start))
    ours = [e for e in EVENTS if e["change"] == "reservation" and e["source"] == "reservations"]
    assert len(ours) > 50
    for event in ours:
        assert (event["taxon"], event["party"], day(event).isoformat()) in official, event["id"]


@pytest.mark.shared
def test_species_plus_export_of_july_2023_has_no_mammal_or_bird(shared):
    path = shared / "data" / "cites_listings" / "CITES_Listings_Rept_07-23.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        assert {row["Class"] for row in csv.DictReader(lines)} & {"Mammalia", "Aves"} == set()
