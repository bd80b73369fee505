"""What is said to have happened, fact by fact, and what proves each. A fact that is not there is not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

Value = bool | Decimal | str | frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """What is stated (``None``: not known), in ``unit`` where it is a number, and what proves it.

    ``evidence`` names exhibits, statements or records. A fact without evidence is only alleged.
    """

    value: Value
    unit: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """The facts of one question by name: ``appendix``, ``organized_group``, ``value``, ``previous_convictions`` ..."""

    by_name: Mapping[str, Fact] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", MappingProxyType(dict(self.by_name)))

    def get(self, name: str) -> Fact | None:
        """The fact, or ``None`` where nothing is known of it."""
        fact = self.by_name.get(name)
        return None if fact is None or fact.value is None else fact

    def is_proved(self, name: str) -> bool:
        """Whether something is named that proves the fact."""
        fact = self.get(name)
        return fact is not None and bool(fact.evidence)

    def words(self, name: str) -> frozenset[str]:
        """The fact as a set of words; empty where it is not known or is no word."""
        fact = self.get(name)
        if fact is None or not isinstance(fact.value, str | frozenset):
            return frozenset()
        return frozenset((fact.value,)) if isinstance(fact.value, str) else fact.value

    def adding(self, **facts: Fact) -> "Facts":
        return Facts({**self.by_name, **facts})


NOTHING = Facts()
