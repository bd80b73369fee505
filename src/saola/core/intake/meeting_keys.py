"""Keys under which two reports of one seizure meet, for comparing within equal keys alone.

They ask for equality only, so that a table can be joined with itself. Days are put in spans of eight that
overlap by four: any two days up to four apart lie in one span together.
"""

import hashlib

from saola.core.values import Precision

from .duplicates import SeizureOutline, is_common
from .words import fold

SPAN_STEP = 4


def meeting_keys(seizure: SeizureOutline) -> frozenset[str]:
    """The keys of a seizure. Two that share none are not compared.

    They share one when they bear one reference; when they are of one country and genus, or of one country and
    quantity, up to four days apart (the same day, for the one or two that most seizures are of); or of one
    country, year, taxon and quantity.
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
        for amount, unit in seizure.quantities:
            what = f"{amount.normalize():f}|{unit}"
            if is_common(amount):
                keys.add(f"day|{seizure.country}|{day}|{what}")
            else:
                keys.add(f"some|{seizure.country}|{span}|{what}")
                keys.add(f"some|{seizure.country}|{span - 1}|{what}")
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
