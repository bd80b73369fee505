"""Numbers and quantities as people read them, in the language of whoever reads."""

from decimal import Decimal, localcontext
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext, to_locale

from . import vocabularies

COUNTED = ("", "NAR")
"""Units of what is counted one by one."""


def number(value: int | float | Decimal | None) -> str:
    """A recorded number, whole, with the reader's separators (those of CLDR, as in the drawings)."""
    return "" if value is None or value == "" else _number(value, get_language())


def quantity(amount: Decimal, unit: str) -> str:
    """``12.5 kilograms``, ``1 kilogram``, ``14 specimens``: a recorded amount with its unit."""
    if unit in COUNTED:
        many = 1 if amount == 1 else 2
        return ngettext("{amount} specimen", "{amount} specimens", many).format(amount=number(amount))
    if amount == 1:
        return f"{number(amount)} {vocabularies.label_of_one('units', unit)}"
    return f"{number(amount)} {vocabularies.label('units', unit)}"


@lru_cache(maxsize=20_000)
def _number(value: int | float | Decimal, language: str | None) -> str:
    """Lists say the same numbers again and again."""
    with localcontext(prec=200):  # what a file said may be absurd, and is shown all the same
        return format_decimal(value, "#,##0.############", locale=_locale(language))


@lru_cache(maxsize=32)
def _locale(language: str | None) -> Locale:
    try:
        return Locale.parse(to_locale(language or "en"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
