"""Routes told in words: "Nigeria via Hong Kong to Vietnam", "Lagos → HK → Hai Phong"."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .countries import find_country, split_countries

ORIGIN, TRANSIT, DESTINATION = "origin", "transit", "destination"

_ARROW = re.compile(r"\s*(?:→|⇒|➔|➡|->|=>|—>|–>|>+|\s[-–—]\s)\s*")
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


@dataclass(frozen=True, slots=True)
class Leg:
    """One stop of a route: its role, the country where it is known, and the words it was told in."""

    role: str
    country: str | None
    words: str


def read_route(text: str, place_country: Callable[[str], str | None] | None = None) -> tuple[Leg, ...]:
    """The legs of a route in the order of travel; empty when the words tell none.

    ``place_country`` knows the country of some towns and ports.
    """
    find = place_country or (lambda words: None)
    stops = [stop for stop in _ARROW.split(text.strip()) if stop.strip()]
    if len(stops) > 1:
        last = len(stops) - 1
        roles = [ORIGIN if at == 0 else DESTINATION if at == last else TRANSIT for at in range(len(stops))]
        return tuple(leg for role, stop in zip(roles, stops, strict=True) for leg in _legs(role, stop, find))
    return _from_sentence(text.strip(), find)


def _from_sentence(text: str, find: Callable[[str], str | None]) -> tuple[Leg, ...]:
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
    legs = [
        leg
        for role, words in sorted(told, key=lambda piece: order[piece[0]])
        for leg in _legs(role, words, find)
    ]
    return tuple(legs)


def _legs(role: str, words: str, find: Callable[[str], str | None]) -> list[Leg]:
    words = words.strip(" ,.;:")
    code = find_country(words) or find(words)
    if code is not None:
        return [Leg(role, code, words)]
    inside = words.rsplit(",", 1)[-1]
    if inside != words and (code := find_country(inside)) is not None and len(words.split(",")) == 2:
        before = find_country(words.split(",")[0])
        if before is None:
            return [Leg(role, code, words)]
    bracketed = re.match(r"^(.*?)\s*[(（](.+?)[)）]$", words)
    if bracketed is not None and (code := find_country(bracketed[2])) is not None:
        return [Leg(role, code, words)]
    told = split_countries(words)
    if told and all(code is not None for code, _ in told):
        return [Leg(role, code, part) for code, part in told]
    parts = [part.strip() for part in re.split(r"[,;/、，]|\band\b", words) if part.strip()]
    if len(parts) > 1:
        return [Leg(role, find_country(part) or find(part), part) for part in parts]
    return [Leg(role, None, words)]
