"""The least number of animals that the parts seized together can come from."""

import math
from collections import defaultdict
from collections.abc import Sequence

from saola.core.values import Estimate

METHOD = "minimum individuals"
VERSION = "1"


def minimum_individuals(parts: Sequence[Estimate]) -> Estimate | None:
    """The number of animals behind ``parts`` of one taxon in one incident, from the equivalents of each row.

    Parts of one kind add up (three tusks and one tusk); parts of different kinds may be of the same animals (a
    skin and its skull). So ``low`` is the largest number that any one kind asks for, rounded up, and ``high`` what
    it is when no two kinds share an animal; ``value`` is the best single kind. Weights take part as kinds of their
    own. ``None`` without parts.

    Raises ``ValueError`` when the parts are not counted in the same unit.
    """
    if not parts:
        return None
    if len(units := {part.unit for part in parts}) > 1:
        raise ValueError(f"parts of one animal are counted in one unit, not in {', '.join(sorted(units))}")
    kinds: defaultdict[str, list[Estimate]] = defaultdict(list)
    for part in parts:
        kinds[part.method].append(part)
    low = max(_up(math.fsum(part.low for part in kind)) for kind in kinds.values())
    value = max(math.fsum(part.value for part in kind) for kind in kinds.values())
    high = sum(_up(math.fsum(part.high for part in kind)) for kind in kinds.values())
    return Estimate(
        value=max(low, _up(value)), low=low, high=high, unit=parts[0].unit, method=METHOD, version=VERSION
    )


def _up(number: float) -> int:
    """``number`` rounded up, forgiving what binary fractions add to a whole number."""
    return math.ceil(round(number, 9))
