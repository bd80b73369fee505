"""The bundle that a court receives: originals, custody, proofs and a signed manifest, checked with stock tools."""

from .making import ACTION, Withheld, asked, make, write
from .refusals import AlteredCustodyError, AlteredFileError, JournalFrozenError, MayNotLeaveError

__all__ = [
    "ACTION",
    "AlteredCustodyError",
    "AlteredFileError",
    "JournalFrozenError",
    "MayNotLeaveError",
    "Withheld",
    "asked",
    "make",
    "write",
]
