"""Profiles: how the files of one agency are to be read, kept for its next file."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from .fields import FIELDS

GROUPINGS = ("reference", "row", "fields")
REPEATS = ("duplicate", "separate")
DEFAULT_NULLS = (
    "",
    "-",
    "--",
    "—",
    "–",
    "n/a",
    "#n/a",
    "null",
    "none",
    "nil",
    ".",
    "nd",
    "s/d",
    "n.d.",
    "s.d.",
    "sans objet",
    "нет",
    "н/д",
    "不详",
    "无",
    "غير متوفر",
    "không",
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that must be known to read a file the same way twice.

    ``columns`` maps headers to field keys. ``terms`` maps, for a vocabulary, words of the agency to codes
    (``{"unit": {"kg (1.000 L)": "KGM"}}``); a word mapped to ``""`` is known to say nothing. ``fixed`` gives
    values to every row whose file does not say (``{"country": "BR"}``), as words that are read like a cell.

    ``infer`` fills a field that is missing from another one: ``{"term": {"state": {"alive": "LIV"}}}`` takes the
    term from the state, by the state's code or its words.

    ``grouping`` says which rows are one incident: those with the same incident reference, each row by itself,
    or those that agree on all of ``grouping_fields``. ``undated`` is ``refuse`` or ``keep``.
    ``decimal`` is ``.``, ``,`` or empty (the column's own evidence decides); ``day_first`` likewise.
    A year of two digits up to ``pivot`` is of this century (20xx), later ones of the last.
    ``places_in`` names the country (ISO 3166-1 alpha-2) in which the towns of a route lie that are not known.

    ``repeats`` says what a row is that says word for word what an earlier row of its incident said: a
    ``duplicate``, or ``separate`` where the agency writes one row for each animal.

    Raises ``ValueError`` for options that do not exist.
    """

    name: str
    title: str = ""
    version: int = 1
    sheet: str = ""
    head_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    infer: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    nulls: tuple[str, ...] = DEFAULT_NULLS
    decimal: str = ""
    day_first: bool | None = None
    pivot: int = 68
    calendar: str = "gregorian"
    undated: str = "refuse"
    grouping: str = "reference"
    grouping_fields: tuple[str, ...] = ()
    repeats: str = "duplicate"
    encoding: str = ""
    delimiter: str = ""
    places_in: str = ""

    def __post_init__(self) -> None:
        named = {*self.columns.values(), *self.fixed, *self.grouping_fields, *self.infer}
        unknown = named.union(*self.infer.values()) - set(FIELDS)
        if unknown:
            raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
        if self.decimal not in ("", ".", ","):
            raise ValueError(f"a decimal sign is a point or a comma, not {self.decimal!r}")
        if self.grouping not in GROUPINGS:
            raise ValueError(f"rows are grouped by {', '.join(GROUPINGS)}, not {self.grouping!r}")
        if self.repeats not in REPEATS:
            raise ValueError(f"repeated rows are a duplicate or separate, not {self.repeats!r}")
        if self.undated not in ("refuse", "keep"):
            raise ValueError(f"undated rows are refused or kept, not {self.undated!r}")
        if self.calendar not in ("gregorian", "buddhist"):
            raise ValueError(f"years are counted gregorian or buddhist, not {self.calendar!r}")
        if not 0 <= self.pivot <= 99:
            raise ValueError(f"the pivot of two-digit years lies between 0 and 99, not {self.pivot}")

    def as_data(self) -> dict[str, Any]:
        """The profile as plain data for YAML, JSON and the record."""
        data = {each.name: getattr(self, each.name) for each in fields(self)}
        data["columns"] = dict(self.columns)
        data["fixed"] = dict(self.fixed)
        data["terms"] = {name: dict(words) for name, words in self.terms.items()}
        data["infer"] = {
            key: {source: dict(words) for source, words in sources.items()}
            for key, sources in self.infer.items()
        }
        data["nulls"] = list(self.nulls)
        data["grouping_fields"] = list(self.grouping_fields)
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Profile":
        """Read what ``as_data`` wrote. ``about`` (where a profile comes from) is for people and left out.

        Raises ``ValueError`` for words it does not know.
        """
        known = {each.name for each in fields(cls)}
        unknown = set(data) - known - {"about"}
        if unknown:
            raise ValueError(f"a profile has no {', '.join(sorted(unknown))}")
        values = {key: value for key, value in data.items() if key in known}
        for key in ("nulls", "grouping_fields"):
            if key in values:
                values[key] = tuple(values[key])
        return cls(**values)

    @property
    def digest(self) -> str:
        """SHA-256 of everything that decides how a file is read (not of name, title and version)."""
        data = self.as_data()
        for key in ("name", "title", "version"):
            del data[key]
        return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def with_columns(self, columns: Mapping[str, str]) -> "Profile":
        """The same profile for other columns, as the next version."""
        return replace(self, columns=dict(columns), version=self.version + 1)
