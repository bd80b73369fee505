"""Penalties from plain data."""

from collections.abc import Mapping
from typing import Any

from ..errors import BadLawError
from ..penalties import Combination, Custody, CustodyKind, Fine, Penalty
from .words import entries, known, number, term, word


def read_penalty(data: Mapping[str, Any]) -> Penalty:
    """From the keys ``custody``, ``fine``, ``combination``, ``also``, ``penalty_words`` of a tier."""
    combination = word(Combination, data.get("combination"), Combination.UNKNOWN, "combination")
    return Penalty(
        custody=read_custody(data.get("custody"), combination),
        fine=read_fine(data.get("fine")),
        combination=combination,
        also=tuple(str(one) for one in entries(data.get("also"), "also")),
        words=str(data.get("penalty_words") or ""),
    )


def read_custody(data: Any, combination: Combination = Combination.UNKNOWN) -> Custody:
    """``{kind, maximum, minimum, words}``; nothing is not known, or none where only a fine is possible."""
    if data is None:
        none = combination is Combination.FINE_ONLY
        return Custody(CustodyKind.NONE if none else CustodyKind.UNKNOWN)
    said = known(data, ("kind", "maximum", "minimum", "words"), "custody")
    maximum = term(said.get("maximum"))
    default = CustodyKind.UNKNOWN if maximum is None else CustodyKind.TERM
    kind = word(CustodyKind, said.get("kind"), default, "the kind of custody")
    if kind is not CustodyKind.NONE and combination is Combination.FINE_ONLY:
        raise BadLawError("a fine only, and custody beside it: one of the two is wrong")
    return Custody(kind, maximum, term(said.get("minimum")), str(said.get("words") or ""))


def read_fine(data: Any) -> Fine | None:
    """``{words, minimum, maximum, unit, per, cap, times_value, unlimited}``, or words alone."""
    if data is None:
        return None
    if isinstance(data, str):
        return Fine(data)
    figures = ("minimum", "maximum", "cap", "times_value")
    said = known(data, (*figures, "words", "unit", "per", "unlimited"), "a fine")
    return Fine(
        words=str(said.get("words") or ""),
        unit=str(said.get("unit") or ""),
        per=str(said.get("per") or ""),
        is_unlimited=bool(said.get("unlimited")),
        **{name: number(said.get(name), name) for name in figures},
    )
