"""Raw ivory equivalent: raw and worked ivory in one figure, as ETIS reports it."""

from decimal import Decimal

from saola.core.values import Estimate

CARVING_LOSS = Decimal("0.3")
"""Share of raw ivory lost in carving: ETIS report to CoP18, note 5; Milliken et al. 2002."""

RAW_IVORY_KG = "raw_ivory_kg"


def raw_ivory_equivalent(
    raw_kg: Decimal, worked_kg: Decimal, carving_loss: Decimal = CARVING_LOSS
) -> Estimate:
    """``raw_kg`` plus the raw ivory that ``worked_kg`` was carved from, in kilograms.

    RIE = raw + worked / (1 - loss). Raises ``ValueError`` for a negative weight or a loss outside [0, 1).
    """
    if raw_kg < 0 or worked_kg < 0:
        raise ValueError("a weight of ivory is zero or more")
    if not 0 <= carving_loss < 1:
        raise ValueError(f"the share lost in carving lies in [0, 1), not {carving_loss}")
    value = float(raw_kg + worked_kg / (1 - carving_loss))
    return Estimate(value, value, value, unit=RAW_IVORY_KG, method="raw ivory equivalent", version="1")
