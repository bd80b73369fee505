"""Reading a scientific name as it was written: on a label, a permit, in a cell of a spreadsheet."""

import re
import unicodedata
from dataclasses import dataclass

from .folding import fold_accents

_SPACES = re.compile(r"[\s_\u200b\u2060\ufeff\u00ad]+")
_QUALIFIERS = {
    "cf": "cf.",
    "cfr": "cf.",
    "aff": "aff.",
    "affin": "aff.",
    "nr": "cf.",
    "near": "cf.",
    "?": "?",
}
_SPECIES_OF = frozenset(
    {"sp", "spp", "species", "spec", "ssp", "subsp", "spp1", "sp1", "indet", "spp2", "sp2"}
)
_INFRA_RANKS = {
    "var": "variety", "subsp": "subspecies", "ssp": "subspecies", "subspecies": "subspecies",
    "variety": "variety", "f": "form", "fo": "form", "forma": "form", "subvar": "subvariety",
}  # fmt: skip
_CROSS = re.compile(r"(?:\s|^)[xX](?=\s)|[×✕]")
_HYBRID_WORD = re.compile(r"\b(?:hybrids?|híbrid[oa]s?|hybride?s?|hyb\.?)(?=\W|$)", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*(?:[;|\n]|\s/\s|/(?=\s*[^\W\d_]{2})|\s\+\s|\s&\s(?=[A-Z][a-z]+ [a-z]))\s*")
_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:-[^\W\d_]+)*\.?|\?|×")
_SMALL_AUTHORS = frozenset(
    {"de", "da", "do", "du", "von", "van", "der", "den", "la", "le", "ex", "et", "and"}
)
_SMALL_AUTHORS |= frozenset({"in", "non", "nec", "auct", "emend", "sensu", "al", "und", "y", "fil", "dos"})


@dataclass(frozen=True, slots=True)
class WrittenName:
    """What a written name says, as far as its form tells; nothing here was looked up.

    ``genus`` (or the single word of a higher taxon) is capitalised, ``epithet`` and ``infra`` in small letters;
    all are empty where the text has not the shape of a scientific name. ``rank_hint`` is ``species``,
    ``subspecies``, ``variety``, ``form``, ``genus or higher`` or empty. ``qualifier`` is ``cf.``, ``aff.`` or
    ``?`` as the writer's own doubt. ``is_abbreviated``: the genus is an initial. ``others`` are further names
    of the same cell; ``hybrid_of`` the two parents of a cross, genus filled in.
    """

    text: str
    genus: str = ""
    epithet: str = ""
    infra: str = ""
    rank_hint: str = ""
    qualifier: str = ""
    author: str = ""
    hybrid_of: tuple[str, ...] = ()
    is_hybrid: bool = False
    is_spp: bool = False
    is_abbreviated: bool = False
    others: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Genus, epithet and infraspecific epithet, as far as written."""
        return " ".join(filter(None, (self.genus, self.epithet, self.infra)))


def clean(text: str) -> str:
    """``text`` with one kind of space and composed letters; nothing else is changed."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def split_names(text: str) -> tuple[str, ...]:
    """The several names of one cell: ``A / B``, ``A; B``, one a line. A single name comes back alone."""
    return tuple(part for part in (clean(part) for part in _BETWEEN_NAMES.split(text)) if part)


def split_author(text: str) -> tuple[str, str]:
    """A name and the author behind it.

    >>> split_author("Aloe laeta var. maniaensis H. Perrier")
    ('Aloe laeta var. maniaensis', 'H. Perrier')
    """
    words = clean(text).split(" ")
    end = 1
    while end < len(words):
        word = words[end]
        bare = word.rstrip(".,")
        if bare.startswith(("auct", "sensu")):
            break
        is_sign = bare in ("x", "×") or (bare in _INFRA_RANKS and end > 1 and word.endswith("."))
        is_epithet = bare[:1].islower() and bare not in _SMALL_AUTHORS and not word.endswith(".")
        if is_sign or is_epithet:
            end += 1
        elif word[:1] in "\"'“‘":
            end += 1
            while end < len(words) and words[end - 1][-1] not in "\"'”’":
                end += 1
        else:
            break
    return " ".join(words[:end]).rstrip(","), " ".join(words[end:])


