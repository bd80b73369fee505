"""What is unsafe in this installation, in plain words, for whoever keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from saola.core.values import Message


class State(StrEnum):
    """How a thing stands. What cannot be known is never called safe."""

    SAFE = "safe"
    WARN = "warn"
    UNSAFE = "unsafe"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing about the installation: how it stands, and, where that is not well, what to do."""

    code: str
    state: State
    said: Message
    then: Message | None = None

    @property
    def is_well(self) -> bool:
        return self.state is State.SAFE


Check = Callable[[], Condition]


def check() -> list[Condition]:
    """Every condition, the worst first."""
    from .conditions import keeping, machine, originals, rounds, storing, strangers

    found = [
        look() for room in (machine, storing, keeping, originals, rounds, strangers) for look in room.CHECKS
    ]
    order = (State.UNSAFE, State.WARN, State.UNKNOWN, State.SAFE)
    return sorted(found, key=lambda condition: order.index(condition.state))


def is_unsafe(conditions: list[Condition]) -> bool:
    return any(condition.state is State.UNSAFE for condition in conditions)
