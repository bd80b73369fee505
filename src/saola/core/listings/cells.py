"""Cells of the official downloads: words, dates, and what is said of a row that cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..values import Message, gettext_noop, say

Row = Mapping[str, str | None]

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowError:
    """Something in a row that could not be read; ``is_fatal`` when no record came of it."""

    row: int
    text: Message
    is_fatal: bool = True


def read_day(text: str) -> date:
    """``31/10/1976``, ``1976-10-31``, ``28-Jan-86`` (years from 70 are 19xx) or with a time after it.

    Raises ``ValueError`` for anything else.
    """
    plain = text.strip().split(" ")[0].split("T")[0]
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", plain):
        day, month, year = (int(group) for group in match.groups())
        return date(year, month, day)
    if match := re.fullmatch(r"(\d{1,2})-([A-Za-z]{3})-(\d{2}|\d{4})", plain):
        year = int(match[3])
        if year < 100:
            year += 1900 if year >= 70 else 2000
        if match[2].lower() not in _MONTHS:
            raise ValueError(f"not a date: {text!r}")
        return date(year, _MONTHS[match[2].lower()], int(match[1]))
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain):
        raise ValueError(f"not a date: {text!r}")
    return date.fromisoformat(plain)


def text_in(row: Row, *columns: str) -> str:
    """The first of the columns that holds something."""
    for column in columns:
        if found := " ".join((row.get(column) or "").replace("\xa0", " ").split()):
            return found
    return ""


def read_country(text: str) -> str:
    """Two capital letters, or nothing. Raises ``ValueError`` for anything else."""
    if text and not re.fullmatch("[A-Z]{2}", text):
        raise ValueError(f"not a country code: {text!r}")
    return text


def unreadable(number: int, error: Exception) -> RowError:
    return RowError(
        number,
        say(gettext_noop("Row {row} was left out: {why}"), row=number, why=str(error)),
    )
