"""The bundle that a court receives: originals, custody, proofs and a signed manifest, checked with stock tools."""

from .making import (
    AlteredCustodyError,
    AlteredFileError,
    JournalFrozenError,
    MayNotLeaveError,
    Withheld,
    asked,
    make,
    write,
)

__all__ = [
    "AlteredCustodyError",
    "AlteredFileError",
    "JournalFrozenError",
    "MayNotLeaveError",
    "Withheld",
    "asked",
    "make",
    "write",
]
