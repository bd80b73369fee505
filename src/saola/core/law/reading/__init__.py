"""Reads law from the knowledge library, already parsed into mappings and lists."""

from typing import Any

from ..errors import BadLawError
from ..national import NationalLaw
from .conditions import read_condition, read_facts
from .provisions import read_provision, read_schedule, read_statute
from .rules import read_category, read_laundering, read_limitation, read_requirement
from .words import Sources, entries, known

__all__ = ["read_condition", "read_facts", "read_law"]

_FILE = (
    "title", "country", "compiled_on", "source", "worked_case", "sources", "statutes", "schedules", "provisions",
    "limitation", "laundering", "cites_requirements", "cites_category", "is_complete", "note", "names",
)  # fmt: skip


def read_law(data: Any) -> NationalLaw:
    """One file of law, whose shape ``docs/method/law.md`` describes.

    Raises ``BadLawError`` naming what is wrong and where, also for a word that is not known.
    """
    said = known(data, _FILE, "a file of law")
    country = said.get("country")
    if not (isinstance(country, str) and len(country) == 2 and country.isascii() and country.isupper()):
        # YAML reads an unquoted NO as false.
        raise BadLawError(f"a country is two capital letters (NO in quotes), not {country!r}")
    sources = Sources(said.get("sources"))
    statutes = [read_statute(one, country, sources) for one in entries(said.get("statutes"), "statutes")]
    by_id = {statute.id: statute for statute in statutes}
    if len(by_id) < len(statutes):
        raise BadLawError(f"{country}: the id of a statute comes twice")

    def every(key: str, read: Any) -> tuple[Any, ...]:
        return tuple(read(one, sources) for one in entries(said.get(key), key))

    return NationalLaw(
        country=country,
        title=str(said.get("title") or ""),
        statutes=tuple(statutes),
        provisions=tuple(
            read_provision(one, by_id, sources) for one in entries(said.get("provisions"), "provisions")
        ),
        schedules=every("schedules", read_schedule),
        limitation=every("limitation", read_limitation),
        laundering=every("laundering", read_laundering),
        requirements=every("cites_requirements", read_requirement),
        category=read_category(said.get("cites_category"), sources),
        is_complete=bool(said.get("is_complete")),
    )
