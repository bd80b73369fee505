"""How many animals, plants or kilograms of raw ivory one reported quantity stands for."""

import hashlib
import json
from decimal import ROUND_CEILING, Decimal

from saola.core.values import Estimate, Quantity

from .factors import Factor, FactorSet, Rounding
from .taxa import Lineage

ANIMALS = "animals"


def equivalent(
    quantity: Quantity | None,
    term: str,
    taxon_lineage: Lineage,
    factors: FactorSet,
    *,
    gives: str = ANIMALS,
    reported: Decimal | None = None,
) -> Estimate | None:
    """What ``quantity`` of ``term`` stands for in ``gives``, with the whole range of the factor (level 1).

    ``quantity`` is in its standard unit, or ``None`` where none was reported. ``reported`` is the equivalent that
    the source itself gives; it stands, exactly, only where no factor applies and the set keeps it. ``None``:
    not convertible. ``method`` is the set and the factor, ``version`` the set's, ``digest`` that of the inputs.
    """
    factor = None if quantity is None else factors.choose(term, quantity.unit, gives, taxon_lineage)
    if quantity is not None and factor is not None:
        return _by_factor(quantity, term, factor, factors)
    if reported is not None and factors.keeps_reported:
        return Estimate(
            value=float(reported),
            low=float(reported),
            high=float(reported),
            unit=gives,
            method=f"{factors.name}: as reported",
            version=factors.version,
            digest=_digest(factors, "as reported", term, str(reported)),
        )
    return None


def _by_factor(quantity: Quantity, term: str, factor: Factor, factors: FactorSet) -> Estimate:
    low, value, high = (_rounded(amount, factors.rounding) for amount in factor.of(quantity.amount))
    return Estimate(
        value=float(value),
        low=float(low),
        high=float(high),
        unit=factor.gives,
        method=f"{factors.name}: {factor.id}",
        version=factors.version,
        digest=_digest(factors, factor.id, term, str(quantity)),
    )


def _rounded(amount: Decimal, rounding: Rounding) -> Decimal:
    return amount.to_integral_value(ROUND_CEILING) if rounding is Rounding.UP_PER_ROW else amount


def _digest(factors: FactorSet, *inputs: str) -> str:
    canonical = json.dumps([factors.digest, *inputs], ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
