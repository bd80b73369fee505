"""Acts of custody as plain data and back, for storage and for the journal. Amounts are texts, so nothing is rounded."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from saola.core.values import Quantity

from .acts import ACTS, Act


def to_data(act: Act) -> dict[str, Any]:
    """What the act says, without its kind. ``from_data`` reads it back."""
    return {field.name: _kept(getattr(act, field.name)) for field in fields(act)}


def from_data(kind: str, data: Mapping[str, Any]) -> Act:
    """The act of ``kind`` that ``to_data`` wrote. Raises ``KeyError`` for a kind that is not known."""
    said = {name: _read(value) for name, value in data.items()}
    if kind == "split":
        said["parts"] = tuple((number, _read(quantity)) for number, quantity in data["parts"])
    return ACTS[kind](**said)


def _kept(value: Any) -> Any:
    if isinstance(value, Quantity):
        kept: dict[str, Any] = {"amount": f"{value.amount:f}", "unit": value.unit}
        return kept | {"is_estimate": True} if value.is_estimate else kept
    if isinstance(value, tuple):
        return [_kept(each) for each in value]
    return value


def _read(value: Any) -> Any:
    if isinstance(value, Mapping) and "amount" in value:
        return Quantity(Decimal(value["amount"]), value["unit"], value.get("is_estimate", False))
    return value
