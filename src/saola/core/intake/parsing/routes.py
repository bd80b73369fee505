"""Routes told in words: "Nigeria via Hong Kong to Vietnam", "Lagos → HK → Hai Phong"."""

import re
from dataclasses import dataclass

from .countries import FindCountry, find_country, split_countries

ORIGIN, TRANSIT, DESTINATION = "origin", "transit", "destination"

_ARROW = re.compile(r"\s*(?:→|⇒|➔|➡|->|=>|—>|–>|>+|\s[-–—]\s)\s*")
_SURE_ARROW = re.compile(r"\s*(?:→|⇒|➔|➡|->|=>|—>|–>|>+)\s*")
_WORDS = {
    ORIGIN: r"from|out of|origin:?|depuis|en provenance de|provenant de|desde|procedente de|vindo de|из|от|来自|自|从|من|từ",
    TRANSIT: r"via|through|by way of|transit(?:ing)?(?: in| through)?:?|en passant par|passant par|par|pasando por|por|passando por|через|经由|经|經|途经|عبر|qua",
    DESTINATION: r"to|towards?|bound for|destination:?|into|vers|à destination de|hacia|a|con destino a|para|с пунктом назначения|в|до|运往|前往|至|到|إلى|الى|đến|sang|tới",
}
_SIGN = re.compile(
    "|".join(
        rf"(?P<{role}>(?<!\w)(?:{words})(?!\w)|(?:{'|'.join(word for word in words.split('|') if not word[0].isascii() and ord(word[0]) > 0x2E80) or '(?!)'}))"
        for role, words in _WORDS.items()
    ),
    re.I,
)


def _no_place(words: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Leg:
    """One stop of a route: its role, the country where it is known, and the words it was told in."""

    role: str
    country: str | None
    words: str


def read_route(
    text: str, place: FindCountry = _no_place, country: FindCountry = find_country
) -> tuple[Leg, ...]:
    """The legs of a route in the order of travel; empty when the words tell none.

    ``place`` knows the country of some towns and ports, ``country`` that of names and codes.
    """
    stops = [stop for stop in _ARROW.split(text.strip()) if stop.strip()]
    if len(stops) > 1:
        last = len(stops) - 1
        roles = [ORIGIN if at == 0 else DESTINATION if at == last else TRANSIT for at in range(len(stops))]
        return tuple(
            leg for role, stop in zip(roles, stops, strict=True) for leg in _legs(role, stop, place, country)
        )
    return _from_sentence(text.strip(), place, country)


def read_leg(
    role: str, text: str, place: FindCountry = _no_place, country: FindCountry = find_country
) -> tuple[Leg, ...]:
    """The legs told in a column of one ``role``: countries of it, or a whole route written into its cell.

    In a column of origins or exports a route begins there, in one of destinations it ends there; stops in a
    column of transit are all transit.
    """
    if country(text) is None:
        route = _route_in_cell(role, text, place, country)
        if len({leg.role for leg in route}) > 1:
            return route
        text = _commas(text, country)
    return tuple(
        Leg(role, code or place(part) or None, part) for code, part in split_countries(text, country)
    )


def _route_in_cell(role: str, text: str, place: FindCountry, country: FindCountry) -> tuple[Leg, ...]:
    """A dash between two countries parts a list as often as a route, so only arrows and words make one here."""
    is_sure = _SURE_ARROW.search(text) is not None
    if role == TRANSIT or not (is_sure or _SIGN.search(text)):
        return ()
    legs = read_route(text, place, country)
    if not is_sure and any(leg.country is None for leg in legs):
        return ()
    if role in (ORIGIN, DESTINATION):
        return legs
    return tuple(Leg(role, leg.country, leg.words) if leg.role == ORIGIN else leg for leg in legs)


def _commas(text: str, country: FindCountry) -> str:
    """A list of stops with commas for its arrows, and for its dashes where countries stand on both sides."""
    stops = _ARROW.split(text.strip())
    if len(stops) > 1 and all(country(stop) for stop in stops):
        return ", ".join(stops)
    return _SURE_ARROW.sub(", ", text)


def _from_sentence(text: str, place: FindCountry, country: FindCountry) -> tuple[Leg, ...]:
    pieces: list[tuple[str, str]] = []
    role, start = "", 0
    for match in _SIGN.finditer(text):
        pieces.append((role, text[start : match.start()]))
        role, start = next(name for name, found in match.groupdict().items() if found), match.end()
    pieces.append((role, text[start:]))
    told = [(role, words.strip(" ,.;:")) for role, words in pieces if words.strip(" ,.;:")]
    if not told:
        return ()
    if not told[0][0]:
        told[0] = (ORIGIN, told[0][1])
    order = {ORIGIN: 0, TRANSIT: 1, DESTINATION: 2}
    return tuple(
        leg
        for role, words in sorted(told, key=lambda piece: order[piece[0]])
        for leg in _legs(role, words, place, country)
    )


def _legs(role: str, words: str, place: FindCountry, country: FindCountry) -> list[Leg]:
    words = words.strip(" ,.;:")
    code = country(words)
    if code is None:
        code = place(words)
    if code is not None:
        return [Leg(role, code, words)] if code else []
    before, comma, behind = words.partition(",")
    if comma and "," not in behind and (code := country(behind)) and country(before) is None:
        return [Leg(role, code, words)]
    bracketed = re.match(r"^(.*?)\s*[(（](.+?)[)）]$", words)
    if bracketed is not None and (code := country(bracketed[2])):
        return [Leg(role, code, words)]
    told = split_countries(words, country)
    if told and all(code is not None for code, _ in told):
        return [Leg(role, code, part) for code, part in told]
    parts = [part.strip() for part in re.split(r"[,;/、，]|\band\b", words) if part.strip()]
    if len(parts) > 1:
        return [Leg(role, country(part) or place(part) or None, part) for part in parts]
    return [Leg(role, None, words)]
