"""How a clerk writes a seizure down: the words of the office, its habits, and the slips of a long day.

The slips, each with its chance in ``registers.yaml``: a name ``misspelt``; a former name (``old_name``, where
there is one); ``genus_only``; ``no_name`` (a common name alone); number and unit ``glued`` ("556kg"); ``about``
("about 20"); ``wordy`` ("several"); a ``span`` ("10-15"); ``country_code`` for a name; ``unknown_country``;
``route_in_words`` in one column; ``other_place`` and ``other_style`` (another spelling of the post,
another way to write the day); ``capitals``; ``no_point`` on the map; ``no_day``
(month only); ``bad_day`` (31 February); ``negative``; and a ``gap`` where something may be left out.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from babel import Locale

from saola.apps.catalogue import library

from .happenings import Find, Happening
from .places import COUNTRY, read
from .writing import Cell

XTS_FOR_A_DOLLAR = 8  # invented; XTS is the code that ISO 4217 reserves for tests
PENDING_DAYS = 300  # how long a court takes, about
_LISTS = {"place_type": "place_types", "term": "terms", "reason": "reasons"}
_LOCALES = {"zh": "zh_Hans"}


class Hand:
    """One clerk with one register of one year. ``spoilt`` says that the row last written cannot be recorded."""

    def __init__(self, register: Mapping[str, Any], random: Random, today: date) -> None:
        self.register, self.random, self.today = register, random, today
        self.language: str = register["language"]
        self.errors: Mapping[str, float] = register["errors"]
        self.phrases = read_phrases()
        self.spoilt = False

    def incident(self, happening: Happening, reference: str) -> dict[str, Cell]:
        """The cells that every row of a seizure shares."""
        self.spoilt = False
        return {
            "incident_ref": reference,
            **self._day(happening),
            **self._place(happening),
            **self._case(happening),
        }

    def specimen(self, find: Find) -> dict[str, Cell]:
        """The cells of one kind of specimen."""
        return {**self._name(find), **self._amount(find)}

    def _slips(self, kind: str) -> bool:
        return self.random.random() < self.errors.get(kind, 0)

    def _say(self, subject: str) -> str:
        return self.random.choice(self.phrases[subject].get(self.language, [""]))

    def _word(self, field: str, code: str) -> str:
        own = self.register.get("words", {}).get(field, {})
        return own.get(code) or vocabulary_words(_LISTS.get(field, field), self.language).get(code, code)

    def _unless_gap(self, words: Cell) -> Cell:
        return "" if self._slips("gap") else words

    def _day(self, happening: Happening) -> dict[str, Cell]:
        on: date | None = happening.on
        if self._slips("bad_day"):
            self.spoilt = True
            on = self._day_to_come() if self.random.random() < 0.4 else None
        is_to_the_month = on is not None and self._slips("no_day")
        if "date" not in self.register:
            return _in_three_columns(on, happening.on.year, is_to_the_month)
        style = self.register["second_date" if self._slips("other_style") else "date"]
        if on is None:
            return {"date": _31_february(happening.on.year, self.register["second_date"])}
        if is_to_the_month:
            return {"date": f"{on.year}-{on.month:02d}"}
        return {"date": on if style == "cell" else on.strftime(style)}

    def _day_to_come(self) -> date:
        return self.today + timedelta(days=self.random.randint(40, 400))

    def _place(self, happening: Happening) -> dict[str, Cell]:
        post = happening.post
        name = self.random.choice(post.also) if post.also and self._slips("other_place") else post.name
        cells: dict[str, Cell] = {
            "place_name": name.upper() if self._slips("capitals") else name,
            "place_type": self._unless_gap(self._word("place_type", post.kind)),
            "admin_area": self._unless_gap(post.province),
            "country": self.country(COUNTRY),
        }
        if self._slips("no_point"):
            return cells
        latitude, longitude = happening.latitude, happening.longitude
        return {
            **cells,
            "latitude": self._degrees(latitude, "N", "S"),
            "longitude": self._degrees(longitude, "E", "W"),
            "coordinates": f"{latitude:.4f}, {longitude:.4f}",
        }

    def _degrees(self, angle: float, ahead: str, behind: str) -> Cell:
        if not self.register.get("degrees"):
            return self._number(angle, 4)
        minutes = round(abs(angle) * 60)
        return f"{minutes // 60}°{minutes % 60:02d}'{ahead if angle >= 0 else behind}"

    def _case(self, happening: Happening) -> dict[str, Cell]:
        is_open = (self.today - happening.on).days < PENDING_DAYS or self.random.random() < 0.25
        dollars = self.register.get("currency") == "USD"
        value = happening.value if dollars else happening.value * XTS_FOR_A_DOLLAR
        coded = {
            "transport": happening.transport,
            "concealment": happening.hidden,
            "detection": happening.found,
            "reason": happening.ground,
            "disposal": happening.disposal,
        }
        return {
            **self._route(happening),
            **{field: self._unless_gap(self._word(field, code)) for field, code in coded.items()},
            "offender_nationality": self._unless_gap("; ".join(map(self.country, happening.nationals))),
            "value": self._unless_gap(self._number(round(value, -1), 0)),
            "currency": self.register.get("currency", "XTS"),
            "law": self._unless_gap(self._say("law")),
            "sanction": self._say("pending" if is_open else "sanction"),
            "note": self._say("note") if self.random.random() < 0.12 else "",
        }

    def _route(self, happening: Happening) -> dict[str, Cell]:
        route = happening.route
        stops = [*route.origins, route.export, *route.transits, route.destination]
        ways = [self.country(code) for code in dict.fromkeys(stops) if code]
        in_words = " > ".join(ways)
        if self._slips("route_in_words"):
            return {"origin": in_words}
        origin = self._say("unknown_country") if self._slips("unknown_country") else None
        return {
            "origin": origin or "; ".join(map(self.country, route.origins)),
            "export": self._unless_gap(self.country(route.export)),
            "transit": "; ".join(map(self.country, route.transits)),
            "destination": self._unless_gap(self.country(route.destination)),
            "route": in_words,
        }

    def country(self, code: str) -> str:
        """A country as this office writes it: mostly its name, sometimes its code."""
        if not code:
            return ""
        if code != "XX" and self._slips("country_code"):
            return code
        return country_name(code, self.language)

    def _name(self, find: Find) -> dict[str, Cell]:
        words = taxon_words()[find.taxon]
        common, name = words[self.language], find.taxon
        if self._slips("no_name"):
            return {"scientific_name": "", "common_name": common}
        if words["old"] and self._slips("old_name"):
            name = self.random.choice(words["old"])
        elif self._slips("genus_only") and not name.endswith("spp."):
            name = f"{name.split()[0]} {self.random.choice(('sp.', 'spp.'))}"
        elif self._slips("misspelt"):
            name = misspell(name, self.random)
        if self._slips("capitals"):
            name = name.upper()
        return {"scientific_name": name, "common_name": self._unless_gap(common)}

    def _amount(self, find: Find) -> dict[str, Cell]:
        unit = self.phrases["units"][self.language][find.unit]
        amount = self._number(find.quantity, find.decimals)
        cells: dict[str, Cell] = {
            "term": self._word("term", find.term),
            "state": self.phrases["states"][self.language].get(find.condition, ""),
            "quantity": amount,
            "unit": unit,
            "appendix": "",
        }
        if self._slips("glued"):
            return {**cells, "quantity": f"{amount}{unit}", "unit": ""}
        if self._slips("about"):
            return {**cells, "quantity": f"{self._say('about')} {amount}"}
        if self._slips("span") and find.quantity >= 5:
            low, high = round(find.quantity * 0.8), round(find.quantity * 1.2)
            return {**cells, "quantity": f"{low}-{high}"}
        if self._slips("wordy"):
            return {**cells, "quantity": self._say("wordy")}
        if self._slips("negative"):
            self.spoilt = True
            return {**cells, "quantity": self._number(-find.quantity, find.decimals)}
        return cells

    def _number(self, number: float, decimals: int) -> Cell:
        """A true number in a workbook, words with the office's signs in a text file."""
        if self.register["format"] in ("xlsx", "ods"):
            return round(number, decimals) if decimals else round(number)
        words = f"{number:,.{decimals}f}"
        sign = {".": self.register.get("decimal", "."), ",": self.register.get("thousands", "")}
        return "".join(sign.get(mark, mark) for mark in words)


