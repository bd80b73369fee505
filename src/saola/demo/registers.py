"""The files that the agencies send: one register a year from each, and the profile that reads them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any

from .hands import Hand, country_name, read_phrases
from .happenings import Happening
from .places import COUNTRY, NEIGHBOURS, read
from .writing import Cell, as_ods, as_text, as_xlsx

_OFFICES = {"joint": "task force"}  # the register of each agency bears its name, but for the task force


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """One file and what went into it. ``rows`` are all rows below the header, as a reader counts them:
    ``seizure_rows`` (``spoilt`` of them cannot be recorded), ``repeated``, ``blank`` and ``totals``."""

    register: str
    agency: str
    year: int
    name: str
    content: bytes
    seizures: int
    seizure_rows: int
    spoilt: int
    repeated: int
    blank: int
    totals: int

    @property
    def rows(self) -> int:
        return self.seizure_rows + self.repeated + self.blank + self.totals


@cache
def registers() -> dict[str, dict[str, Any]]:
    """Every register by its name, as ``registers.yaml`` describes it."""
    return read("registers.yaml")


def profile(name: str) -> dict[str, Any]:
    """The profile that reads the files of a register, as plain data of an intake profile."""
    register = registers()[name]
    words = register.get("words", {})
    terms = {field: {word: code for code, word in own.items()} for field, own in words.items()}
    terms["country"] = _fictional_countries(register["language"])
    return {
        "name": f"sorevane-{register['agency']}",
        "title": register["title"],
        "sheet": register.get("sheet", ""),
        "columns": dict(register["columns"]),
        "terms": terms,
        **register["profile"],
    }


def _fictional_countries(language: str) -> dict[str, str]:
    """No list of real countries holds these, so the profile says what their names and codes stand for."""
    codes = (COUNTRY, *NEIGHBOURS)
    return {word: code for code in codes for word in (code, country_name(code, language))}


def write_files(happenings: list[Happening], *, seed: int, today: date) -> Iterator[RegisterFile]:
    """Every agency's register of every year, oldest year first."""
    for (year, name), own in sorted(_by_register(happenings).items()):
        yield _file(name, year, own, Random(f"{seed}/{name}/{year}"), today)


def _by_register(happenings: list[Happening]) -> Mapping[tuple[int, str], list[Happening]]:
    kept = defaultdict(list)
    for happening in happenings:
        kept[happening.on.year, _OFFICES.get(happening.agency, happening.agency)].append(happening)
    return kept


def _file(name: str, year: int, happenings: list[Happening], random: Random, today: date) -> RegisterFile:
    register = registers()[name]
    headers = register["columns"]
    rows: list[list[Cell]] = []
    spoilt = repeated = blank = 0
    for number, happening in enumerate(happenings, 1):
        for cells, is_spoilt in _rows(register, happening, number, random, today):
            rows.append(cells)
            spoilt += is_spoilt
            if random.random() < register["errors"]["repeated"]:
                rows.append(list(cells))
                repeated += 1
        if random.random() < register["errors"]["blank"]:
            rows.append([""] * len(headers))
            blank += 1
    seizure_rows = len(rows) - repeated - blank
    totals = [_total(headers, len(happenings))] if register.get("total") else []
    table = [list(headers), *rows, *totals]
    return RegisterFile(
        register=name,
        agency=register["agency"],
        year=year,
        name=register["file"].format(year=year),
        content=_write(register, table, year),
        seizures=len(happenings),
        seizure_rows=seizure_rows,
        spoilt=spoilt,
        repeated=repeated,
        blank=blank,
        totals=len(totals),
    )


def _rows(
    register: Mapping[str, Any], happening: Happening, number: int, random: Random, today: date
) -> Iterator[tuple[list[Cell], bool]]:
    hand = Hand(register, random, today)
    year = happening.on.year
    reference = register["reference"].format(year=year, short=year % 100, number=number)
    shared = hand.incident(happening, reference)
    is_undated = hand.spoilt
    for find in happening.finds:
        hand.spoilt = is_undated
        cells = {**shared, **hand.specimen(find)}
        yield [cells.get(field, "") for field in register["columns"].values()], hand.spoilt


def _total(headers: Mapping[str, str], count: int) -> list[Cell]:
    """The last line of the gendarmerie: a word and a number where a seizure should be."""
    row: list[Cell] = [""] * len(headers)
    row[0], row[1] = read_phrases()["total"]["fr"], f"{count} PV"
    return row


def _write(register: Mapping[str, Any], table: list[list[Cell]], year: int) -> bytes:
    above = [words.format(year=year) for words in register.get("above", ())]
    if register["format"] == "xlsx":
        return as_xlsx(table, sheet=register["sheet"], above=above)
    if register["format"] == "ods":
        return as_ods(table, sheet=register["sheet"], above=above)
    return as_text(table, delimiter=register["delimiter"], encoding=register["encoding"])
