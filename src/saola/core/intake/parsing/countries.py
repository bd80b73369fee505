"""Countries by code or by name in many languages. ``NA`` is Namibia, always."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

import pycountry
from babel import Locale

from saola.core.values import gettext_noop, say

from ..faults import Fault, warning
from ..words import fold, tidy
from .country_forms import russian_cases, without_small_words

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
    "pl",
    "cs",
    "hu",
    "ro",
    "uk",
)

FindCountry = Callable[[str], str | None]
"""From words to a code; ``None`` where the words are not known, ``""`` where they are known to say nothing."""

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
    "KV": "kosovo|xk|xkx",
}
"""Codes that the Convention uses beside ISO 3166 (Guide to the CITES Trade Database v8, Annex 3).

Kosovo is KV in the published trade data."""

OTHER_CODES = {"UK": "GB", "XK": "KV", "EL": "GR"}
"""Codes of two letters that others use for the same country."""

OTHER_NAMES = {
    "VN": "viet nam|vietnam|vietnamese",
    "CN": "china|prc|mainland china|peoples republic of china|people s republic of china|кнр|китайская народная республика|中国|中國|中国大陆",
    "HK": "hong kong|hongkong|hk|hksar|hong kong sar|香港",
    "MO": "macau|macao|澳门|澳門",
    "TW": "taiwan|taiwan province of china|台湾|台灣|臺灣|chinese taipei",
    "LA": "laos|lao|lao pdr|lao people s democratic republic",
    "KR": "korea|south korea|republic of korea",
    "KP": "north korea|dprk",
    "MM": "burma|myanmar|birmania|birmanie",
    "GB": "uk|united kingdom|great britain|britain|england|scotland|wales",
    "US": "сша|соединенных штатов|соединенные штаты америки|usa|us|united states|united states of america|u s a|u s|estados unidos|etats unis|eua|ee uu|eeuu",
    "AE": "оаэ|эмираты|emirats arabes unis|الامارات|الإمارات|uae|united arab emirates|dubai|emirates",
    "RU": "russia|russian federation|рф|российская федерация|российской федерации",
    "TZ": "tanzania|united republic of tanzania",
    "CD": "дрк|др конго|демократическая республика конго|демократической республики конго|republica democratica del congo|republica democratica do congo|republique democratique du congo|congo rdc|congo drc|刚果民主共和国|刚果金|剛果民主共和國|drc|dr congo|dem rep congo|democratic republic of congo|democratic republic of the congo|congo kinshasa|rdc|rd congo|zaire",
    "CG": "конго|congo|republique du congo|republic of congo|republic of the congo|congo brazzaville",
    "CI": "кот д ивуар|cote d ivoire|ivory coast|cote divoire",
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
    "CF": "цар|центральноафриканская республика|car|central african republic|rca",
    "PG": "png|papua new guinea",
    "ZA": "rsa|south africa|юар|южная африка|южной африки|afrique du sud|africa del sur|sudafrica",
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
    for code, name in Locale.parse("ru").territories.items():
        if code in country_codes() and code not in CITES_CODES:
            for declined in russian_cases(name):
                found.setdefault(fold(declined), code)
    return found


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """The codes of two letters: ISO 3166-1 and those the Convention adds."""
    return frozenset(country.alpha_2 for country in pycountry.countries) | frozenset(CITES_CODES)


@lru_cache(maxsize=20_000)
def find_country(text: str) -> str | None:
    """The code for a code or name, or ``None``; articles and prepositions may stand before a name.

    >>> find_country("NA"), find_country("na"), find_country("Вьетнам"), find_country("KEN")
    ('NA', 'NA', 'VN', 'KE')
    >>> find_country("du Cameroun"), find_country("из Кении")
    ('CM', 'KE')
    """
    stripped = tidy(text).strip(".")
    if len(stripped) == 2 and stripped.isascii() and stripped.upper() in country_codes():
        return stripped.upper()
    if stripped.upper() in OTHER_CODES:
        return OTHER_CODES[stripped.upper()]
    words = country_words()
    folded = fold(stripped)
    found = words.get(folded) or words.get(fold(_BRACKETS.sub(" ", stripped)))
    if found is None and (bare := without_small_words(folded)):
        return words.get(bare)
    return found


def country_finder(own: Mapping[str, str], listed: Mapping[str, str]) -> FindCountry:
    """An agency's ``own`` words (folded), then ``find_country``, then the words of a list handed in."""
    if not own and not listed:
        return find_country

    def find(text: str) -> str | None:
        folded = fold(text) or text.strip()
        keys = (folded, fold(_BRACKETS.sub(" ", text)), without_small_words(folded))
        for key in keys:
            if key in own:
                return own[key]
        code = find_country(text)
        return code or next((listed[key] for key in keys if key in listed), None)

    return find


def split_countries(text: str, find: FindCountry = find_country) -> tuple[tuple[str | None, str], ...]:
    """``(code, words)`` for each country told in ``text``, in its order; the code is ``None`` where unknown.

    Countries with no sign between them are taken apart when every word belongs to one. Words that ``find`` knows
    to say nothing are left out.
    """
    whole = find(text)
    if whole is not None:
        return ((whole, text.strip()),) if whole else ()
    found: list[tuple[str | None, str]] = []
    for part in _APART.split(text):
        words = part.strip()
        if not words.strip(" .?？"):
            continue
        code = find(words)
        names = None if code is not None else _longest_names(words.split(), find)
        found.extend(names if names is not None else [(code, words)])
    return tuple(pair for pair in found if pair[0] != "")


def read_countries(text: str, find: FindCountry = find_country) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """``(codes, words not understood)``, each once, in the order of the text.

    >>> read_countries("Vietnam Myanmar")
    (('VN', 'MM'), ())
    """
    found = split_countries(text, find)
    codes = dict.fromkeys(code for code, _ in found if code is not None)
    return tuple(codes), tuple(words for code, words in found if code is None)


def _longest_names(words: list[str], find: FindCountry) -> list[tuple[str | None, str]] | None:
    """``words`` as names of countries end to end, or ``None`` when any word is left over."""
    found: list[tuple[str | None, str]] = []
    at = 0
    while at < len(words):
        for end in range(len(words), at, -1):
            name = " ".join(words[at:end])
            code = find(name)
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
