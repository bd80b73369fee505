"""Reads the populations out of the English notes of the official downloads.

Species+ writes ``**I** Except the population of Belize, ...`` and, on the next line, ``**II** ...``; the
Checklist writes ``Appendix I:...``. A note is read only when every word of it that names a place was
understood; otherwise the population stays *unread* and keeps its words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from .events import APPENDICES
from .populations import EVERYWHERE, Extent, Part, Population

_SECTION = re.compile(r"(?:^|\n)\s*(?:\*\*(I{1,3})\*\*|Appendix (I{1,3}):)")
_MARKUP = re.compile(r"<[^>]*>")
_LISTED_UNDER = re.compile(r"^\s*\[[A-Z]+ listing [^\]]*\]\s*")
_POPULATION = re.compile(r"\bpopulations?\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:which (?:is|are)|other populations are|populations are) (?:included |listed )?in Appendix (I{1,3})\b"
)
_QUOTA_SENTENCE = re.compile(r"A zero (?:annual )?(?:export )?quota\b", re.IGNORECASE)
_ALL = re.compile(r"all populations(?: now on appendix i+\b.*)?", re.IGNORECASE)
_ALL_BUT = re.compile(
    r"(?:included in appendix i+,? )?(?:all populations )?except(?: for)? (?:those of|(?=(?:the )?populations? of\b))",
    re.IGNORECASE,
)
_ONLY = re.compile(r"(?:only )?(?=(?:the )?populations? of\b)", re.IGNORECASE)

# The words between the names of a list: they add nothing and end nothing.
_BETWEEN = re.compile(
    r"(?:[\s,;:]|and\b|(?:the )?populations? of\b|only(?= the populations? of\b))+", re.IGNORECASE
)
# What a list says about a population it has just named, up to the next population or the end.
_ABOUT_IT = re.compile(
    r"(?:are|is) (?:listed|included) in\b.*$|(?:which|with|subject to|included in)\b.*?"
    r"(?=,? and (?:the )?populations? of\b|;|$)",
    re.IGNORECASE,
)
_THE_REST = re.compile(r"(?:all other|no other|these latter) populations?\b.*$", re.IGNORECASE)
_UP_TO_NEXT = re.compile(
    r".+?(?=;|,? and (?:the )?populations? of\b|, which\b|, included\b|$)", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")
_BRACKET = re.compile("\uffff(\\d+)\uffff\\s*")
_WHOLE = re.compile(
    r"(?:the )?whole population|subject to|included in|wild harvest|.*\bquota\b", re.IGNORECASE
)
_DIRECTION = re.compile(r"(?:north|south|east|west|central)(?:ern)? (?P<country>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """What a note says about one Appendix."""

    appendix: str
    population: Population
    text: str


def sections(text: str) -> list[tuple[str, str]]:
    """The note cut into (Appendix, words), markup taken out, in order; words before any Appendix are dropped."""
    marks = list(_SECTION.finditer(text))
    found = []
    for mark, after in zip_longest(marks, marks[1:]):
        words = text[mark.end() : after.start() if after else len(text)]
        words = _MARKUP.sub(" ", words.replace("\xa0", " "))
        found.append((mark.group(1) or mark.group(2), " ".join(words.split())))
    return found


def read_notes(text: str, countries: Mapping[str, str], listing: str = "") -> list[Note]:
    """What the note says of each Appendix of ``listing`` (such as ``I/II``), strictest first.

    ``countries`` maps English names, in lower case, to ISO2 codes (see ``country_names``). An Appendix of a
    split listing that the note does not speak of has an unread population: the split is known, its line is not.
    """
    listed = [word for word in listing.split("/") if word in APPENDICES]
    spoken = [(appendix, words) for appendix, words in sections(text) if appendix in listed or not listed]
    spoken += [(appendix, "") for appendix in listed if appendix not in {said for said, _ in spoken}]
    is_split = len(listed) > 1 or "NC" in listing.split("/")
    with_words = {appendix for appendix, words in spoken if words}
    notes = []
    for appendix, words in sorted(dict.fromkeys(spoken), key=lambda pair: APPENDICES.index(pair[0])):
        if is_split and not words and appendix in with_words:
            continue
        population = read_words(words, countries)
        if is_split and population.is_everywhere:
            population = Population(Extent.UNREAD, text=words or listing)
        notes.append(Note(appendix, population, words))
    return notes


def read_words(words: str, countries: Mapping[str, str]) -> Population:
    """The population that the words about one Appendix name; everywhere where they name none."""
    words = _LISTED_UNDER.sub("", " ".join(words.replace("\xa0", " ").split()))
    sentences = re.split(r"\.\s+(?=[A-Z])", words)
    naming = [s for s in sentences if _POPULATION.search(s) and not _QUOTA_SENTENCE.match(s)]
    clause = sentences[0].strip(" .")
    if not naming or _ALL.fullmatch(clause):
        return EVERYWHERE
    found = _ELSEWHERE.findall(words)
    elsewhere = found[-1] if found else ""
    all_but = _ALL_BUT.match(clause)
    start = all_but or _ONLY.match(clause)
    read = _read_list(clause[start.end() :], countries) if start and naming[0] == sentences[0] else None
    if read is None:
        return Population(Extent.UNREAD, text=words, elsewhere=elsewhere)
    extent = Extent.EXCEPT if all_but else Extent.ONLY
    return Population(extent, frozenset(read[0]), tuple(read[1]), words, elsewhere)


def country_names(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """``(English name, ISO2)`` as a table for reading notes, with the forms in which notes write the names.

    ``Bolivia (Plurinational State of)`` is also found as ``Plurinational State of Bolivia``.
    """
    table: dict[str, str] = {}
    for name, code in pairs:
        plain = " ".join(name.replace("\xa0", " ").split())
        forms = [plain]
        if inverted := re.fullmatch(r"(.+?) \((.+ of)\)", plain) or re.fullmatch(r"(.+?), (.+ of)", plain):
            forms += [f"{inverted.group(2)} {inverted.group(1)}", inverted.group(1)]
        for form in forms:
            table.setdefault(form.lower().removeprefix("the "), code)
    return table


def _read_list(clause: str, countries: Mapping[str, str]) -> tuple[set[str], list[Part]] | None:
    """The countries and parts of countries of a list, or nothing where a single word was not understood."""
    brackets: list[str] = []

    def keep(match: re.Match[str]) -> str:
        brackets.append(match.group(0)[1:-1].strip())
        return f" \uffff{len(brackets) - 1}\uffff "

    rest = clause
    while _IN_BRACKETS.search(rest):
        rest = _IN_BRACKETS.sub(keep, rest)
    rest = " ".join(rest.split())
    named: set[str] = set()
    parts: list[Part] = []
    while rest := _BETWEEN.sub("", rest, count=1) if _BETWEEN.match(rest) else rest:
        if skipped := (_THE_REST.match(rest) if named or parts else None) or _ABOUT_IT.match(rest):
            rest = rest[skipped.end() :]
        elif found := _longest_name(rest, countries):
            code, rest = found
            if bracket := _BRACKET.match(rest.lstrip()):
                inside = _unfold(brackets[int(bracket.group(1))], brackets)
                rest = rest.lstrip()[bracket.end() :]
                if _POPULATION.match(re.sub(r"^the ", "", inside)):
                    parts.append(Part(code, inside))
                    continue
                if not _WHOLE.match(inside):
                    return None
            named.add(code)
        elif (segment := _UP_TO_NEXT.match(rest)) and (part := _read_part(segment.group(), countries)):
            parts.append(part)
            rest = rest[segment.end() :]
        else:
            return None
    return (named, parts) if named or parts else None


def _read_part(segment: str, countries: Mapping[str, str]) -> Part | None:
    """``West Greenland``, or ``the District of X, Colombia``, as a part of the country."""
    words = segment.strip(" ,.").removeprefix("the ")
    if (found := _DIRECTION.fullmatch(words)) and found.group("country").lower() in countries:
        return Part(countries[found.group("country").lower()], words)
    place, comma, last = words.rpartition(", ")
    if comma and last.lower() in countries and "\uffff" not in place:
        return Part(countries[last.lower()], place)
    return None


def _unfold(text: str, brackets: list[str]) -> str:
    """Puts brackets inside a bracket back."""
    return _BRACKET.sub(lambda match: f"({brackets[int(match.group(1))]})", text).strip()


def _longest_name(text: str, countries: Mapping[str, str]) -> tuple[str, str] | None:
    """The code of the longest country name at the start of ``text``, and what follows it."""
    plain = re.sub(r"^the ", "", text, flags=re.IGNORECASE)
    words = re.split(r"(?=[\s,;])", plain)
    for count in range(min(len(words), 9), 0, -1):
        name = "".join(words[:count]).lower()
        if name in countries:
            return countries[name], "".join(words[count:])
    return None
