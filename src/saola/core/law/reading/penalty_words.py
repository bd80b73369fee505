"""Reads a penalty as laws word it in English: "imprisonment not exceeding 15 years or a fine of 3 million or both".

What is not certain is left out, for a person to say; the words themselves are kept beside it in any case.
"""

import re
from dataclasses import dataclass
from typing import Any

_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50}
_UNIT = r"(?:year|month|week|day)s?"
_ONE = rf"\d+(?:\.\d+)?\s*{_UNIT}"
_TIME = rf"{_ONE}(?:\s*(?:,|and)?\s*{_ONE})*"
_RANGES = (
    re.compile(rf"between\s+({_ONE})\s+and\s+({_ONE})"),
    re.compile(rf"(?:from\s+)?({_ONE})\s*(?:to|-|–)\s*({_ONE})"),
    re.compile(rf"(?:from\s+)?(\d+)\s*(?:to|-|–)\s*(\d+\s*{_UNIT})"),
    re.compile(
        rf"(?:not less than|at least|a minimum of)\s+({_TIME})[^.;]*?"
        rf"(?:not more than|not exceeding|up to|to a maximum of|and a maximum of|extend to|to)\s+({_TIME})"
    ),
)
_LEAST = re.compile(rf"(?:not less than|at least|minimum(?: term)?(?: of)?|or more than)\s+({_TIME})")
_ANY = re.compile(_TIME)
_LIFE = re.compile(
    r"\b(?:imprisonment for (?:the term of (?:his|her|their) natural )?life|life imprisonment|for life)\b"
)
_DEATH = re.compile(r"\b(?:death|capital punishment)\b")
_PLEASURE = re.compile(r"\b(?:at|during) the pleasure\b|\bindeterminate\b|\bindefinite\b")
_UNPAID = re.compile(r"[,;]?\s*(?:and\s+)?(?:in default|in lieu|failing payment)\b[^.;]*")
_AMOUNT = re.compile(
    r"(?P<before>[A-Z]{3}|[$€£¥])?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*"
    r"(?P<size>thousand|million|billion)?\s*(?P<after>[A-Z]{3}\b)?"
)
_SIZES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PER = re.compile(r"\b(?:per|for each|for every|in respect of each)\s+([a-z]+)")
_BELOW = re.compile(r"(?:not less than|at least|minimum(?: of)?)\s*$")


@dataclass(frozen=True, slots=True)
class PenaltyRead:
    """In the shape of the files of law. ``None``: nothing was said of it, or it was not understood.

    ``is_whole``: every time and every amount in the words was understood.
    """

    custody: dict[str, Any] | None = None
    fine: dict[str, Any] | None = None
    combination: str | None = None
    is_whole: bool = True


def read_penalty_words(text: str) -> PenaltyRead:
    """What the words say for certain; time in default of payment of a fine is no penalty of its own."""
    said = _plain(text)
    custody, without_times, times_read = _custody(said)
    fine, amounts_read = _fine(without_times)
    is_whole = times_read and amounts_read and not _UNPAID.search(_digits(text))
    return PenaltyRead(custody, fine, _combination(said, custody, fine) if is_whole else None, is_whole)


def _plain(text: str) -> str:
    return _UNPAID.sub("", _digits(text))


def _digits(text: str) -> str:
    """Number words as digits, and no number said a second time in brackets."""
    said = " ".join(re.sub(r"\((?:\d[\d,]*|[a-z -]+)\)", " ", text).split())
    pattern = re.compile(r"\b(" + "|".join(_NUMBERS) + r")\b", re.IGNORECASE)
    return pattern.sub(lambda found: str(_NUMBERS[found[1].lower()]), said)


def _custody(said: str) -> tuple[dict[str, Any] | None, str, bool]:
    """The custody, the words without it, and whether every time in them was understood."""
    low = said.lower()
    for kind, pattern in (("death", _DEATH), ("life", _LIFE), ("indeterminate", _PLEASURE)):
        if pattern.search(low):
            return {"kind": kind}, _blank(said, _ANY), not _ANY.search(low)
    for pattern in _RANGES:
        if found := pattern.search(low):
            first, last = found[1], found[2]
            if first.isdigit():
                first = f"{first} {last.split()[-1]}"
            return _whole({"minimum": first, "maximum": last}, said, found)
    if found := _LEAST.search(low):
        return _whole({"kind": "term", "minimum": found[1]}, said, found)
    if found := _ANY.search(low):
        return _whole({"maximum": found[0]}, said, found)
    return None, said, True


def _whole(
    custody: dict[str, Any], said: str, found: re.Match[str]
) -> tuple[dict[str, Any] | None, str, bool]:
    rest = said[: found.start()] + " " * (found.end() - found.start()) + said[found.end() :]
    if _ANY.search(rest.lower()):  # a second offence, an alternative: not for us to choose
        return None, _blank(rest, _ANY), False
    return custody, rest, True


def _blank(said: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: " " * len(found[0]), said)


def _fine(said: str) -> tuple[dict[str, Any] | None, bool]:
    amounts = [found for found in _AMOUNT.finditer(said) if found["number"]]
    if not amounts:
        return ({}, True) if re.search(r"\bfine\b", said.lower()) else (None, True)
    if len(amounts) > 2:
        return {}, False
    figures = [_figure(found) for found in amounts]
    fine: dict[str, Any] = {}
    if len(figures) == 2:
        between = said[amounts[0].end() : amounts[1].start()].lower()
        if figures[0] > figures[1] or not re.fullmatch(
            r"\s*(?:to|and|-|–|and not more than|and up to)\s*", between
        ):
            return {}, False
        fine |= {"minimum": figures[0], "maximum": figures[1]}
    elif _BELOW.search(said[: amounts[0].start()].lower()):
        fine["minimum"] = figures[0]
    else:
        fine["maximum"] = figures[0]
    units = {unit for found in amounts for unit in (found["before"], found["after"]) if unit}
    if len(units) > 1:
        return {}, False
    if units and (unit := units.pop()).isalpha():
        fine["unit"] = unit
    if per := _PER.search(said.lower()):
        fine["per"] = per[1]
    return fine, True


def _figure(found: re.Match[str]) -> int:
    return round(float(found["number"].replace(",", "")) * _SIZES.get(found["size"] or "", 1))


def _combination(said: str, custody: Any, fine: Any) -> str | None:
    if custody is None or fine is None:
        return "custody_only" if custody is not None else "fine_only" if fine is not None else None
    low = said.lower()
    if re.search(r"\bboth\b|\band/or\b", low):
        return "and_or"
    joined = re.findall(r"\b(and|or)\b(?=[^.;]*\bfine\b)", low) or re.findall(r"\b(and|or)\b", low)
    return joined[-1] if joined else None
