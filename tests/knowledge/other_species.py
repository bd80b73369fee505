"""The knowledge files of reptiles, amphibians, fishes, invertebrates and plants, and what they say applied.

The evaluator here is small on purpose and independent of `saola.core.listings`: a listing runs from its day to
the earliest later addition or deletion of the same taxon, Appendix and Party, and a taxon without a listing of
its own takes that of its nearest higher taxon.
"""

from datetime import date
from pathlib import Path

import yaml

import saola

ROOMS = ("reptiles", "amphibians", "fishes", "invertebrates", "plants")
SPECIES = Path(saola.__file__).parent / "knowledge" / "species"
FILES = sorted(path for room in ROOMS for path in (SPECIES / room).glob("*.yaml"))
RANKS = ("kingdom", "phylum", "class", "order", "family", "genus", "species", "subspecies", "variety")
CHANGES = {"addition", "deletion", "reservation", "reservation_withdrawal", "exception"}
LANGUAGES = {"ar", "en", "es", "fr", "ru", "zh"}


def load(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


BOOKS = {path.stem: load(path) for path in FILES}
TAXA = {taxon["name"]: taxon for book in BOOKS.values() for taxon in book["taxa"]}
EVENTS = [event for book in BOOKS.values() for event in book["listings"]]
EVENTS_OF: dict[str, list[dict]] = {}
for event in EVENTS:
    EVENTS_OF.setdefault(event["taxon"], []).append(event)
EXPLAINED = {(item["taxon"], item["oracle"]) for book in BOOKS.values() for item in book.get("explained", ())}


def lineage(name: str) -> list[str]:
    """The taxon and its higher taxa, nearest first."""
    above = TAXA[name]["lineage"] if name in TAXA else {}
    return [name] + [above[rank] for rank in reversed(RANKS) if rank in above]


def active(name: str, on: date) -> list[dict]:
    """The additions of exactly this taxon that are in force on the day."""
    own = EVENTS_OF.get(name, [])
    found = []
    for event in own:
        if event["change"] != "addition" or event["on"] > on:
            continue
        ends = [
            other["on"]
            for other in own
            if other["change"] in ("addition", "deletion")
            and other["appendix"] == event["appendix"]
            and other["on"] > event["on"]
            and (
                other.get("party") == event.get("party")
                or (other["change"] == "deletion" and other.get("party") is None)
            )
        ]
        if not ends or on < min(ends):
            found.append(event)
    return found


def governing(name: str, on: date) -> list[dict]:
    """The additions that apply to the taxon: its own, else those of the nearest higher taxon that has any."""
    line = lineage(name)
    for step in line:
        listed = [e for e in active(step, on) if not set(e.get("not_taxa", ())) & set(line)]
        if listed:
            return listed
    return []


def includes(event: dict, origin: str) -> bool | None:
    """Whether the population of the country is in the listing; None where only a part of the country is."""
    population = event.get("population", {})
    if not population:
        return True
    members = population.get("only") or population.get("except") or [population.get("within")]
    if any(isinstance(member, dict) and member["country"] == origin for member in members):
        return None
    return (origin in members) is not ("except" in population)


def applied(name: str, on: date, origin: str | None = None) -> set[str]:
    """The Appendices that applied to some population (or that of one country); 'none' where some had none."""
    listed = governing(name, on)
    if origin is not None:
        return {e["appendix"] for e in listed if includes(e, origin) is not False} or {"none"}
    native = TAXA[name].get("range", ()) if name in TAXA else ()
    if native:
        listed = [e for e in listed if any(includes(e, country) is not False for country in native)]
    found = {event["appendix"] for event in listed}
    everywhere = any(
        "population" not in e or (native and all(c in e["population"].get("only", ()) for c in native))
        for e in listed
    )
    shared_out = any("except" in e.get("population", {}) for e in listed) and len(found) > 1
    if not everywhere and not shared_out:
        found.add("none")
    return found


def with_parts(name: str, on: date) -> set[str]:
    """What applied to the taxon and to its subspecies or varieties in the files, as official lists sum up."""
    found = set(applied(name, on))
    for other, taxon in TAXA.items():
        if taxon["lineage"].get("species") == name:
            found |= applied(other, on)
    if len(found) > 1 and not any("population" in e for e in governing(name, on)) and governing(name, on):
        found.discard("none")
    return found
