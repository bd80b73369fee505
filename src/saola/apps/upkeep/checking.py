"""What is unsafe in this installation, in plain words, for whoever keeps it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from saola.core.values import Message, gettext_noop, say

_log = logging.getLogger(__name__)


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
    """Every condition, the worst first. A look that breaks off is one condition among the others."""
    from .conditions import keeping, machine, originals, rounds, storing, strangers

    rooms = (machine, storing, keeping, originals, rounds, strangers)
    found = [_looked(look) for room in rooms for look in room.CHECKS]
    order = (State.UNSAFE, State.WARN, State.UNKNOWN, State.SAFE)
    return sorted(found, key=lambda condition: order.index(condition.state))


def _looked(look: Check) -> Condition:
    """What ``look`` found. What could not be looked at counts as unsafe until it can."""
    try:
        with transaction.atomic():  # an error of the database must not spoil the looks after this one
            return look()
    except Exception as error:
        _log.exception("the check called %s broke off", look.__name__)
        said = say(
            gettext_noop(
                "The check called {check} broke off ({error}), so nothing is known of what it looks at."
            ),
            check=look.__name__,
            error=type(error).__name__,
        )
        then = say(
            gettext_noop(
                "The log of this node holds the whole error. Take this for unsafe until it is mended."
            )
        )
        return Condition(look.__name__, State.UNSAFE, said, then)


def is_unsafe(conditions: list[Condition]) -> bool:
    return any(condition.state is State.UNSAFE for condition in conditions)
