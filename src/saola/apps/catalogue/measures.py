"""Standard quantities and equivalents, by the rules and factors of the knowledge library."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from saola.core.units import Conversion, NotConvertible, Rule, rules_from_data, standardise
from saola.core.values import Quantity

from . import library


@cache
def conversion_rules() -> tuple[Rule, ...]:
    return rules_from_data(library.read("conversions.yaml"))


def convert(
    quantity: Decimal, unit: str, term: str, lineage: Mapping[str, str]
) -> Conversion | NotConvertible:
    """``quantity`` in the standard unit; ``lineage`` maps ranks to names."""
    return standardise(Quantity(quantity, unit), term, lineage, conversion_rules())


def standard(
    quantity: Decimal, unit: str, term: str, lineage: Mapping[str, str]
) -> tuple[Decimal | None, str]:
    """Quantity and unit after conversion; ``(None, "")`` where there is no way to convert."""
    converted = convert(quantity, unit, term, lineage)
    if isinstance(converted, NotConvertible):
        return None, ""
    return round(converted.quantity.amount, 6), converted.quantity.unit
