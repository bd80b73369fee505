"""Keys under which two reports of one seizure meet, for comparing within equal keys alone.

Unlike ``search_keys`` they ask for equality only, so that a table can be joined with itself. Days are put in
spans of eight that overlap by four: any two days up to four apart lie in one span together.
"""

import hashlib

from saola.core.values import Precision

from .duplicates import SeizureOutline
from .words import fold

SPAN_STEP = 4


def meeting_keys(seizure: SeizureOutline) -> frozenset[str]:
    """The keys of a seizure. Two that share none are not compared.

    They share one when they bear one reference; when they are of one genus, in one country, up to four days
    apart; or of one taxon (or day) and one quantity, in one country and year.
    """
    keys: set[str] = set()
    if reference := fold(seizure.reference):
        keys.add(f"ref|{reference}")
    if seizure.on.precision is Precision.DAY and seizure.on.first_day is not None:
        day = seizure.on.first_day
        span = day.toordinal() // SPAN_STEP
        for genus in {taxon.partition(" ")[0] for taxon in seizure.taxa}:
            keys.add(f"span|{seizure.country}|{span}|{genus}")
            keys.add(f"span|{seizure.country}|{span - 1}|{genus}")
        keys.update(
            f"day|{seizure.country}|{day}|{amount.normalize():f}|{unit}"
            for amount, unit in seizure.quantities
        )
    if seizure.on.year is not None:
        keys.update(
            f"what|{seizure.country}|{seizure.on.year}|{taxon}|{amount.normalize():f}|{unit}"
            for taxon in seizure.taxa
            for amount, unit in seizure.quantities
        )
    return frozenset(keys)


def key_number(key: str) -> int:
    """``key`` as a whole number of 63 bits, the same in every run."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") >> 1
