"""Dates as people write them, in many languages, to the day, the month or the year."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from saola.core.values import Message, PartialDate, gettext_noop, say

from ..faults import Fault, error, warning
from ..words import fold, plain_digits, tidy
from .date_faults import not_a_date, several_years
from .months import months, weekdays

FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
"""Day numbers of a spreadsheet taken for dates: October 1954 to January 2119."""
EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
EARLIEST_YEAR = 1900
BUDDHIST = 543
LONGEST = 200
"""Characters of a cell beyond which nobody wrote a date."""

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_CLOCK = re.compile(
    r"[T\s]*\b\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?\s*",
    re.I,
)
_FROM_TO = re.compile(
    r"\s+(?:-|–|—|to|until|till|through|and|au|à|al|a|ao|até|hasta|bis|по|до|至|到|إلى|حتى|đến)\s+|\s*(?:[–—至]|\.\.)\s*",
    re.I,
)
_CJK = re.compile(r"(\d{2,4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日号號일])?)?")
_VIETNAMESE = re.compile(
    r"^(?:ngày\s*(\d{1,2})\s*[,]?\s*)?tháng\s*(\d{1,2})\s*[,]?\s*(?:năm\s*|/\s*)?(\d{4})$", re.I
)
_YEARS = re.compile(r"^(\d{4})\s*[-–—/]\s*(\d{2}|\d{4})$")
_TWO_YEARS = re.compile(r"(?:19|20)\d{2}\s*[-–—/]\s*(?:19|20)\d{2}")
_PIECES = re.compile(r"\d+|[^\W\d_]+", re.U)
_SMALL_WORDS = frozenset(
    (
        "of",
        "the",
        "de",
        "del",
        "le",
        "el",
        "do",
        "da",
        "г",
        "года",
        "год",
        "st",
        "nd",
        "rd",
        "th",
        "er",
        "ngay",
        "nam",
        "date",
        "on",
        "o",
        "th",
    )
)


@dataclass(frozen=True, slots=True)
class DateReading:
    """``value`` is ``None`` when the words are no date. ``note`` says what was assumed."""

    value: PartialDate | None = None
    note: Message | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class DateHabits:
    """How one column writes dates: which comes first, which century, which era, what day it is today."""

    today: date
    day_first: bool | None = None
    pivot: int = 68
    calendar: str = "gregorian"
    epoch: date = EPOCH_1900


def read_date(cell: object, habits: DateHabits) -> DateReading:
    """Read a cell: text, a date, or a spreadsheet's number of a day."""
    if isinstance(cell, datetime):
        return _checked(PartialDate.of(cell.date()), habits)
    if isinstance(cell, date):
        return _checked(PartialDate.of(cell), habits)
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return DateReading(fault=not_a_date())
    if isinstance(cell, int | float):
        return _from_number(float(cell), habits)
    return _from_text(cell, habits)


def _from_text(text: str, habits: DateHabits) -> DateReading:
    words = text.strip()
    if len(words) > LONGEST:
        return DateReading(fault=not_a_date())
    iso = _ISO.fullmatch(words)
    if iso is not None:
        return _build(int(iso[1]), int(iso[2]), int(iso[3]), habits)
    words = _CLOCK.sub(" ", plain_digits(tidy(words))).strip(" .,;")
    years = _YEARS.match(words)
    if years is not None:
        return _from_years(years, habits)
    cjk = _CJK.fullmatch(words) or None
    if cjk is not None:
        return _build(_century(cjk[1], habits)[0], _number(cjk[2]), _number(cjk[3]), habits)
    vietnamese = _VIETNAMESE.match(words)
    if vietnamese is not None:
        return _build(int(vietnamese[3]), int(vietnamese[2]), _number(vietnamese[1]), habits)
    halves = _FROM_TO.split(words)
    if len(halves) == 2 and all(halves):
        return _from_range(halves[0], halves[1], habits)
    return _from_pieces(words, habits)


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _from_pieces(words: str, habits: DateHabits) -> DateReading:
    numbers: list[str] = []
    month = None
    month_at = 0
    for piece in _PIECES.findall(words):
        if piece.isdecimal():
            numbers.append(piece)
            continue
        folded = fold(piece)
        if folded in months() and month is None:
            month, month_at = months()[folded], len(numbers)
        elif folded not in weekdays() and folded not in _SMALL_WORDS:
            return DateReading(fault=several_years() if _TWO_YEARS.search(words) else not_a_date())
    if month is not None:
        return _with_month_name(numbers, month, month_at, habits)
    if not numbers or len(numbers) > 3:
        return DateReading(fault=not_a_date())
    return (_one_number, _two_numbers, _three_numbers)[len(numbers) - 1](numbers, habits)


