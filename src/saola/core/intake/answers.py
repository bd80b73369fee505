"""What a reader of cells is given, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from saola.core.values import Reported

from .faults import Fault
from .parsing.dates import EPOCH_1900
from .profiles import Profile
from .vocabularies import Vocabularies

BY = "intake 1"
MEMORY = 20_000
"""Different words of a column that are remembered; beyond it memory begins anew."""

Answer = tuple[Reported[Any] | None, tuple[Fault, ...]]
NOTHING: Answer = (None, ())


class Amount(NamedTuple):
    """A number as reported: between ``low`` and ``high`` (``None``: without bound), with the ``unit`` (code)
    and its ``words`` when they stood in the same cell."""

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    is_estimate: bool = False
    unit: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What every column of a file is read by."""

    profile: Profile
    vocabularies: Vocabularies
    today: date
    epoch: date = EPOCH_1900


Read = Callable[[Any, str], Answer]
"""From a cell and its words to what they say."""
