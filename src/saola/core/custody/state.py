"""Where exhibits are, who answers for them, what is left of them: the outcome of their entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from saola.core.values import Quantity

from .discrepancies import Discrepancy


class Where(StrEnum):
    """In whose hands an exhibit is."""

    IN_CUSTODY = "in_custody"
    ON_ITS_WAY = "on_its_way"
    AT_LABORATORY = "at_laboratory"
    IN_COURT = "in_court"
    DISPOSED = "disposed"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One exhibit after its last entry.

    ``holder`` answers for it: a person, or the laboratory or court while it is there. While it is on its way
    ``holder`` is the one who signed it away and ``receiver`` the one who has not signed yet.

    What was taken in balances, in the exhibit's own unit: ``taken_in = present + given + consumed + unaccounted``,
    where ``unaccounted`` may be negative when more was found than was recorded. After disposal ``present`` is what
    was disposed of.
    """

    number: str
    taken_in: Quantity
    holder: str
    where: Where = Where.IN_CUSTODY
    receiver: str = ""
    place: str = ""
    seal: str = ""
    was_opened: bool = False
    given: Decimal = Decimal(0)
    consumed: Decimal = Decimal(0)
    unaccounted: Decimal = Decimal(0)
    requests: tuple[str, ...] = ()
    parent: str = ""
    is_sample: bool = False
    last_at: datetime | None = None
    last_entry: int = 0
    entry_out: int = 0
    """The entry by which it last left its holder's hands."""

    @property
    def present(self) -> Quantity:
        """What is left of it."""
        left = self.taken_in.amount - self.given - self.consumed - self.unaccounted
        return replace(self.taken_in, amount=left)

    @property
    def unit(self) -> str:
        return self.taken_in.unit


@dataclass(frozen=True, slots=True)
class State:
    """Every exhibit of a record, every seal it ever bore, and everything that does not agree.

    ``seals`` tells for each seal number the exhibit it was used on; ``entries`` the exhibit of each entry number.
    """

    exhibits: Mapping[str, Exhibit] = field(default_factory=dict)
    seals: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[int, str] = field(default_factory=dict)
    discrepancies: tuple[Discrepancy, ...] = ()

    def __post_init__(self) -> None:
        for name in ("exhibits", "seals", "entries"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def last_entry(self) -> int:
        return max(self.entries, default=0)

    @property
    def open_discrepancies(self) -> tuple[Discrepancy, ...]:
        return tuple(found for found in self.discrepancies if found.is_open)

    def of(self, exhibit: str) -> tuple[Discrepancy, ...]:
        """Everything that does not agree about one exhibit, explained or not."""
        return tuple(found for found in self.discrepancies if found.exhibit == exhibit)

    def with_exhibit(self, exhibit: Exhibit, **changes: Any) -> "State":
        """The state in which ``exhibit`` is as given; other fields changed by name."""
        return replace(self, exhibits={**self.exhibits, exhibit.number: exhibit}, **changes)
