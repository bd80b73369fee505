"""A reader for the cells of one column, prepared once and asked for every row."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from saola.core.values import Money, Reported, gettext_noop, say

from .answers import BY, NOTHING, Amount, Answer, Circumstances, Read
from .code_words import code_finder, find_codes, unknown_word
from .faults import Fault, warning
from .fields import Field, FieldKind
from .guarding import unguarded
from .parsing import find_country, read_currency, read_date, read_money, read_month, read_number, read_year
from .parsing.dates import DateHabits, day_first_of
from .parsing.numbers import decimal_sign_of
from .place_cells import prepare_countries, prepare_country, prepare_degrees, prepare_legs, prepare_route
from .profiles import Profile
from .sheets import Cell
from .vocabularies import word_key
from .words import tidy

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def prepare(
    field: Field, circumstances: Circumstances, sample: Sequence[Cell] = ()
) -> Callable[[Cell], Answer]:
    """The reader for a column of ``field``, which learns decimal sign and order of dates from ``sample``."""
    texts = [cell for cell in sample if isinstance(cell, str)]
    read = _READERS.get(field.kind, _prepare_text)(field, circumstances, texts)
    nulls = _nulls(field, circumstances.profile)

    def answer(cell: Cell) -> Answer:
        if type(cell) is str:
            words = cell.strip()
            if words[:1] == "'":
                words = unguarded(words)
            if not words.isascii() and _INVISIBLE.search(words) is not None:
                return _read_visible(words)
            if words.casefold() in nulls:
                return NOTHING
            return read(words, words)
        return read(cell, shown(cell))

    def _read_visible(words: str) -> Answer:
        """Marks that nobody sees (of direction, of byte order) are kept in the words and not read."""
        visible = _INVISIBLE.sub("", words).strip()
        if visible.casefold() in nulls:
            return NOTHING
        reported, faults = read(visible, visible)
        return None if reported is None else replace(reported, text=words), faults

    return answer


def shown(cell: Cell) -> str:
    """A typed cell as words."""
    if type(cell) is str:
        return cell
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _nulls(field: Field, profile: Profile) -> frozenset[str]:
    words = {word.strip().casefold() for word in profile.nulls} | {""}
    if field.kind in (FieldKind.COUNTRY, FieldKind.COUNTRIES, FieldKind.LEGS, FieldKind.ROUTE):
        # NA is Namibia, whatever else a profile takes for an empty cell
        words = {word for word in words if find_country(word) is None}
    return frozenset(words)


def _prepare_text(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    words_of = circumstances.profile.terms.get(field.key, {})
    mapped = {word_key(word): code for word, code in words_of.items()}

    def read(cell: object, words: str) -> Answer:
        resolved = mapped.get(word_key(words), tidy(words)) if mapped else tidy(words)
        return Reported(words, resolved or None, BY), ()

    return read


def _habits(circumstances: Circumstances, texts: list[str]) -> DateHabits:
    profile = circumstances.profile
    day_first = profile.day_first if profile.day_first is not None else day_first_of(texts)
    return DateHabits(circumstances.today, day_first, profile.pivot, profile.calendar, circumstances.epoch)


def _prepare_date(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    habits = _habits(circumstances, texts)
    reader = read_year if field.kind is FieldKind.YEAR else read_date

    def read(cell: object, words: str) -> Answer:
        reading = reader(cell, habits)
        faults = (reading.fault,) if reading.fault is not None else ()
        return Reported(words, reading.value, BY, reading.note), faults

    return read


def _prepare_month(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    def read(cell: object, words: str) -> Answer:
        number = read_month(cell) if field.kind is FieldKind.MONTH else _day(words)
        if number is not None:
            return Reported(words, number, BY), ()
        fault = warning(
            "no-month-or-day",
            say(gettext_noop("This is not a month of the year or a day of the month.")),
            say(gettext_noop("The date was kept without it; write a number.")),
        )
        return Reported(words, None, BY), (fault,)

    return read


def _day(words: str) -> int | None:
    digits = words.removesuffix(".0")
    return int(digits) if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31 else None


def _prepare_time(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    def read(cell: object, words: str) -> Answer:
        if isinstance(cell, time):
            return Reported(words, cell, BY), ()
        if isinstance(cell, float) and 0 <= cell < 1:
            minutes = round(cell * 24 * 60)
            return Reported(words, time(minutes // 60 % 24, minutes % 60), BY), ()
        match = re.match(r"^(\d{1,2})[:.hH时時](\d{2})", words)
        if match and int(match[1]) < 24 and int(match[2]) < 60:
            return Reported(words, time(int(match[1]), int(match[2])), BY), ()
        return Reported(words, None, BY), ()

    return read


def _prepare_number(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    decimal = circumstances.profile.decimal or decimal_sign_of(texts)
    units = code_finder("unit", "unit", circumstances.profile, circumstances.vocabularies)

    def read(cell: object, words: str) -> Answer:
        # a typed number always has a point, whatever the file's own decimal sign
        reading = read_number(words, decimal if isinstance(cell, str) else ".")
        faults: tuple[Fault, ...] = () if reading.fault is None else (reading.fault,)
        if reading.amount is None:
            return Reported(words, None, BY, reading.note), faults
        if not reading.rest:
            amount = Amount(reading.amount, reading.low, reading.high, reading.is_estimate)
            return Reported(words, amount, BY, reading.note), faults
        rest = reading.rest.strip(" .()")
        unit = (units(rest) or "") if rest else ""
        if rest and not unit:
            faults += (_words_behind(rest),)
        amount = Amount(reading.amount, reading.low, reading.high, reading.is_estimate, unit, rest)
        return Reported(words, amount, BY, reading.note), faults

    return read


def _words_behind(rest: str) -> Fault:
    return warning(
        "words-behind-number",
        say(gettext_noop("Behind the number stands “{words}”, which is not known as a unit."), words=rest),
        say(
            gettext_noop(
                "The number was taken and the words were kept; add the unit to the profile if it is one."
            )
        ),
    )


def _prepare_code(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    find = code_finder(field.key, field.vocabulary, circumstances.profile, circumstances.vocabularies)
    has_list = circumstances.vocabularies.has(field.vocabulary)

    def read(cell: object, words: str) -> Answer:
        codes, unknown = find_codes(words, find, field.is_many)
        faults = () if codes or not unknown or not has_list else (unknown_word(field.label, words),)
        if field.is_many:
            return Reported(words, codes or None, BY), faults
        return Reported(words, codes[0] if codes else None, BY), faults

    return read


def _prepare_money(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    decimal = circumstances.profile.decimal or decimal_sign_of(texts)

    def read(cell: object, words: str) -> Answer:
        reading = read_money(words, decimal if isinstance(cell, str) else ".")
        faults: tuple[Fault, ...] = () if reading.fault is None else (reading.fault,)
        if reading.amount is None:
            return Reported(words, None, BY), faults
        resolved = Money(reading.amount, reading.currency) if reading.currency else reading.amount
        return Reported(words, resolved, BY), faults

    return read


def _prepare_currency(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    def read(cell: object, words: str) -> Answer:
        return Reported(words, read_currency(words), BY), ()

    return read


_READERS: dict[FieldKind, Callable[[Field, Circumstances, list[str]], Read]] = {
    FieldKind.DATE: _prepare_date,
    FieldKind.YEAR: _prepare_date,
    FieldKind.MONTH: _prepare_month,
    FieldKind.DAY: _prepare_month,
    FieldKind.TIME: _prepare_time,
    FieldKind.COUNTRY: prepare_country,
    FieldKind.COUNTRIES: prepare_countries,
    FieldKind.LEGS: prepare_legs,
    FieldKind.ROUTE: prepare_route,
    FieldKind.LATITUDE: prepare_degrees,
    FieldKind.LONGITUDE: prepare_degrees,
    FieldKind.COORDINATES: prepare_degrees,
    FieldKind.NUMBER: _prepare_number,
    FieldKind.UNIT: _prepare_code,
    FieldKind.CODE: _prepare_code,
    FieldKind.MONEY: _prepare_money,
    FieldKind.CURRENCY: _prepare_currency,
}
