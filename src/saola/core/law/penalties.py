"""What a court may impose: custody in months and days beside the original words, fines, and how they combine."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from saola.core.values import Message, Outcome, gettext_noop, say

from .errors import BadLawError
from .logic import NO, UNKNOWN, YES

_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(year|month|week|day)s?", re.IGNORECASE)
_ONE = {"year": gettext_noop("1 year"), "month": gettext_noop("1 month"), "day": gettext_noop("1 day")}
_MANY = {
    "year": gettext_noop("{number} years"),
    "month": gettext_noop("{number} months"),
    "day": gettext_noop("{number} days"),
}
_TOGETHER = {
    2: gettext_noop("{first} and {second}"),
    3: gettext_noop("{first}, {second} and {third}"),
}
_SHORTEST_MONTHS, _LONGEST_MONTHS = Fraction(365, 12), Fraction(366, 12)  # in days


@dataclass(frozen=True)
class Term:
    """A time, as months and days that are never converted into each other.

    >>> Term.parse("6 years and 1 day")
    Term(months=Fraction(72, 1), days=Fraction(1, 1))

    Raises ``BadLawError`` for a negative term.
    """

    months: Fraction = Fraction(0)
    days: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        if self.months < 0 or self.days < 0:
            raise BadLawError(f"a term cannot be negative: {self.months} months, {self.days} days")

    @classmethod
    def parse(cls, text: str) -> "Term":
        """Read "4 years", "3.99 years", "18 months", "10 days", "6 years and 1 day". Raises ``BadLawError``."""
        parts = _PART.findall(text)
        rest = _PART.sub("", text).replace("and", "").replace(",", "").strip()
        if not parts or rest:
            raise BadLawError(f"not a time in years, months, weeks or days: {text!r}")
        size = {"year": (12, 0), "month": (1, 0), "week": (0, 7), "day": (0, 1)}
        months = sum((Fraction(n) * size[unit.lower()][0] for n, unit in parts), Fraction(0))
        days = sum((Fraction(n) * size[unit.lower()][1] for n, unit in parts), Fraction(0))
        return cls(months, days)

    def at_least(self, other: "Term") -> Outcome:
        """Whether it is as long as ``other``; unknown where that hangs on the length of a month in days."""
        if self.days == other.days:
            return YES if self.months >= other.months else NO
        months, days = self.months - other.months, self.days - other.days
        longest, shortest = (
            max(months * _LONGEST_MONTHS, months * _SHORTEST_MONTHS),
            min(months * _LONGEST_MONTHS, months * _SHORTEST_MONTHS),
        )
        if shortest + days >= 0:
            return YES
        return NO if longest + days < 0 else UNKNOWN

    def times(self, factor: Fraction) -> "Term":
        return Term(self.months * factor, self.days * factor)

    @cached_property
    def rough_months(self) -> Fraction:
        """In months, a month taken as a twelfth of 365.25 days: for sorting and showing, never for a rule."""
        return self.months + self.days * 48 / 1461

    @cached_property
    def in_words(self) -> Message:
        """In years, months and days."""
        years, months = divmod(self.months, 12)
        spans = ((Fraction(years), "year"), (months, "month"), (self.days, "day"))
        parts = [_counted(number, unit) for number, unit in spans if number]
        if len(parts) < 2:
            return parts[0] if parts else _counted(Fraction(0), "day")
        return say(_TOGETHER[len(parts)], **dict(zip(("first", "second", "third"), parts, strict=False)))

    def __str__(self) -> str:
        words = []
        years, months = divmod(self.months, 12)
        for number, unit in ((years, "year"), (months, "month"), (self.days, "day")):
            if number:
                words.append(f"{_plain(Fraction(number))} {unit}{'' if number == 1 else 's'}")
        return " ".join(words) or "0 days"


def _counted(number: Fraction, unit: str) -> Message:
    return say(_ONE[unit]) if number == 1 else say(_MANY[unit], number=_plain(number))


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"


class CustodyKind(StrEnum):
    """``indeterminate``: at the court's or executive's pleasure, without a maximum by its nature."""

    NONE = "none"
    TERM = "term"
    LIFE = "life"
    DEATH = "death"
    INDETERMINATE = "indeterminate"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Custody:
    """Deprivation of liberty: the gravest kind possible, with its range and the original ``words``.

    ``maximum`` is ``None`` where the text sets none or it is not known; ``kind`` then says which: ``term`` without
    maximum is a prison term whose maximum is not known here. Raises ``BadLawError`` for a range upside down, and for
    a maximum beside a kind that has none.
    """

    kind: CustodyKind = CustodyKind.UNKNOWN
    maximum: Term | None = None
    minimum: Term | None = None
    words: str = ""

    def __post_init__(self) -> None:
        if self.maximum is not None and self.kind is not CustodyKind.TERM:
            raise BadLawError(f"custody of the kind {self.kind} has no maximum in years")
        if self.maximum and self.minimum and self.maximum.at_least(self.minimum) is NO:
            raise BadLawError(f"a minimum of {self.minimum} is above the maximum of {self.maximum}")


class Combination(StrEnum):
    """How custody and fine stand to each other."""

    AND = "and"
    OR = "or"
    AND_OR = "and_or"  # either or both
    CUSTODY_ONLY = "custody_only"
    FINE_ONLY = "fine_only"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fine:
    """A fine in its original ``words``, and in figures of ``unit`` as far as these are plain.

    ``unit`` is a currency, or what the law counts in (``day-fine``, ``penalty unit``). ``per`` is what the figures
    stand for (``specimen``, ``species``); ``cap`` is then the most in all. ``times_value``: also a multiple of the
    value of the specimens.
    """

    words: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str = ""
    per: str = ""
    cap: Decimal | None = None
    times_value: Decimal | None = None
    is_unlimited: bool = False


@dataclass(frozen=True, slots=True)
class Penalty:
    """All that a court may impose under one tier; ``also`` are other consequences in the words of the law."""

    custody: Custody = Custody()
    fine: Fine | None = None
    combination: Combination = Combination.UNKNOWN
    also: tuple[str, ...] = ()
    words: str = ""
