"""The names of the months, in the languages that agencies write in."""

from functools import lru_cache

from babel.dates import get_day_names, get_month_names

from ..words import fold

LANGUAGES = (
    "en",
    "fr",
    "es",
    "pt",
    "ru",
    "ar",
    "ar_SY",
    "ar_MA",
    "ar_DZ",
    "vi",
    "id",
    "de",
    "it",
    "sw",
    "th",
    "nl",
    "tr",
)
MORE = {"sept": 9, "set": 9, "setiembre": 9, "jully": 7, "febuary": 2}


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Every folded name or abbreviation of a month, and its number."""
    found = dict(MORE)
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in get_month_names(width, context, language).items():
                    folded = fold(name)
                    if not folded.isdecimal():
                        found.setdefault(folded, number)
    return found


@lru_cache(maxsize=1)
def weekdays() -> frozenset[str]:
    """Every folded name or abbreviation of a day of the week, which a date may carry and does not need."""
    return frozenset(
        fold(name)
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, "format", language).values()
        if fold(name) not in months()
    )
