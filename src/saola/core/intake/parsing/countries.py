"""Countries by code or by name in many languages. ``NA`` is Namibia, always."""

import re
from functools import lru_cache

import pycountry
from babel import Locale

from saola.core.values import gettext_noop, say

from ..faults import Fault, warning
from ..words import fold

LANGUAGES = (
    "en",
    "fr",
    "es",
    "pt",
    "ru",
    "ar",
    "zh",
    "zh_Hant",
    "vi",
    "de",
    "it",
    "nl",
    "id",
    "ms",
    "th",
    "sw",
    "ja",
    "ko",
    "tr",
    "fa",
)

CITES_CODES = {
    "XX": "unknown",
    "XV": "various",
    "XA": "french antilles",
    "XC": "caribbean",
    "XE": "europe",
    "XF": "africa",
    "XM": "south america",
    "XS": "asia",
    "ZZ": "introduction from the sea|high seas",
    "ZC": "czechoslovakia|former czechoslovakia",
    "SU": "soviet union|ussr|former soviet union",
    "YU": "yugoslavia|former yugoslavia",
    "DD": "east germany|former east germany",
    "CS": "serbia and montenegro",
    "AN": "netherlands antilles",
    "PC": "pacific trust territory|former pacific trust territory",
    "XK": "kosovo",
}
"""Codes that the Convention uses beside ISO 3166 (Guide to the CITES Trade Database v8, Annex 3), and Kosovo."""

OTHER_NAMES = {
    "VN": "viet nam|vietnam|vietnamese",
    "CN": "china|prc|mainland china|peoples republic of china|people s republic of china|中国|中國|中国大陆",
    "HK": "hong kong|hongkong|hk|hksar|hong kong sar|香港",
    "MO": "macau|macao|澳门|澳門",
    "TW": "taiwan|taiwan province of china|台湾|台灣|臺灣|chinese taipei",
    "LA": "laos|lao|lao pdr|lao people s democratic republic",
    "KR": "korea|south korea|republic of korea",
    "KP": "north korea|dprk",
    "MM": "burma|myanmar|birmania|birmanie",
    "GB": "uk|united kingdom|great britain|britain|england|scotland|wales",
    "US": "usa|us|united states|united states of america|u s a|u s|estados unidos|etats unis|eua|ee uu|eeuu",
    "AE": "uae|united arab emirates|dubai|emirates",
    "RU": "russia|russian federation",
    "TZ": "tanzania|united republic of tanzania",
    "CD": "刚果民主共和国|刚果金|剛果民主共和國|drc|dr congo|dem rep congo|democratic republic of congo|democratic republic of the congo|congo kinshasa|rdc|rd congo|zaire",
    "CG": "congo|republic of congo|republic of the congo|congo brazzaville",
    "CI": "cote d ivoire|ivory coast|cote divoire",
    "CZ": "czech republic|czechia",
    "SZ": "swaziland|eswatini",
    "MK": "macedonia|north macedonia",
    "PH": "philippine|philippines|the philippines",
    "GM": "gambia|the gambia",
    "BS": "bahamas|the bahamas",
    "NL": "netherlands|the netherlands|holland",
    "CV": "cape verde|cabo verde",
    "TL": "east timor|timor leste",
    "BO": "bolivia|plurinational state of bolivia",
    "VE": "venezuela|bolivarian republic of venezuela",
    "IR": "iran|islamic republic of iran",
    "SY": "syria|syrian arab republic",
    "MD": "moldova|republic of moldova",
    "BN": "brunei|brunei darussalam",
    "CF": "car|central african republic|rca",
    "PG": "png|papua new guinea",
    "ZA": "rsa|south africa",
    "SA": "ksa|saudi arabia",
    "GQ": "equatorial guinea",
    "GW": "guinea bissau",
    "TR": "turkey|turkiye",
    "XX": "unknown|unk|not known|unspecified|inconnu|desconocido|desconhecido|неизвестно|未知|不明|不详|مجهول|غير معروف|khong ro|khong xac dinh",
}

_APART = re.compile(
    r"\s*(?:[,;/|+&\n、，；]|\b(?:and|et|und|og)\b|\s(?:y|e|и|و|và)\s|(?<!共)[和及与](?!国))\s*", re.I
)
_BRACKETS = re.compile(r"\s*[(（\[].*?[)）\]]\s*")


@lru_cache(maxsize=1)
def country_words() -> dict[str, str]:
    """Every folded name, ISO code of three letters and CITES word, and the code of two letters it stands for."""
    found: dict[str, str] = {}
    for code, names in OTHER_NAMES.items():
        for name in names.split("|"):
            found[fold(name)] = code
    for code, names in CITES_CODES.items():
        for name in names.split("|"):
            found.setdefault(fold(name), code)
    for country in pycountry.countries:
        for name in (
            country.alpha_3,
            country.name,
            getattr(country, "official_name", ""),
            getattr(country, "common_name", ""),
        ):
            if name:
                found.setdefault(fold(name), country.alpha_2)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in country_codes() and code not in CITES_CODES:
                found.setdefault(fold(name), code)
    return found


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """The codes of two letters: ISO 3166-1 and those the Convention adds."""
    return frozenset(country.alpha_2 for country in pycountry.countries) | frozenset(CITES_CODES)


@lru_cache(maxsize=20_000)
def find_country(text: str) -> str | None:
    """The code for a code or name, or ``None``.

    >>> find_country("NA"), find_country("na"), find_country("Вьетнам"), find_country("KEN")
    ('NA', 'NA', 'VN', 'KE')
    """
    stripped = text.strip().strip(".")
    if len(stripped) == 2 and stripped.isascii() and stripped.upper() in country_codes():
        return stripped.upper()
    if stripped.upper() == "UK":
        return "GB"
    words = country_words()
    return words.get(fold(stripped)) or words.get(fold(_BRACKETS.sub(" ", stripped)))


def split_countries(text: str) -> tuple[tuple[str | None, str], ...]:
    """``(code, words)`` for each country told in ``text``, in its order; the code is ``None`` where unknown.

    Countries with no sign between them are taken apart when every word belongs to one.
    """
    whole = find_country(text)
    if whole is not None:
        return ((whole, text.strip()),)
    found: list[tuple[str | None, str]] = []
    for part in _APART.split(text):
        words = part.strip()
        if not words.strip(" .?？"):
            continue
        code = find_country(words)
        names = None if code is not None else _longest_names(words.split())
        found.extend(names if names is not None else [(code, words)])
    return tuple(found)


def read_countries(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """``(codes, words not understood)``, each once, in the order of the text.

    >>> read_countries("Vietnam Myanmar")
    (('VN', 'MM'), ())
    """
    found = split_countries(text)
    codes = dict.fromkeys(code for code, _ in found if code is not None)
    return tuple(codes), tuple(words for code, words in found if code is None)


def _longest_names(words: list[str]) -> list[tuple[str, str]] | None:
    """``words`` as names of countries end to end, or ``None`` when any word is left over."""
    found = []
    at = 0
    while at < len(words):
        for end in range(len(words), at, -1):
            name = " ".join(words[at:end])
            code = find_country(name)
            if code is not None and (end - at > 1 or len(words[at]) > 2):
                found.append((code, name))
                at = end
                break
        else:
            return None
    return found


def unknown_country(words: str) -> Fault:
    """The warning for words that name no country."""
    return warning(
        "unknown-country",
        say(gettext_noop("“{words}” is not known as a country."), words=words),
        say(gettext_noop("The words were kept; write the country's name or its code of two letters.")),
    )
