"""The bundle that a court receives: originals, custody, proofs and a signed manifest, checked with stock tools."""

from .making import ACTION, Withheld, asked, make, write
from .refusals import (
    REFUSALS,
    AlteredCustodyError,
    AlteredFileError,
    JournalFrozenError,
    MayNotLeaveError,
    NotSealedYetError,
    told,
)

__all__ = [
    "ACTION",
    "REFUSALS",
    "AlteredCustodyError",
    "AlteredFileError",
    "JournalFrozenError",
    "MayNotLeaveError",
    "NotSealedYetError",
    "Withheld",
    "asked",
    "make",
    "told",
    "write",
]
