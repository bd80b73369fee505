"""Reading and matching scientific and common names as people write them.

>>> index = NameIndex.build([NameEntry(1, "Manis javanica", NameKind.ACCEPTED, rank="SPECIES")])
>>> index.match("MANIS  JAVANICA").best.taxon_id
1
"""

from .checklist import entries_from_checklist, entries_from_common_names
from .entries import NameEntry, NameKind
from .index import NameIndex
from .matching import Candidate, MatchOutcome, NameMatch
from .reading import WrittenName, read, split_names

__all__ = [
    "Candidate",
    "MatchOutcome",
    "NameEntry",
    "NameIndex",
    "NameKind",
    "NameMatch",
    "WrittenName",
    "entries_from_checklist",
    "entries_from_common_names",
    "read",
    "split_names",
]
