"""Words as people write them, brought to one form so that two spellings of the same word meet."""

import re
import unicodedata
from functools import lru_cache

_APART = re.compile(r"[\W_]+")
_LETTERS_THAT_STAY = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """``text`` in small letters without accents, its words one space apart.

    >>> fold("  País  de_Incautação: ")
    'pais de incautacao'
    >>> fold("Đà Nẵng")
    'da nang'
    >>> fold("№")
    'no'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return _APART.sub(" ", unicodedata.normalize("NFKC", plain.translate(_LETTERS_THAT_STAY))).strip()


def plain_digits(text: str) -> str:
    """``text`` with the digits of any script (Arabic-Indic, Devanagari, full width) as 0 to 9.

    >>> plain_digits("٢٠١٦")
    '2016'
    """
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(mark)) if not mark.isascii() and mark.isdecimal() else mark for mark in text
    )


def tidy(text: str) -> str:
    """``text`` without the spaces and invisible marks around and between its words."""
    if text.isascii():
        return " ".join(text.split())
    visible = "".join(mark for mark in text if unicodedata.category(mark) != "Cf")
    return " ".join(visible.split())
