"""What an index is built from: one entry for every name that a list gives to a taxon."""

from collections.abc import Hashable
from enum import StrEnum
from typing import NamedTuple


class NameKind(StrEnum):
    """What a name is to its taxon."""

    ACCEPTED = "accepted"
    SYNONYM = "synonym"
    COMMON = "common"
    GROUP = "group"
    """A common name for several taxa together (pangolins), given to the higher taxon or to each member."""


class NameEntry(NamedTuple):
    """``name`` is a ``kind`` of name for the taxon ``taxon_id``.

    ``rank`` (``SPECIES``, ``GENUS``, ``FAMILY``...), ``family`` and ``lineage`` (names of higher taxa, highest
    first) are read from the accepted entry; ``language`` is an ISO 639-1 code, empty where unknown.
    """

    taxon_id: Hashable
    name: str
    kind: NameKind
    rank: str = ""
    language: str = ""
    author: str = ""
    family: str = ""
    lineage: tuple[str, ...] = ()
