"""Codes and their labels in six languages: terms, units, kinds of place, countries.

``Entry.label`` follows the reader's language. Countries are ISO 3166-1 with names from CLDR through Babel, the
codes that CITES adds, and the codes reserved for demonstrations.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, pgettext

from saola.core.listings import country_names

from . import library

VOCABULARIES = (
    "adjournment_reasons",
    "agency_types",
    "assistance",
    "case_events",
    "concealment",
    "conducts",
    "detection",
    "disposal",
    "involvement_parts",
    "law_areas",
    "law_facts",
    "outcome_reasons",
    "place_types",
    "purposes",
    "reasons",
    "specimen_sources",
    "terms",
    "terms_legacy",
    "tier_kinds",
    "transport",
    "units",
)
_BABEL = {"zh-hans": "zh_Hans", "zh": "zh_Hans", "ar-xb": "ar"}  # the last is the mirrored one of the tests


@dataclass(frozen=True)
class Entry:
    """One code of a vocabulary. ``facts`` is the whole entry as it stands in the file."""

    code: str
    labels: dict[str, str]
    facts: dict[str, Any]

    @property
    def label(self) -> str:
        return self.labels.get(_language(), self.labels.get("en", self.code))

    def __str__(self) -> str:
        return self.label


def _language() -> str:
    """The reader's language as the knowledge files write it: ``zh`` for ``zh-hans``."""
    return (get_language() or "en").split("-")[0]


def _babel(language: str) -> Locale:
    return Locale.parse(_BABEL.get(language, language.replace("-", "_")))


def language_label(code: str) -> str:
    """The name of a language in the reader's; the code itself where Babel does not know it."""
    try:
        return Locale.parse(code).get_language_name(_babel(get_language() or "en")) or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def vocabulary(name: str) -> dict[str, Entry]:
    """All entries of a vocabulary by code, in their order. Raises ``KeyError`` for an unknown vocabulary."""
    if name not in VOCABULARIES:
        raise KeyError(f"no vocabulary {name!r}; there are {', '.join(VOCABULARIES)}")
    entries = library.read(f"vocabularies/{name}.yaml")["entries"]
    return {entry["code"]: Entry(entry["code"], entry["label"], entry) for entry in entries}


def label(name: str, code: str) -> str:
    """The label of ``code``, or the code itself where the vocabulary does not know it."""
    entry = vocabulary(name).get(code)
    return entry.label if entry else code


def label_of_one(name: str, code: str) -> str:
    """The label of ``code`` where there is one of it, as in 1 kilogram."""
    entry = vocabulary(name).get(code)
    return entry.facts.get("one", {}).get(_language(), entry.label) if entry else code


def listed(labels: Iterable[str]) -> str:
    """Labels one after another, with the sign that the reader's language puts between them."""
    said = list(labels)
    return pgettext("between labels", ", ").join(said) if len(said) > 1 else "".join(said)


def choices(name: str) -> list[tuple[str, str]]:
    """Pairs of code and label in the reader's language, by label."""
    return list(_choices(name, _language()))


@cache
def _choices(name: str, _language: str) -> tuple[tuple[str, str], ...]:
    pairs = [(entry.code, entry.label) for entry in vocabulary(name).values()]
    return tuple(sorted(pairs, key=lambda pair: pair[1].casefold()))


@cache
def _added_countries() -> dict[str, dict[str, Any]]:
    """Codes outside ISO 3166-1: CITES's own, and those of countries that do not exist."""
    added = library.read("countries.yaml")["non_iso"]
    fictional = library.read("countries_fictional.yaml")["countries"]
    return {entry["code"]: entry for entry in [*added, *fictional]}


def countries_beyond_iso() -> dict[str, dict[str, str]]:
    """Codes outside ISO 3166-1 and their labels by language."""
    return {code: entry["label"] for code, entry in _added_countries().items()}


@cache
def iso_countries() -> frozenset[str]:
    """Every ISO 3166-1 alpha-2 code in force."""
    import pycountry

    return frozenset(country.alpha_2 for country in pycountry.countries)


def is_country(code: str) -> bool:
    return code in iso_countries() or code in _added_countries()


def country_label(code: str) -> str:
    """The name of a country in the reader's language; the code itself where it is unknown."""
    return _country_label(code, get_language() or "en")


@cache
def _country_label(code: str, language: str) -> str:
    if entry := _added_countries().get(code):
        return entry["label"].get(language.split("-")[0], entry["label"]["en"])
    locale = _babel(language)
    return locale.territories.get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """Pairs of code and name in the reader's language, by name."""
    return list(_country_choices(get_language() or "en"))


@cache
def _country_choices(language: str) -> tuple[tuple[str, str], ...]:
    pairs = [(code, _country_label(code, language)) for code in iso_countries() | set(_added_countries())]
    return tuple(sorted(pairs, key=lambda pair: pair[1].casefold()))


# Names that lists of the Convention use and ISO 3166 does not.
_ALSO_CALLED = (("Swaziland", "SZ"), ("United Republic of Tanzania", "TZ"), ("Cape Verde", "CV"))


@cache
def english_country_names() -> dict[str, str]:
    """English names in lower case, in every form that is known, with their codes: for reading notes of lists."""
    import pycountry

    pairs = list(_ALSO_CALLED)
    for country in pycountry.countries:
        forms = {country.name, getattr(country, "official_name", ""), getattr(country, "common_name", "")}
        pairs += [(name, country.alpha_2) for name in sorted(forms) if name]
    english = Locale("en").territories
    pairs += [(english[code], code) for code in sorted(iso_countries()) if code in english]
    return country_names(pairs)


@cache
def centroids() -> dict[str, tuple[float, float]]:
    """Latitude and longitude to show a country by, where no place is known."""
    known = {
        code: tuple(place) for code, place in library.read("countries.yaml").get("centroids", {}).items()
    }
    for code, entry in _added_countries().items():
        if "centroid" in entry:
            known[code] = tuple(entry["centroid"])
    return known


@cache
def fictional_outlines() -> dict[str, Any]:
    """The shapes of the countries that do not exist, as GeoJSON, for maps that the world's outlines lack."""
    return json.loads(library.file("outlines/fictional.json").read_bytes())


@cache
def group_entries() -> dict[str, Entry]:
    """The enforcement groups of species, such as pangolins, from the species files."""
    groups = {}
    for file in library.knowledge_files("species"):
        content = library.head(file)
        if "group" in content:
            groups[content["group"]] = Entry(content["group"], content["label"], {"file": file.name})
    return groups


def group_label(code: str) -> str:
    entry = group_entries().get(code)
    return entry.label if entry else code


def term_in_year(code: str, on: date | None) -> Entry | None:
    """The term a code meant in the year of a report; codes were reused (COS: coral sand, then cosmetics)."""
    entries = library.read("vocabularies/terms.yaml")["entries"]
    year = on.year if on else None
    for entry in entries:
        if entry["code"] == code and _in_force(entry, year):
            return Entry(code, entry["label"], entry)
    return None


def _in_force(entry: dict[str, Any], year: int | None) -> bool:
    if year is None:
        return not entry.get("valid_to")
    return (entry.get("valid_from") or 0) <= year < (entry.get("valid_to") or 9999)
