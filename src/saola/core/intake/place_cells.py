"""Readers for cells that name countries, places, routes and coordinates."""

from collections.abc import Callable
from dataclasses import replace

from saola.core.values import Reported, gettext_noop, say

from .answers import BY, NOTHING, Answer, Circumstances, Read
from .faults import Severity
from .fields import Field, FieldKind
from .parsing import (
    FindCountry,
    country_finder,
    read_coordinates,
    read_countries,
    read_degrees,
    read_leg,
    read_route,
)
from .parsing.countries import unknown_country
from .vocabularies import word_key


def prepare_country(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    """One country, which the row cannot do without: unknown words are an error."""
    find = countries_of(circumstances)

    def read(cell: object, words: str) -> Answer:
        code = find(words)
        if code is None:
            fault = unknown_country(words)
            return Reported(words, None, BY), (replace(fault, severity=Severity.ERROR),)
        return (Reported(words, code, BY), ()) if code else NOTHING

    return read


def prepare_countries(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    """Any number of countries."""
    find = countries_of(circumstances)

    def read(cell: object, words: str) -> Answer:
        codes, unknown = read_countries(words, find)
        return Reported(words, codes or None, BY), tuple(unknown_country(word) for word in unknown)

    return read


def prepare_legs(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    """Countries or places of one role on the route, or the whole route in one cell."""
    find, places = countries_of(circumstances), _place_finder(circumstances)

    def read(cell: object, words: str) -> Answer:
        legs = read_leg(field.key, words, places, find)
        faults = tuple(unknown_country(leg.words) for leg in legs if leg.country is None)
        note = None
        if any(leg.role != field.key for leg in legs):
            note = say(gettext_noop("The cell tells a whole route; it was read as one."))
        return Reported(words, legs or None, BY, note), faults

    return read


def prepare_route(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    """A route told in words or arrows."""
    find, places = countries_of(circumstances), _place_finder(circumstances)

    def read(cell: object, words: str) -> Answer:
        legs = read_route(words, places, find)
        faults = tuple(unknown_country(leg.words) for leg in legs if leg.country is None)
        return Reported(words, legs or None, BY), faults

    return read


def countries_of(circumstances: Circumstances) -> FindCountry:
    """The country of words: by the profile's own words, the list handed in, and what everybody knows."""
    own = {word_key(word): code for word, code in circumstances.profile.terms.get("country", {}).items()}
    return country_finder(own, circumstances.vocabularies.lists.get("country", {}))


def _place_finder(circumstances: Circumstances) -> Callable[[str], str | None]:
    """The country of a place on a route: by the list of places, or the one country the profile names."""

    def find(words: str) -> str | None:
        return circumstances.vocabularies.find("place", words) or circumstances.profile.places_in or None

    return find


def prepare_degrees(field: Field, circumstances: Circumstances, texts: list[str]) -> Read:
    """A latitude, a longitude or both."""
    bound = 90 if field.kind is FieldKind.LATITUDE else 180

    def read(cell: object, words: str) -> Answer:
        if field.kind is FieldKind.COORDINATES:
            value, fault = read_coordinates(words)
            return Reported(words, value, BY), (fault,) if fault else ()
        degrees, fault = read_degrees(cell if isinstance(cell, float | int) else words, bound)
        return Reported(words, degrees, BY), (fault,) if fault else ()

    return read
