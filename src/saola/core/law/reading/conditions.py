"""Conditions on facts, and the facts themselves, from plain data."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ..conditions import ALWAYS, All, AnyOf, Condition, Is, Not, OneOf, Range
from ..errors import BadLawError
from ..facts import Fact, Facts, Value
from .words import entries, known, number

_BOUNDS = ("at_least", "more_than", "at_most", "less_than")


def read_condition(data: Any) -> Condition:
    """A mapping of facts to what they must be, all of them; ``all``, ``any`` and ``not`` nest.

    Raises ``BadLawError``.
    """
    if data is None:
        return ALWAYS
    if not isinstance(data, Mapping):
        raise BadLawError(f"a condition is a mapping of facts to what they must be, not {data!r}")
    parts = [_read_part(str(key), value) for key, value in data.items()]
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _read_part(key: str, value: Any) -> Condition:
    match key:
        case "all":
            return All(tuple(read_condition(part) for part in entries(value, "all")))
        case "any":
            parts = tuple(read_condition(part) for part in entries(value, "any"))
            if not parts:
                raise BadLawError("“any” of nothing can never be so")
            return AnyOf(parts)
        case "not":
            return Not(read_condition(value))
        case _:
            return _read_test(key, value)


def _read_test(fact: str, wanted: Any) -> Condition:
    if isinstance(wanted, bool):
        return Is(fact, wanted)
    if isinstance(wanted, Mapping):
        bounds = known(wanted, (*_BOUNDS, "unit"), f"the range of {fact}")
        limits = {name: number(bounds.get(name), name) for name in _BOUNDS}
        if not any(limit is not None for limit in limits.values()):
            raise BadLawError(f"the range of {fact} has no bound")
        return Range(fact, unit=str(bounds.get("unit") or ""), **limits)
    words = frozenset(str(word) for word in entries(wanted, fact))
    if not words:
        raise BadLawError(f"the words that {fact} must be one of are missing")
    return OneOf(fact, words)


def read_facts(data: Any) -> Facts:
    """Facts by name: a plain value is only alleged; ``{value, unit, evidence}`` says what proves it.

    ``unknown`` or nothing is a fact that is not known. Raises ``BadLawError``.
    """
    if data is None:
        return Facts()
    if not isinstance(data, Mapping):
        raise BadLawError(f"facts are a mapping of names to values, not {data!r}")
    return Facts({str(name): _read_fact(str(name), value) for name, value in data.items()})


def _read_fact(name: str, data: Any) -> Fact:
    if isinstance(data, Mapping):
        said = known(data, ("value", "unit", "evidence"), f"the fact {name}")
        evidence = tuple(str(one) for one in entries(said.get("evidence"), "evidence"))
        return Fact(_value(name, said.get("value")), str(said.get("unit") or ""), evidence)
    return Fact(_value(name, data))


def _value(name: str, data: Any) -> Value:
    if data is None or data == "unknown" or isinstance(data, bool):
        return None if data == "unknown" else data
    if isinstance(data, int | float | Decimal):
        return Decimal(str(data))
    if isinstance(data, date):
        return data.isoformat()
    if isinstance(data, str):
        return data
    if isinstance(data, list | tuple | set | frozenset):
        return frozenset(str(item) for item in data) or None
    raise BadLawError(f"the fact {name} is true, false, a number, a word or a list of words, not {data!r}")
