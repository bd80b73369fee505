"""Spellings brought together: what two writers of one name may write differently without meaning another.

Three degrees of folding, each wider than the one before:

``scientific_key``  case, spaces, accents, rank and hybrid signs: the same scientific name.
``stem``            Latin gender and genitive endings of an epithet (*leucophthalmus*, *leucophthalma*).
``sound``           letters which writers exchange because they sound alike (*ph* and *f*, *y* and *i*).

``common_key`` does the first for common names in any script.
"""

import re
import unicodedata

# Rank signs say something about a name; they do not spell it. ``read`` keeps what they say. A cross is not
# a sign: *A. b × c* is another thing than the subspecies *A. b c*.
_SIGNS = frozenset({"var", "ssp", "subsp", "f", "fo", "forma", "subvar", "sect", "subg", "subgen"})

_QUOTES = str.maketrans(
    dict.fromkeys("\"'`´‘’‚‛“”„‟«»‹›\u200b\u200c\u200d\u2060\ufeff\u00ad")
    | {"×": " × ", "✕": " × ", "_": " "}
)
_NOT_WORD = re.compile(r"[^\w×-]+")
_HYPHENS = re.compile("[\u2010-\u2015\u2212-]+")


def fold_accents(text: str) -> str:
    """``text`` without accents on Latin letters; other scripts keep their marks, which make other letters.

    >>> fold_accents("Vöthii") + fold_accents("йод")
    'Vothiiйод'
    """
    if text.isascii():
        return text
    kept: list[str] = []
    on_latin = False
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character):
            if not on_latin:
                kept.append(character)
        else:
            on_latin = character < "\u0250" or "\u1e00" <= character < "\u1f00"
            kept.append(_LETTERS.get(character, character) if on_latin else character)
    return unicodedata.normalize("NFC", "".join(kept))


# Latin letters that do not decompose.
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"} | {
    "Æ": "Ae", "Œ": "Oe", "Ø": "O", "Đ": "D", "Ð": "D", "Ł": "L", "Þ": "Th"
}  # fmt: skip


def scientific_key(text: str) -> str:
    """The letters of a scientific name, signs and punctuation apart.

    >>> scientific_key('  ALOE\\u00a0 compressa var. Rugosquamosa')
    'aloe compressa rugosquamosa'
    """
    if text.isascii() and text.replace(" ", "").isalpha():
        words = text.lower().split()  # nine names in ten
    else:
        plain = fold_accents(unicodedata.normalize("NFKC", text)).translate(_QUOTES).casefold()
        words = _NOT_WORD.sub(" ", _HYPHENS.sub("-", plain)).split()
    spelt = [word for place, word in enumerate(words) if place == 0 or word not in _SIGNS]
    return " ".join("×" if word == "x" else word for word in spelt)


_ENDINGS = (
    ("orum", "i"), ("arum", "ae"), ("iae", "ae"), ("rum", "r"), ("ii", "i"), ("us", ""), ("um", ""),
    ("os", ""), ("on", ""), ("is", ""), ("er", "r"), ("a", ""), ("e", ""),
)  # fmt: skip


def stem(epithet: str) -> str:
    """The epithet without its gender or its doubled genitive, for comparing across genera.

    A moved species agrees with its new genus (International Code of Zoological Nomenclature, article 31.2);
    *-i* and *-ii* are two spellings of one genitive (article 33.4).

    >>> [stem(word) for word in ("leucophthalmus", "leucophthalma", "niger", "nigra", "smithii", "smithi")]
    ['leucophthalm', 'leucophthalm', 'nigr', 'nigr', 'smithi', 'smithi']
    """
    if epithet.endswith("ae"):
        return epithet
    for ending, instead in _ENDINGS:
        if epithet.endswith(ending) and len(epithet) - len(ending) >= 3:
            return epithet[: -len(ending)] + instead
    return epithet


_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("rh", "r"), ("ch", "c"), ("kh", "c"), ("ae", "e"), ("oe", "e"),
    ("ck", "c"), ("sch", "s"), ("sc", "s"), ("qu", "c"),
)  # fmt: skip
_LIKE_LETTERS = str.maketrans("yjkqwzg", "iiccvsc", "h-")
_DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """A rough key under which spellings that sound alike in Latin fall together.

    >>> sound("rhynchophorus") == sound("rinkoforus")
    True
    """
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", word.translate(_LIKE_LETTERS))


# Arabic script: carriers of hamza, the two yas and kafs of Arabic and Persian, ta marbuta, tatweel, vowels.
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"}
    | dict.fromkeys("ءـ" + "".join(map(chr, range(0x064B, 0x0660))) + "\u0670")
)
_HAN = re.compile(r"(?<=[\u2e80-\u9fff\uf900-\ufaff])\s+(?=[\u2e80-\u9fff\uf900-\ufaff])")
_BETWEEN = re.compile(r"[^\w\s]+|_")


def common_key(text: str) -> str:
    """A common name of any script, as it is compared: case, width, accents, hyphens and spaces folded.

    >>> common_key("Sea-Eagle,  WHITE‐tailed"), common_key("穿 山 甲"), common_key("الفِيل") == common_key("الفـيل")
    ('sea eagle white tailed', '穿山甲', True)
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain.isascii():
        return " ".join(_BETWEEN.sub(" ", plain.replace("'", "")).split())
    plain = fold_accents(plain.translate(_QUOTES)).translate(_ARABIC).replace("ё", "е")
    # Vowel signs of Indic scripts are marks, not word characters; they must not part a word.
    apart = "".join(
        mark if unicodedata.category(mark)[0] in "LNM" or mark.isspace() else " " for mark in plain
    )
    return _HAN.sub("", " ".join(apart.split()))
