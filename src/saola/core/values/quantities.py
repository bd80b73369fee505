"""A number of something, in a unit, as it was counted or weighed."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """``amount`` in ``unit``, a code of the unit vocabulary (``KGM``, ``NAR`` for a number of specimens).

    Raises ``ValueError`` for a negative or infinite amount.
    """

    amount: Decimal
    unit: str
    is_estimate: bool = False

    def __post_init__(self) -> None:
        if not self.amount.is_finite() or self.amount < 0:
            raise ValueError(f"a quantity is a number of zero or more, not {self.amount}")

    def __str__(self) -> str:
        return f"{'~' if self.is_estimate else ''}{self.amount.normalize():f} {self.unit}"
