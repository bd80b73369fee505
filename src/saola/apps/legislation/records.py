"""Law between records and the plain data that ``saola.core.law.reading`` reads: the same shape as the files of law.

``docs/method/law.md`` describes the shape. A source is written by its title, so that no list of keys is kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from .models import (
    Jurisdiction,
    LaunderingLaw,
    Provision,
    RequirementMet,
    Schedule,
    ScheduleEntry,
    Statute,
    Tier,
    Version,
)
from .models.entries import Cited, Dated

STATUTE = {"id": "code", "title": "title", "area": "area", "citation": "citation", "territory": "territory"}
PROVISION = {
    "id": "code",
    "section": "section",
    "nature": "nature",
    "area": "area",
    "territory": "territory",
    "elements": "elements",
}
VERSION = {
    word: word
    for word in (
        "words", "conduct", "species", "mental", "unless", "multipliers", "legal_persons", "predicate", "limitation",
    )
}  # fmt: skip
TIER = {"id": "code"} | {
    word: word
    for word in (
        "kind", "when", "mode", "builds_on", "words", "custody", "fine", "combination", "also", "penalty_words",
    )
}  # fmt: skip
SCHEDULE = {"id": "code", "title": "title", "is_complete": "is_complete"}
ENTRY = {"taxon": "taxon", "group": "group"}
LAUNDERING = {
    "id": "code",
    "approach": "approach",
    "threshold": "threshold",
    "list": "listed",
    "areas": "areas",
    "self_laundering": "covers_self_laundering",
    "foreign_predicates": "covers_foreign_predicates",
    "words": "words",
}
REQUIREMENT = {"requirement": "requirement", "is_met": "is_met", "words": "words"}
"""The words of the files, and the fields that hold what stands under them."""

_DAYS = {"from": "since", "until": "until", "doubtful_from": "doubtful_from"}
_LISTS = ("conduct", "mental", "elements", "also", "attested", "multipliers", "listed", "areas")
_NOTHING: tuple[Any, ...] = (None, "", [], {})


def as_data(jurisdiction: Jurisdiction) -> dict[str, Any]:
    """All law that is kept of a jurisdiction, as one file of law."""
    said = {
        "title": jurisdiction.title,
        "country": jurisdiction.country,
        "is_complete": jurisdiction.is_complete,
        "statutes": [entry_as_data(row, STATUTE) for row in jurisdiction.statutes.order_by("pk")],
        "schedules": [
            entry_as_data(row, SCHEDULE)
            | {"entries": [entry_as_data(entry, ENTRY) for entry in row.entries.all()]}
            for row in jurisdiction.schedules.order_by("pk").prefetch_related("entries")
        ],
        "provisions": [provision_as_data(row) for row in whole(Provision.objects.all(), jurisdiction)],
        "laundering": [entry_as_data(row, LAUNDERING) for row in jurisdiction.laundering.order_by("pk")],
        "cites_requirements": [entry_as_data(row, REQUIREMENT) for row in jurisdiction.requirements.all()],
        "limitation": jurisdiction.limitation,
        "cites_category": jurisdiction.category,
    }
    return {"sources": sources_of(said), **said}


def whole(provisions: Any, jurisdiction: Jurisdiction) -> Any:
    """The provisions of a jurisdiction with everything below them, in the order in which they were entered."""
    own = provisions.filter(statute__jurisdiction=jurisdiction).order_by("pk")
    return own.select_related("statute").prefetch_related("versions__tiers")


def provision_as_data(provision: Provision) -> dict[str, Any]:
    """A provision with its versions and their tiers."""
    return (
        entry_as_data(provision, PROVISION)
        | {"statute": provision.statute.code}
        | {"versions": [version_as_data(version) for version in provision.versions.all()]}
    )


def version_as_data(version: Version) -> dict[str, Any]:
    """A version with its tiers."""
    return entry_as_data(version, VERSION) | {
        "tiers": [entry_as_data(tier, TIER) for tier in version.tiers.all()]
    }


def entry_as_data(row: Model, fields: Mapping[str, str]) -> dict[str, Any]:
    """One row in the words of the files; what is empty is left out."""
    said = {word: getattr(row, field) for word, field in fields.items()}
    said = {word: value for word, value in said.items() if value not in _NOTHING}
    if isinstance(row, Dated):
        said |= row.days_as_data()
    if isinstance(row, Cited):
        said |= row.source_as_data()
    return said


def sources_of(said: Any) -> dict[str, dict[str, str]]:
    """The list of sources that the reader asks for: every title that some entry names."""
    return {title: {"title": title} for title in sorted(set(_titles(said)))}


def _titles(said: Any) -> Iterator[str]:
    if isinstance(said, Mapping):
        if isinstance(said.get("source"), str):
            yield said["source"]
        for value in said.values():
            yield from _titles(value)
    elif isinstance(said, list | tuple):
        for value in said:
            yield from _titles(value)


class Reader:
    """Turns the entries of one file of law into rows that are not saved yet."""

    def __init__(self, sources: Mapping[str, Any] | None) -> None:
        self._sources = sources or {}

    def statute(self, said: Mapping[str, Any], jurisdiction: Jurisdiction) -> Statute:
        row = Statute(jurisdiction=jurisdiction, **self._fields(said, STATUTE, Statute))
        row.area = row.area or "wildlife"
        return row

    def provision(self, said: Mapping[str, Any], statute: Statute) -> Provision:
        return Provision(statute=statute, **self._fields(said, PROVISION, Provision))

    def version(self, said: Mapping[str, Any], provision: Provision, place: int) -> Version:
        fields = self._fields(said, VERSION, Version)
        for word in ("predicate", "limitation"):
            if fields.get(word):
                fields[word] = self.cited(fields[word])
        fields["multipliers"] = [self.cited(one) for one in fields.get("multipliers", [])]
        return Version(provision=provision, place=place, **fields)

    def tier(self, said: Mapping[str, Any], version: Version, place: int) -> Tier:
        return Tier(version=version, place=place, **self._fields(said, TIER, Tier))

    def schedule(self, said: Mapping[str, Any], jurisdiction: Jurisdiction) -> Schedule:
        return Schedule(jurisdiction=jurisdiction, **self._fields(said, SCHEDULE, Schedule))

    def schedule_entry(self, said: Mapping[str, Any], schedule: Schedule) -> ScheduleEntry:
        return ScheduleEntry(schedule=schedule, **self._fields(said, ENTRY, ScheduleEntry))

    def laundering(self, said: Mapping[str, Any], jurisdiction: Jurisdiction) -> LaunderingLaw:
        fields = self._fields(said, LAUNDERING, LaunderingLaw)
        for flag in ("covers_self_laundering", "covers_foreign_predicates"):
            fields[flag] = None if fields.get(flag) == "unknown" else fields.get(flag)
        return LaunderingLaw(jurisdiction=jurisdiction, **fields)

    def requirement(self, said: Mapping[str, Any], jurisdiction: Jurisdiction) -> RequirementMet:
        return RequirementMet(jurisdiction=jurisdiction, **self._fields(said, REQUIREMENT, RequirementMet))

    def cited(self, said: Any) -> dict[str, Any]:
        """An entry that is kept whole, its source by title."""
        return plain(said) | self._source(said) if isinstance(said, Mapping) else plain(said)

    def _fields(
        self, said: Mapping[str, Any], words: Mapping[str, str], model: type[Model]
    ) -> dict[str, Any]:
        fields = {field: plain(said[word]) for word, field in words.items() if said.get(word) is not None}
        fields |= self.common(said, model)
        for field in _LISTS:
            if field in fields:
                fields[field] = listed(fields[field])
        return fields

    def common(self, said: Mapping[str, Any], model: type[Model]) -> dict[str, Any]:
        """The days and the source of an entry."""
        fields: dict[str, Any] = {}
        if issubclass(model, Dated):
            fields |= {field: str(said[word]) for word, field in _DAYS.items() if said.get(word) is not None}
            fields["attested"] = [str(day) for day in listed(said.get("attested"))]
        if issubclass(model, Cited):
            fields |= self._source(said)
        return fields

    def _source(self, said: Mapping[str, Any]) -> dict[str, str]:
        kept = {word: str(said[word]) for word in ("locator", "mark", "note") if said.get(word) is not None}
        key = said.get("source")
        if key is None:
            return kept
        known = self._sources.get(key) or {}
        return {
            "source": str(known.get("title") or key),
            "locator": str(known.get("locator") or ""),
            "mark": str(known.get("mark") or "memory"),
        } | kept


def listed(value: Any) -> list[Any]:
    """A list, also of one thing or of nothing."""
    if value is None:
        return []
    if isinstance(value, str | Mapping | date | int):
        return [value]
    return list(value)


def plain(value: Any) -> Any:
    """What a JSON column can hold: days become text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {("on" if key is True else str(key)): plain(each) for key, each in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(each) for each in value]
    return value
