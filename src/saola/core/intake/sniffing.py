"""What a column holds, judged from a sample of its cells and not from its heading."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from .parsing.countries import country_words, find_country
from .parsing.numbers import is_number_word
from .sheets import Cell
from .vocabularies import Vocabularies
from .words import fold

_DATE = re.compile(
    r"^\s*(?:\d{4}[-/.年]\s*\d{1,2}(?:[-/.月]\s*\d{1,2}日?)?|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|"
    r"\d{1,2}[\s-][^\W\d]{3,}\.?,?[\s-]\d{2,4}|[^\W\d]{3,}\.?\s\d{1,2},?\s\d{4})(?:[ T]\d{1,2}:\d{2}.*)?\s*$"
)
_BINOMIAL = re.compile(
    r"^\s*[A-Z][a-zë-]{2,} (?:×\s?)?(?:[a-zë-]+(?:us|a|um|is|i|ae|ens|ns|e|or|ax|ex|ix|ox|yx|ops|os|es|as|on|er)|spp?\.)"
    r"(?: [a-z-]{3,}| var\..*| subsp\..*)?(?:\s\(?[A-Z].*)?\s*$"
)
"""A genus and an epithet with one of the endings that Latin has: “Sunda pangolin” is none."""
_URL = re.compile(r"^\s*(?:https?://|www\.)", re.I)
_YEAR = re.compile(r"^(?:19|20|25)\d{2}(?:\.0)?$")


def shares(cells: Sequence[Cell], vocabularies: Vocabularies | None = None) -> dict[str, float]:
    """For each thing a column may hold, the share of the filled cells that look like it, from 0 to 1."""
    filled = [cell for cell in cells if cell != "" and not (isinstance(cell, str) and not cell.strip())]
    if not filled:
        return {}
    words = [str(cell).strip() for cell in filled]
    count = len(filled)
    listed = vocabularies.lists.get("country", {}) if vocabularies is not None else {}
    found = {
        "date": sum(
            isinstance(cell, date | datetime) or (isinstance(cell, str) and bool(_DATE.match(cell)))
            for cell in filled
        ),
        "year": sum(bool(_YEAR.match(word)) for word in words),
        "month": sum(word.isdecimal() and 1 <= int(word) <= 12 for word in words if len(word) <= 2),
        "day": sum(word.isdecimal() and 1 <= int(word) <= 31 for word in words if len(word) <= 2),
        "country": sum(_is_country(word, listed) for word in words),
        "scientific_name": sum(bool(_BINOMIAL.match(word)) for word in words),
        "number": sum(_is_number(cell) for cell in filled),
        "url": sum(bool(_URL.match(word)) for word in words),
        "latitude": sum(_is_degrees(cell, 90) for cell in filled),
        "longitude": sum(_is_degrees(cell, 180) for cell in filled),
    }
    if vocabularies is not None:
        for name in vocabularies.lists.keys() - {"country"}:
            found[f"code:{name}"] = sum(vocabularies.find(name, word) is not None for word in words)
    result = {name: matches / count for name, matches in found.items()}
    result["distinct"] = len(set(words)) / count
    return result


def _is_country(word: str, listed: Mapping[str, str]) -> bool:
    if len(word) == 2 and word.isascii():
        return word.isupper() and (find_country(word) is not None or fold(word) in listed)
    return fold(word) in country_words() or fold(word) in listed


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return True
    return isinstance(cell, str) and is_number_word(cell.strip()) and not _DATE.match(cell)


def _is_degrees(cell: Cell, bound: int) -> bool:
    """Whether a cell is a number with three decimals or more between the bounds, as coordinates are."""
    try:
        number = float(str(cell).replace(",", "."))
    except ValueError:
        return False
    decimals = str(cell).replace(",", ".").partition(".")[2]
    return abs(number) <= bound and len(decimals) >= 3
