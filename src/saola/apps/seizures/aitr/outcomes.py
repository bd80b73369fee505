"""What rooms above this one know of the outcome of a seizure: under which law it was charged, what was decided.

A room that knows says so when it starts (``tells``); what it tells stands in the report beside what the agencies wrote.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import QuerySet

from ..models import Incident
from .cells import SEPARATOR


@dataclass(frozen=True, slots=True)
class Told:
    """Words for the columns of the form, in English, and codes of ``disposal``. Nothing in it may tell who."""

    law: tuple[str, ...] = ()
    sanction: tuple[str, ...] = ()
    disposal: tuple[str, ...] = ()


NOTHING = Told()


class Teller(Protocol):
    """What a room that knows outcomes answers. It tells only what may be passed on."""

    def told(self, incidents: QuerySet[Incident]) -> Mapping[int, Told]:
        """By the key of the seizure; those of which nothing is known are left out."""

    def changed(self, years: Mapping[int, datetime]) -> Collection[int]:
        """Those of ``years`` in which something was told after the moment that stands with the year."""


_TELLERS: list[Teller] = []


def tells(teller: Teller) -> None:
    """Let a room tell what it knows; once, however often it starts."""
    if teller not in _TELLERS:
        _TELLERS.append(teller)


def outcomes(incidents: QuerySet[Incident]) -> dict[int, Told]:
    """What all rooms together know, by the key of the seizure."""
    found: dict[int, Told] = {}
    for teller in _TELLERS:
        for key, told in teller.told(incidents).items():
            before = found.get(key, NOTHING)
            found[key] = Told(
                _once((*before.law, *told.law)),
                _once((*before.sanction, *told.sanction)),
                _once((*before.disposal, *told.disposal)),
            )
    return found


def changed_since(years: Mapping[int, datetime]) -> set[int]:
    """The years of which some room told something later than the moment given."""
    return {year for teller in _TELLERS for year in teller.changed(years)}


def beside(written: str, told: Iterable[str]) -> str:
    """What the agency wrote, and after it what is told and does not stand there already."""
    said = [one for one in told if one and one.casefold() not in written.casefold()]
    return SEPARATOR.join(filter(None, [written, *said]))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