def _in_three_columns(on: date | None, year: int, is_to_the_month: bool) -> dict[str, Cell]:
    if on is None:
        return {"day": 31, "month": 2, "year": year}
    return {"day": "" if is_to_the_month else on.day, "month": on.month, "year": on.year}


def _31_february(year: int, style: str) -> str:
    """A day that no calendar has, in the office's style."""
    parts = {"%d": "31", "%m": "02", "%Y": f"{year}", "%y": f"{year % 100:02d}"}
    for sign, words in parts.items():
        style = style.replace(sign, words)
    return style


@cache
def read_phrases() -> dict[str, Any]:
    return read("phrases.yaml")


@cache
def taxon_words() -> dict[str, dict[str, Any]]:
    """What is written for each species: its former names and its common names by language."""
    return read("taxa.yaml")


@cache
def vocabulary_words(name: str, language: str) -> dict[str, str]:
    """The label of every code of a vocabulary in a language; a code that was reused keeps its first label."""
    words: dict[str, str] = {}
    for entry in library.read(f"vocabularies/{name}.yaml")["entries"]:
        if language in entry["label"]:
            words.setdefault(entry["code"], entry["label"][language])
    return words


@cache
def country_name(code: str, language: str) -> str:
    """A country's name as an office of that language writes it."""
    if own := read_phrases()["countries"].get(language, {}).get(code):
        return own
    for entry in library.read("countries_fictional.yaml")["countries"]:
        if entry["code"] == code:
            return entry["label"].get(language, entry["label"]["en"])
    return Locale.parse(_LOCALES.get(language, language)).territories[code]


def misspell(name: str, random: Random) -> str:
    """One slip of the fingers: a letter lost, doubled, or changed places with the next."""
    slips: tuple[Callable[[str, int], str], ...] = (
        lambda word, at: word[:at] + word[at + 1 :],
        lambda word, at: word[:at] + word[at] + word[at:],
        lambda word, at: word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    while True:
        at = random.randrange(2, len(name) - 2)
        written = random.choice(slips)(name, at)
        if written != name and " " not in name[at : at + 2]:
            return written
