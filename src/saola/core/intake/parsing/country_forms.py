"""Names of countries as they stand in sentences: with articles and prepositions, and in the cases of Russian."""

import re
from collections.abc import Iterator

BEFORE_NAMES = frozenset(
    [
        "the",
        "from",
        "to",
        "in",
        "into",
        "of",
        "out",
        "via",
        "du",
        "de",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "en",
        "au",
        "aux",
        "a",
        "depuis",
        "vers",
        "del",
        "el",
        "los",
        "las",
        "desde",
        "hacia",
        "do",
        "da",
        "dos",
        "das",
        "o",
        "os",
        "as",
        "no",
        "na",
        "nos",
        "nas",
        "para",
        "aus",
        "der",
        "die",
        "dem",
        "den",
        "von",
        "nach",
        "il",
        "lo",
        "gli",
        "dal",
        "dalla",
        "dall",
        "из",
        "от",
        "с",
        "со",
        "в",
        "во",
        "на",
        "к",
        "ко",
        "до",
        "по",
        "через",
        "من",
        "الى",
        "إلى",
        "في",
        "عبر",
        "tu",
        "den",
        "nuoc",
        "sang",
        "qua",
        "tai",
    ]
)
"""Small words before a country's name, folded; all are facts of grammar, from memory."""
_HAN_BEFORE = re.compile("^(?:来自|來自|运往|運往|前往|途经|途經|经由|經由|从|從|自|由|经|經|至|到|往)")

_NOUN_ENDINGS = (
    ("ия", ("ии", "ию", "ией")),
    ("ея", ("еи", "ею", "еей")),
    ("я", ("и", "ю", "ей", "е")),
    ("га", ("ги", "ге", "гу", "гой")),
    ("ка", ("ки", "ке", "ку", "кой")),
    ("ха", ("хи", "хе", "ху", "хой")),
    ("ша", ("ши", "ше", "шу", "шей")),
    ("а", ("ы", "е", "у", "ой")),
    ("й", ("я", "ю", "ем", "е")),
    ("ь", ("и", "я", "ю", "ем", "ью", "е")),
    ("ты", ("тов", "там", "тах", "тами")),
    ("ды", ("дов", "дам", "дах", "дами")),
    ("ны", ("н", "нам", "нах", "нами")),
    ("вы", ("в", "вов", "вам", "вах", "вами")),
    ("ва", ("в", "вам", "вах", "вами")),
)
_ADJECTIVE_ENDINGS = (
    ("ая", ("ой", "ую")),
    ("яя", ("ей", "юю")),
    ("ий", ("ого", "его", "ому", "ему", "им", "ом", "ем")),
    ("ый", ("ого", "ому", "ым", "ом")),
    ("ое", ("ого", "ому", "ым", "ом")),
    ("ые", ("ых", "ым", "ыми")),
    ("ие", ("их", "им", "ими")),
)
_HARD = "бвгджзклмнпрстфхцчшщ"


def russian_cases(name: str) -> Iterator[str]:
    """The other cases of a country's Russian name of one noun, or of an adjective and a noun.

    >>> "Кении" in set(russian_cases("Кения")), "Саудовской Аравии" in set(russian_cases("Саудовская Аравия"))
    (True, True)
    """
    words = name.split()
    if len(words) == 1:
        yield from _declined(words[0])
    elif len(words) == 2:
        for ending, others in _ADJECTIVE_ENDINGS:
            if words[0].endswith(ending):
                stem = words[0].removesuffix(ending)
                yield from (f"{stem}{other} {noun}" for other in others for noun in _declined(words[1]))
                break


def _declined(noun: str) -> Iterator[str]:
    yield noun
    if noun[-1] in _HARD:
        yield from (f"{noun}{ending}" for ending in ("а", "у", "ом", "е"))
        return
    for ending, others in _NOUN_ENDINGS:
        if noun.endswith(ending):
            yield from (f"{noun.removesuffix(ending)}{other}" for other in others)
            if ending not in ("ва",):
                return


def without_small_words(folded: str) -> str:
    """A folded name without the articles and prepositions before it; ``""`` when none stand there.

    >>> without_small_words("de la chine")
    'chine'
    """
    words = folded.split()
    at = 0
    while at < len(words) - 1 and at < 3 and words[at] in BEFORE_NAMES:
        at += 1
    rest = " ".join(words[at:])
    bare = _HAN_BEFORE.sub("", rest)
    return bare if bare != folded and len(bare) > 1 else ""