def _with_month_name(numbers: list[str], month: int, month_at: int, habits: DateHabits) -> DateReading:
    if len(numbers) == 1:
        year, note = _century(numbers[0], habits)
        return _build(year, month, None, habits, note)
    if len(numbers) != 2:
        return DateReading(fault=not_a_date())
    day, year_text = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
    year, note = _century(year_text, habits)
    return _build(year, month, int(day), habits, note)


def _one_number(numbers: list[str], habits: DateHabits) -> DateReading:
    text = numbers[0]
    if len(text) == 8:
        if 1800 <= int(text[:4]) <= 2700:
            return _build(int(text[:4]), int(text[4:6]), int(text[6:]), habits)
        return _three_numbers([text[:2], text[2:4], text[4:]], habits)
    if len(text) == 6 and 1800 <= int(text[:4]) <= 2700 and 1 <= int(text[4:]) <= 12:
        return _build(int(text[:4]), int(text[4:]), None, habits)
    return _from_number(float(text), habits) if len(text) in (4, 5) else DateReading(fault=not_a_date())


def _two_numbers(numbers: list[str], habits: DateHabits) -> DateReading:
    first, second = numbers
    if len(first) == 4:
        return _build(int(first), int(second), None, habits)
    if len(second) == 4:
        return _build(int(second), int(first), None, habits)
    return DateReading(
        fault=error(
            "no-year",
            say(gettext_noop("The date has no year.")),
            say(gettext_noop("Write the date with its year, such as 2016-06-01.")),
        )
    )


def _three_numbers(numbers: list[str], habits: DateHabits) -> DateReading:
    first, second, third = numbers
    if len(first) == 4:
        return _build(int(first), int(second), int(third), habits)
    if len(first) > 2 or len(second) > 2 or len(third) not in (2, 4):
        return DateReading(fault=not_a_date())
    year, note = _century(third, habits)
    one, two = int(first), int(second)
    if one > 12 or two > 12 or one == two:
        day, month = (one, two) if two <= 12 else (two, one)
        return _build(year, month, day, habits, note)
    if habits.day_first is not None:
        day, month = (one, two) if habits.day_first else (two, one)
        return _build(year, month, day, habits, note)
    reading = _build(year, two, one, habits, note)
    if reading.fault is not None:
        return reading
    return DateReading(
        reading.value,
        reading.note,
        warning(
            "ambiguous-date",
            say(
                gettext_noop("Day and month may be the other way round; it was read as {date}."),
                date=str(reading.value),
            ),
            say(gettext_noop("Say in the profile whether this agency writes the day or the month first.")),
        ),
    )


def _from_years(match: re.Match[str], habits: DateHabits) -> DateReading:
    first, second = int(match[1]), match[2]
    if len(second) == 2 and 1 <= int(second) <= 12 and int(second) != (first + 1) % 100:
        return _build(first, int(second), None, habits)
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    if first == last:
        return _build(first, None, None, habits)
    return DateReading(fault=several_years())


def _from_range(first: str, second: str, habits: DateHabits) -> DateReading:
    end = _from_text(second, habits)
    start = _from_text(first, habits)
    if start.value is None and end.value is not None and end.value.year is not None:
        # "12 to 15 March 2016" and "March - April 2016" leave to the second half what both share
        for shared in (
            f"{first} {end.value.year}",
            f"{end.value.year}-{end.value.month or 1:02d}-{first:0>2}",
        ):
            start = _from_text(shared, habits)
            if start.value is not None:
                break
    if start.value is None or end.value is None:
        return start if start.value is None else end
    a, b = start.value, end.value
    if a.year != b.year:
        return DateReading(fault=several_years())
    value = a if a == b else PartialDate(a.year, a.month if a.month == b.month else None)
    return DateReading(
        value,
        say(
            gettext_noop("The file gives a span of days; what both ends share was taken: {date}."),
            date=str(value),
        ),
        end.fault,
    )


