"""A computed number, with its interval and everything needed to compute it again."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Estimate:
    """``value`` within ``[low, high]`` at ``level`` (1.0 where the interval is a full range).

    ``method`` and ``version`` name how it was computed, ``digest`` the SHA-256 of its inputs, ``seed`` the
    random seed where there was one.

    Raises ``ValueError`` when the interval does not hold the value.
    """

    value: float
    low: float
    high: float
    unit: str
    method: str
    version: str
    level: float = 1.0
    digest: str = ""
    seed: int | None = None

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"the interval [{self.low}, {self.high}] does not hold {self.value}")

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def as_data(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}
