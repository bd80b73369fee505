"""An amount of money in one currency. Amounts of different currencies never meet without a dated rate."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """``amount`` in ``currency``, an ISO 4217 code. Raises ``ValueError`` for a code of another shape."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not (len(self.currency) == 3 and self.currency.isascii() and self.currency.isupper()):
            raise ValueError(f"a currency is three capital letters, not {self.currency!r}")

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"