def _from_number(number: float, habits: DateHabits) -> DateReading:
    if number.is_integer() and EARLIEST_YEAR <= number <= 2700:
        return _build(int(number), None, None, habits)
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        day = habits.epoch + timedelta(days=int(number))
        note = say(
            gettext_noop("{number} was read as the number a spreadsheet gives to {date}."),
            number=int(number),
            date=str(day),
        )
        return _checked(PartialDate.of(day), habits, note)
    return DateReading(fault=not_a_date())


def _century(text: str, habits: DateHabits) -> tuple[int, Message | None]:
    year = int(text)
    if len(text) > 2:
        return year, None
    full = 2000 + year if year <= habits.pivot else 1900 + year
    return full, say(gettext_noop("The year {short} was read as {full}."), short=text, full=full)


def _build(
    year: int, month: int | None, day: int | None, habits: DateHabits, note: Message | None = None
) -> DateReading:
    if habits.calendar == "buddhist" and year > 2400:
        note = say(
            gettext_noop("The year {thai} of the Buddhist era is {year}."), thai=year, year=year - BUDDHIST
        )
        year -= BUDDHIST
    if 2400 < year < 2700:
        return DateReading(
            fault=error(
                "other-calendar",
                say(
                    gettext_noop("The year {thai} looks like the Buddhist era, which would be {year}."),
                    thai=year,
                    year=year - BUDDHIST,
                ),
                say(
                    gettext_noop(
                        "Say in the profile that this agency counts years so, or write the year {year}."
                    ),
                    year=year - BUDDHIST,
                ),
            )
        )
    try:
        value = PartialDate(year, month or None, day or None)
    except ValueError:
        return DateReading(
            fault=error(
                "no-such-day",
                say(gettext_noop("There is no such day in the calendar.")),
                say(
                    gettext_noop(
                        "Correct the day or the month; if only the month is known, write it as 2016-06."
                    )
                ),
            )
        )
    return _checked(value, habits, note)


def _checked(value: PartialDate, habits: DateHabits, note: Message | None = None) -> DateReading:
    first = value.first_day
    if first is not None and first > habits.today:
        return DateReading(
            fault=error(
                "future",
                say(gettext_noop("The date {date} lies in the future."), date=str(value)),
                say(gettext_noop("Correct the date; a seizure can only be recorded once it has happened.")),
            )
        )
    if first is not None and first.year < EARLIEST_YEAR:
        return DateReading(
            value,
            note,
            warning(
                "very-early",
                say(gettext_noop("The date {date} lies very far back."), date=str(value)),
                say(gettext_noop("It was recorded; check the year.")),
            ),
        )
    return DateReading(value, note)


def read_year(cell: object, habits: DateHabits) -> DateReading:
    """The year in a column of years, as a date known to the year."""
    if isinstance(cell, str):
        text = plain_digits(cell.strip())
        if text.isdecimal() and len(text) <= 2:
            year, note = _century(text, habits)
            return _build(year, None, None, habits, note)
        if text.endswith(".0") and text[:-2].isdecimal():
            return _from_number(float(text), habits)
    return read_date(cell, habits)


def read_month(cell: object) -> int | None:
    """The number of the month in a column of months, or ``None``."""
    text = plain_digits(str(cell)).strip().removesuffix(".0")[:LONGEST]
    number = int(text) if text.isdecimal() else months().get(fold(text)) or _number(re.sub(r"\D", "", text))
    return number if number is not None and 1 <= number <= 12 else None


def day_first_of(texts: Iterable[str]) -> bool | None:
    """Whether a column's unambiguous dates put the day first; ``None`` when none tells, or they disagree."""
    seen = set()
    for text in texts:
        match = re.match(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](?:\d{4}|\d{2})(?!\d)", plain_digits(text))
        if match:
            one, two = int(match[1]), int(match[2])
            if one > 12 >= two:
                seen.add(True)
            elif two > 12 >= one:
                seen.add(False)
    return seen.pop() if len(seen) == 1 else None
