"""The words that agencies write above their columns, by field, and the form in which two headings meet."""

import re
from functools import lru_cache

from ..words import fold
from .way_and_case import WORDS as WAY_AND_CASE
from .what import WORDS as WHAT
from .when_and_where import WORDS as WHEN_AND_WHERE

HEADER_WORDS: dict[str, str] = {**WHEN_AND_WHERE, **WHAT, **WAY_AND_CASE}
"""Words by field key, parted by bars."""

_NUMBER_SIGN = re.compile(r"\b(?:n o|no|nos|nr|num|numb|number|numero|nomor|номер|n)\b")
_SMALL_WORDS = frozenset(
    [
        "of",
        "the",
        "de",
        "del",
        "la",
        "le",
        "les",
        "el",
        "los",
        "las",
        "du",
        "des",
        "do",
        "da",
        "dos",
        "das",
        "d",
        "l",
        "s",
    ]
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


@lru_cache(maxsize=10_000)
def heading_key(text: str) -> str:
    """``text`` folded, without articles, every word for "number" as one sign.

    >>> heading_key("N.º de expediente"), heading_key("Entry No."), heading_key("seizureDate")
    ('# expediente', 'entry #', 'seizure date')
    """
    folded = fold(_CAMEL.sub(" ", text))
    words = [word for word in _NUMBER_SIGN.sub("#", folded).split() if word not in _SMALL_WORDS]
    return " ".join(words) if len(words) > 1 else folded


@lru_cache(maxsize=1)
def fields_by_heading() -> dict[str, str]:
    """The key of every known heading and the field it stands for."""
    found: dict[str, str] = {}
    for key, words in HEADER_WORDS.items():
        for word in words.split("|"):
            found.setdefault(heading_key(word), key)
    return found


@lru_cache(maxsize=1)
def fields_by_header() -> dict[str, str]:
    """Every folded heading as it is written and the field it stands for."""
    return {fold(word): key for key, words in HEADER_WORDS.items() for word in words.split("|")}


def is_known_header(header: str) -> bool:
    """Whether ``header`` is a word that agencies write above a column."""
    return heading_key(header) in fields_by_heading() or fold(header) in fields_by_header()
