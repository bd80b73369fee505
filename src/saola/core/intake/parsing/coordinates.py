"""Latitudes and longitudes: decimal, or in degrees, minutes and seconds."""

import re

from saola.core.values import gettext_noop, say

from ..faults import Fault, error
from ..words import plain_digits, tidy

_NUMBER = r"\d+(?:[.,]\d+)?"
_DEGREES = re.compile(
    rf"^(?P<before>[NSEWO])?\s*(?P<sign>[-−+])?\s*(?P<d>{_NUMBER})\s*[°ºd:\s]?\s*"
    rf"(?:(?P<m>{_NUMBER})\s*['’′m:\s]?\s*)?(?:(?P<s>{_NUMBER})\s*(?:[\"”″s]|''|’’)?\s*)?(?P<after>[NSEWO])?$",
    re.I,
)
_PAIR = re.compile(r"^(.*?[NSEWO\d°'\"’”])\s*[,;/\s]\s*([-−+NSEWO\d].*)$", re.I)


def read_degrees(cell: object, bound: int) -> tuple[float | None, Fault | None]:
    """Degrees north or east, between minus and plus ``bound`` (90 for latitudes, 180 for longitudes)."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _bounded(float(cell), bound)
    match = _DEGREES.match(plain_digits(tidy(str(cell))))
    if match is None:
        return None, _unreadable()
    minutes, seconds = (_decimal(match[part]) for part in ("m", "s"))
    if minutes >= 60 or seconds >= 60:
        return None, _unreadable()
    degrees = _decimal(match["d"]) + minutes / 60 + seconds / 3600
    side = (match["before"] or match["after"] or "").upper()
    # O is west in the Romance languages (oeste, ouest, ovest)
    if match["sign"] in ("-", "−") or side in ("S", "W", "O"):
        degrees = -degrees
    return _bounded(degrees, bound)


def read_coordinates(text: str) -> tuple[tuple[float, float] | None, Fault | None]:
    """``((latitude, longitude), fault)`` of a cell that holds both."""
    words = plain_digits(tidy(text)).strip("()[] ")
    for match in _splits(words):
        latitude, fault = read_degrees(match[0], 90)
        longitude, other = read_degrees(match[1], 180)
        if latitude is not None and longitude is not None:
            return (latitude, longitude), None
        if fault is not None and fault.code == "off-globe":
            return None, fault
        if other is not None and other.code == "off-globe":
            return None, other
    return None, _unreadable()


def _splits(words: str) -> list[tuple[str, str]]:
    found = []
    for at, mark in enumerate(words):
        if mark in ",;/ " and words[:at].strip() and words[at + 1 :].strip():
            found.append((words[:at].strip(" ,;/"), words[at + 1 :].strip(" ,;/")))
    # a comma with a space behind it parts the two more surely than any other sign
    found.sort(key=lambda pair: words[len(pair[0]) : len(pair[0]) + 2] != ", ")
    return found


def _decimal(text: str | None) -> float:
    return float(text.replace(",", ".")) if text else 0.0


def _bounded(degrees: float, bound: int) -> tuple[float | None, Fault | None]:
    if -bound <= degrees <= bound:
        return degrees, None
    return None, error(
        "off-globe",
        say(gettext_noop("Degrees lie between -{bound} and {bound} here."), bound=bound),
        say(
            gettext_noop(
                "Check whether latitude and longitude were exchanged or the decimal sign is missing."
            )
        ),
    )


def _unreadable() -> Fault:
    return error(
        "not-a-coordinate",
        say(gettext_noop("This cannot be read as a coordinate.")),
        say(gettext_noop("Write degrees with decimals, such as -3.1190, or leave the cell empty.")),
    )