def read(text: str) -> WrittenName:
    """Read one cell. Never raises; what has not the shape of a scientific name comes back with no parts.

    >>> read("Falco rusticolus x F. peregrinus").hybrid_of
    ('Falco rusticolus', 'Falco peregrinus')
    """
    parts = split_names(text)
    if not parts:
        return WrittenName(text)
    first, others = parts[0], parts[1:]
    parents = [clean(part) for part in _CROSS.split(first) if part.strip()]
    if len(parents) == 2 and _CROSS.search(first) and _looks_scientific(parents[0]):
        return _read_cross(text, parents, others)
    marked = bool(_CROSS.search(first) or _HYBRID_WORD.search(first))
    bare = clean(_HYBRID_WORD.sub(" ", _CROSS.sub(" ", first))) if marked else first
    return _read_one(text, bare, others, is_hybrid=marked)


def _looks_scientific(part: str) -> bool:
    return bool(re.match(r"[^\W\d_]+\.?\s+[^\W\d_]{2,}", part))


def _read_cross(text: str, parents: list[str], others: tuple[str, ...]) -> WrittenName:
    mother = _read_one(parents[0], parents[0], ())
    # "Nepenthes bongso x pectinata": the genus is said once.
    second = f"{mother.genus} {parents[1]}" if parents[1][0].islower() else parents[1]
    father = _read_one(second, second, ())
    if father.is_abbreviated and father.genus[:1] == mother.genus[:1]:
        father_name = f"{mother.genus} {father.epithet}"
    else:
        father_name = father.name
    return WrittenName(
        text,
        genus=mother.genus,
        hybrid_of=(" ".join(filter(None, (mother.genus, mother.epithet, mother.infra))), father_name),
        is_hybrid=True,
        others=others,
    )


def _read_one(text: str, name: str, others: tuple[str, ...], *, is_hybrid: bool = False) -> WrittenName:
    before_author, in_parentheses = _parenthesis(name)
    words = _WORD.findall(fold_accents(before_author.translate(_NO_QUOTES)))
    if not words:
        return WrittenName(text, others=others, is_hybrid=is_hybrid)
    is_shouted = name.isupper()
    genus = words[0].rstrip(".")
    is_abbreviated = (words[0].endswith(".") or is_shouted) and len(genus) <= 2
    epithets: list[str] = []
    qualifier, rank, is_spp, at = "", "", False, 1
    for at, word in enumerate(words[1:], start=1):  # noqa: B007
        bare = word.rstrip(".").casefold()
        if word == "?" or (bare in _QUALIFIERS and (word.endswith(".") or bare in ("cf", "aff"))):
            qualifier = _QUALIFIERS[bare]
        elif not epithets and bare in _SPECIES_OF:
            is_spp = True
            break
        elif epithets and bare in _INFRA_RANKS and (word.endswith(".") or len(bare) > 2):
            rank = _INFRA_RANKS[bare]
        elif bare in _SPECIES_OF or word == "×":
            continue
        elif word.endswith(".") or bare in _SMALL_AUTHORS or len(epithets) == 2 or len(bare) < 2:
            break
        elif word[0].isupper() and not is_shouted and epithets:
            break  # the author
        else:
            epithets.append(bare)
    else:
        at = len(words)
    if name.rstrip().endswith("?"):
        qualifier = qualifier or "?"
    author = " ".join(words[at:]) if epithets and at < len(words) else ""
    epithet, infra = (*epithets, "", "")[:2]
    return WrittenName(
        text,
        genus=genus.capitalize(),
        epithet=epithet,
        infra=infra,
        rank_hint=rank or ("subspecies" if infra else "species" if epithet else "genus or higher"),
        qualifier=qualifier,
        author=author or in_parentheses,
        is_hybrid=is_hybrid,
        is_spp=is_spp,
        is_abbreviated=is_abbreviated,
        others=others,
    )


_NO_QUOTES = str.maketrans(dict.fromkeys("\"“”„‟«»‹›'`´‘’"))
_PARENTHESIS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?")


def _parenthesis(name: str) -> tuple[str, str]:
    """``name`` without what stands in parentheses (authors, subgenera, notes), and that text."""
    inside = " ".join(match.group(1) for match in _PARENTHESIS.finditer(name))
    return _PARENTHESIS.sub(" ", name), inside
