"""Which fields a heading may stand for, from its words alone."""

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from .field_words import fields_by_header, fields_by_heading, heading_key
from .vocabularies import Vocabularies
from .words import fold

FUZZY = 88
SHORTEST_GUESS = 5
"""Letters from which a heading may be misspelt and still be known."""
EXACT, BARE, PART, PLAIN = 1.0, 0.95, 0.9, 0.85
"""How sure a heading is: word for word, without its brackets and units, one of its halves, without small change."""

_IDLE = frozenset(
    [
        "seized",
        "confiscated",
        "recovered",
        "detected",
        "intercepted",
        "found",
        "reported",
        "name",
        "code",
        "iso",
        "iso2",
        "iso3",
        "total",
        "details",
        "if",
        "known",
        "any",
        "applicable",
        "only",
        "specify",
        "approx",
        "approximate",
        "estimated",
        "e",
        "g",
        "s",
        "es",
        "1",
        "2",
        "3",
        "saisi",
        "saisie",
        "saisis",
        "saisies",
        "incautado",
        "incautada",
        "incautados",
        "decomisado",
        "decomisada",
        "apreendido",
        "apreendida",
        "изъятого",
        "изъятых",
        "المضبوطة",
        "المضبوط",
        "名称",
        "bat",
        "giu",
        "thu",
    ]
)
"""Words that change nothing about what a column holds."""
_WEIGHT_WORDS = frozenset(
    [
        "weight",
        "mass",
        "poids",
        "masse",
        "peso",
        "вес",
        "масса",
        "الوزن",
        "وزن",
        "khoi",
        "trong",
        "berat",
        "gewicht",
        "bobot",
    ]
)
_BARE_UNITS = frozenset(("KGM", "GRM", "TON", "PCS", "LTR", "MTQ"))
_DANGEROUS = frozenset(
    ("quantity", "unit", "date", "country", "year", "value", "month", "day", "time", "equivalents")
)
"""Fields that are never guessed from a word inside a longer heading: a wrong guess would count or date falsely."""


def fields_of(heading: str) -> dict[str, tuple[float, str]]:
    """``{field: (likeness from 0 to 1, known word)}`` for a heading."""
    for likeness, words in _readings(heading):
        found: dict[str, tuple[float, str]] = {}
        for word in words:
            field = fields_by_header().get(fold(word)) or fields_by_heading().get(heading_key(word))
            if field:
                found.setdefault(field, (likeness, word))
        if found:
            return found
    if without_unit(heading) != ("", ""):
        return {"quantity": (PLAIN, heading)} if not without_unit(heading)[0] else _inside(heading)
    return _inside(heading) or _misspelt(heading)


def _readings(heading: str) -> list[tuple[float, list[str]]]:
    """The heading and what is left of it, surest first."""
    bare = heading.split("(")[0].split("（")[0].split("[")[0]
    parts = _parts(heading)
    plain = [_without_idle_words(word) for word in (heading, bare)]
    unitless = [word for word in (without_unit(heading)[0], without_unit(bare)[0]) if word]
    return [
        (EXACT, [heading]),
        (BARE, [bare]),
        (BARE, unitless),
        (PART, parts if len(parts) > 1 else []),
        (PLAIN, [word for word in plain if word]),
    ]


def _parts(heading: str) -> list[str]:
    """The halves of a heading in two languages: ``Date / 日期``, ``数量 (Quantity)``."""
    for sign in ("（", "）", "(", ")", "|", "\n", " - ", "：", "："):
        heading = heading.replace(sign, "/")
    return [part for part in heading.split("/") if fold(part)]


def _without_idle_words(heading: str) -> str:
    words = heading_key(heading).split()
    kept = [word for word in words if word not in _IDLE]
    return " ".join(kept) if kept and len(kept) < len(words) else ""


def without_unit(heading: str) -> tuple[str, str]:
    """A heading without the unit at its end, and the unit's code; both empty when no unit stands there.

    A heading that is nothing but a unit of weight, volume or pieces leaves nothing.

    >>> without_unit("Weight (kg)"), without_unit("Вес, кг"), without_unit("Quantity")
    (('Weight', 'KGM'), ('Вес', 'KGM'), ('', ''))
    """
    units = _units()
    if units.get(fold(heading)) in _BARE_UNITS and len(fold(heading)) > 1:
        return "", units[fold(heading)]
    for opening in ("(", "（", "[", ",", "，", " in ", " en ", " em ", " of ", " de ", " des ", " "):
        before, sign, behind = heading.rpartition(opening)
        unit = fold(behind.strip(" )）].:"))
        if sign and fold(before) and unit in units and (opening != " " or len(unit) > 1):
            return before.strip(), units[unit]
    return "", ""


@lru_cache(maxsize=1)
def _units() -> Mapping[str, str]:
    return Vocabularies.of({}).lists["unit"]


def names_weight(heading: str) -> bool:
    """Whether a heading speaks of a weight, so that a number below it is no count of animals."""
    return not _WEIGHT_WORDS.isdisjoint(fold(heading).split()) or any(sign in heading for sign in "重毛净淨")


def _inside(heading: str) -> dict[str, tuple[float, str]]:
    """The longest known phrase within a longer heading."""
    words = heading_key(heading).split()
    known = fields_by_heading()
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            field = known.get(phrase)
            if field and len(phrase) > 3 and (length > 1 or field not in _DANGEROUS):
                return {field: (0.5 + 0.3 * length / len(words), phrase)}
    return {}


def _misspelt(heading: str) -> dict[str, tuple[float, str]]:
    whole = fold(heading)
    if len(whole) < SHORTEST_GUESS:
        return {}
    found: dict[str, tuple[float, str]] = {}
    known = fields_by_header()
    for word, score, _ in process.extract(
        whole, known.keys(), scorer=fuzz.ratio, limit=5, score_cutoff=FUZZY
    ):
        found.setdefault(known[word], (0.9 * score / 100, word))
    return found
