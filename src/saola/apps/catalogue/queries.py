"""Reading the catalogue: names, status, taxa. The indexes are built once for each state of the lists."""

import hashlib
import os
import pickle
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext_noop

from saola.core.names import NameEntry, NameIndex, NameKind, NameMatch
from saola.core.values import Finding, Missing, Outcome, PartialDate, say

from . import listings
from .models import Dataset, Taxon, TaxonName


def lists_version() -> str:
    """Changes whenever a list is loaded: what the indexes are built for."""
    last = Dataset.objects.aggregate(last=Max("loaded_at"))["last"]
    return last.strftime("%Y%m%dT%H%M%S%f") if last else "empty"


_held: dict[str, tuple[str, Any]] = {}


def _held_for(what: str, build: Any) -> Any:
    """Keep the latest ``what`` in this process and in a file; build it again when the lists have changed."""
    version = f"{lists_version()}-{_code_digest()}"
    if what not in _held or _held[what][0] != version:
        _held[what] = (version, _read_or_build(what, version, build))
    return _held[what][1]


@cache
def _code_digest() -> str:
    """Of the code that an index is made of: an index kept by another version of it is not read."""
    sha = hashlib.sha256()
    core = Path(settings.KNOWLEDGE_FOLDER).parent / "core"
    rooms = [core / "names", core / "listings", core / "values", Path(__file__).parent]
    for file in (file for room in rooms for file in sorted(room.glob("*.py"))):
        sha.update(file.read_bytes())
    return sha.hexdigest()[:16]


def name_index() -> NameIndex:
    """The index over every kept name. Built once, then read from a file beside the records."""
    return _held_for("names", lambda: NameIndex.build(_name_entries()))


def _read_or_build(what: str, version: str, build: Any) -> Any:
    path = Path(settings.DATA_FOLDER) / "cache" / f"{what}-{version}.pickle"
    if path.exists():
        return pickle.loads(path.read_bytes())
    built = build()
    path.parent.mkdir(mode=0o700, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.partial")
    partial.write_bytes(pickle.dumps(built, protocol=pickle.HIGHEST_PROTOCOL))
    for old in path.parent.glob(f"{what}-*.pickle"):
        old.unlink(missing_ok=True)
    partial.rename(path)
    return built


def _name_entries():
    families = set(Taxon.objects.filter(rank="family").values_list("name", flat=True))
    for taxon in Taxon.objects.iterator(chunk_size=5000):
        lineage = taxon.lineage
        yield NameEntry(
            taxon.pk,
            taxon.name,
            NameKind.ACCEPTED,
            rank=taxon.rank.upper(),
            author=taxon.author,
            family=next((name for name in lineage if name in families), ""),
            lineage=tuple(lineage),
        )
    for name in TaxonName.objects.iterator(chunk_size=5000):
        yield NameEntry(
            name.taxon_id, name.name, NameKind(name.kind), language=name.language, author=name.author
        )
    higher = TaxonName.objects.filter(kind=TaxonName.COMMON, language__in=_PLURALS)
    for name in higher.exclude(taxon__rank__in=["species", "subspecies", "variety"]):
        one = in_the_singular(name.name, name.language)
        if one and one != name.name:
            yield NameEntry(name.taxon_id, one, NameKind.COMMON, language=name.language)


def in_the_singular(name: str, language: str = "en") -> str:
    """One of what a plural names, in English, French or Spanish; empty where that is not plain to see.

    Lists name families in the plural (Pangolins), labels say what is in the box (pangolin).
    """
    if language == "en":
        return _PLURALS["en"](name)
    return " ".join(_PLURALS[language](word) if word.endswith("s") else word for word in name.split())


def _english(name: str) -> str:
    last = name.split()[-1].lower()
    if len(last) < 5 or not last.endswith("s") or last.endswith(("ss", "us", "is", "ies")):
        return ""
    return name[:-2] if last.endswith(("eroses", "muses", "xes", "ches", "shes")) else name[:-1]


def _spanish(word: str) -> str:
    if len(word) < 5:
        return word
    return word[:-2] if word.endswith(("nes", "res", "les", "des")) else word[:-1]


def _french(word: str) -> str:
    return word if len(word) < 5 else word[:-1]


_PLURALS = {"en": _english, "es": _spanish, "fr": _french}


def listing_book() -> "listings.Shelf":
    """Every dated listing, snapshot, reservation and Party: what questions of status are asked of."""
    return _held_for("listings", listings.read_shelf)


def match(text: str, *, within: str | None = None, language: str | None = None) -> NameMatch:
    """What a written name stands for, in the loaded lists."""
    return name_index().match(text, within=within, hint_language=language)


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """The answer to a person's question: how the name was understood, and the Finding about it."""

    match: NameMatch
    taxon: Taxon | None
    finding: Finding


def status(name: str, on: date | PartialDate | None, **circumstances: Any) -> StatusAnswer:
    """Which Appendix applied to what ``name`` stands for. ``circumstances`` as in ``core.listings.Question``."""
    found = match(name)
    taxon = Taxon.objects.filter(pk=found.best.taxon_id).first() if found.best else None
    if taxon is None:
        return StatusAnswer(found, None, _name_not_settled(name, found, on))
    return StatusAnswer(found, taxon, listing_book().ask(taxon.name, on, **circumstances))


def status_of(taxon: Taxon, on: date | PartialDate | None, **circumstances: Any) -> Finding:
    """Which Appendix applied to ``taxon``, chosen by a person."""
    return listing_book().ask(taxon.name, on, **circumstances)


def _name_not_settled(name: str, found: NameMatch, on: Any) -> Finding:
    sentence = (
        say(gettext_noop("“{name}” may stand for several taxa; choose which one is meant."), name=name)
        if found.candidates
        else say(
            gettext_noop(
                "“{name}” is not in the loaded lists. Check the spelling, or load the official lists."
            ),
            name=name,
        )
    )
    return Finding(
        Outcome.UNKNOWN,
        say(gettext_noop("Which Appendix applied to {taxon}?"), taxon=name),
        on if isinstance(on, date) else None,
        "names",
        missing=(Missing("taxon", sentence),),
    )
