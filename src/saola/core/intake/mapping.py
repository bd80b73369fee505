"""Which column means what: proposed from headings and contents, decided by a person, kept in a profile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from saola.core.values import Message, gettext_noop, say

from .fields import FIELDS
from .headings import PLAIN, fields_of
from .own_columns import is_own
from .profiles import Profile
from .sheets import Cell
from .sniffing import shares
from .tables import Column, Table
from .vocabularies import Vocabularies
from .words import fold

SURE = 0.95
LEAST = 0.45
UNLIKE = 0.82
"""Agreement of the cells under which a word inside a longer heading is not believed: one cell in five."""
ALIKE = 0.7
"""Share of cells from which a column without a known heading is taken for what they look like."""
SECOND = {"quantity": "quantity2", "unit": "unit2"}
"""What a second column of the same meaning is taken for."""

EXPECTED = {
    "date": ("date",),
    "year": ("year",),
    "month": ("month",),
    "day": ("day",),
    "country": ("country",),
    "origin": ("country",),
    "export": ("country",),
    "transit": ("country",),
    "destination": ("country",),
    "offender_nationality": ("country",),
    "scientific_name": ("scientific_name",),
    "quantity": ("number",),
    "quantity2": ("number",),
    "equivalents": ("number",),
    "value": ("number",),
    "unit": ("code:unit",),
    "unit2": ("code:unit",),
    "state": ("code:state",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "source_ref": ("url", "distinct"),
}
"""What the cells of a field should look like; fields of free words are not in it."""

BY_CONTENT = (
    ("date", "date", gettext_noop("its cells look like dates")),
    ("scientific_name", "scientific_name", gettext_noop("its cells look like scientific names")),
    ("country", "country", gettext_noop("its cells are countries")),
    ("unit", "code:unit", gettext_noop("its cells are units")),
    ("state", "code:state", gettext_noop("its cells say alive or dead")),
    ("source_ref", "url", gettext_noop("its cells are links")),
    ("year", "year", gettext_noop("its cells look like years")),
)


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column is taken for: ``field`` is a key of ``FIELDS``; ``confidence`` runs from 0 to 1.

    ``alternatives`` are other fields worth offering, best first.
    """

    position: int
    header: str
    field: str
    confidence: float
    reason: Message
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The use of every column, in the order of the table; ``warnings`` are for the person to read."""

    columns: tuple[ColumnUse, ...]
    warnings: tuple[Message, ...] = ()

    def by_field(self) -> dict[str, tuple[ColumnUse, ...]]:
        """The columns that bear each field."""
        found: dict[str, tuple[ColumnUse, ...]] = {}
        for use in self.columns:
            found[use.field] = (*found.get(use.field, ()), use)
        return found

    def as_columns(self) -> dict[str, str]:
        """Headers and fields, as a profile keeps them."""
        return {use.header: use.field for use in self.columns}

    def changed(self, choices: Mapping[int, str]) -> "ColumnMapping":
        """The mapping after a person chose fields for columns by position. Raises ``ValueError``."""
        unknown = set(choices.values()) - set(FIELDS)
        if unknown:
            raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
        chosen = say(gettext_noop("chosen by a person"))
        return replace(
            self,
            columns=tuple(
                replace(use, field=choices[use.position], confidence=1.0, reason=chosen)
                if use.position in choices and choices[use.position] != use.field
                else use
                for use in self.columns
            ),
        )


def propose(
    table: Table, vocabularies: Vocabularies | None = None, profile: Profile | None = None
) -> ColumnMapping:
    """Propose what every column of ``table`` is; what ``profile`` already knows goes before any guess."""
    known = {fold(header): field for header, field in (profile.columns if profile else {}).items()}
    words = vocabularies or Vocabularies()
    held = {column.position: shares(_cells(column, table), words) for column in table.columns}
    # one column of countries without a known heading is where the seizures were; among several nobody knows
    is_only_country = sum(signs.get("country", 0.0) >= ALIKE for signs in held.values()) == 1
    guesses = {
        column.position: _guesses(column, held[column.position], is_only_country) for column in table.columns
    }
    uses: dict[int, ColumnUse] = {}
    taken: set[str] = set()
    for column in table.columns:
        if is_own(column.header):
            uses[column.position] = _own(column)
        elif fold(column.header) in known:
            field = known[fold(column.header)]
            uses[column.position] = ColumnUse(
                column.position, column.header, field, 1.0, say(gettext_noop("the profile says so"))
            )
            taken.add(field)
    ranked = sorted(
        (
            (-confidence, position, field, reason)
            for position, fields in guesses.items()
            for field, (confidence, reason) in fields.items()
            if position not in uses
        ),
        key=lambda guess: guess[:3],
    )
    headers = {column.position: column.header for column in table.columns}
    for negative, position, wanted, reason in ranked:
        field = SECOND.get(wanted, wanted) if wanted in taken else wanted
        if position in uses or -negative < LEAST or (field in taken and not FIELDS[field].is_many):
            continue
        uses[position] = ColumnUse(
            position, headers[position], field, round(-negative, 2), reason, _others(guesses[position], field)
        )
        taken.add(field)
    for column in table.columns:
        if column.position not in uses:
            others = _others(guesses[column.position], "note")
            reason = say(gettext_noop("not recognised; its words are kept as a note"))
            uses[column.position] = ColumnUse(column.position, column.header, "note", 0.0, reason, others)
    settled = {column.position for column in table.columns if fold(column.header) in known}
    ordered = _in_order(tuple(uses[column.position] for column in table.columns), settled)
    return ColumnMapping(ordered, _missing(ordered, profile))


def _in_order(uses: tuple[ColumnUse, ...], settled: set[int]) -> tuple[ColumnUse, ...]:
    """Of two columns of quantities or units that say alike, the first is the first one."""
    for first, second in SECOND.items():
        found = {use.field: use for use in uses if use.field in (first, second)}
        if len(found) < 2 or {use.position for use in found.values()} & settled:
            continue
        if found[second].position < found[first].position and second not in fields_of(found[second].header):
            swapped = {found[first].position: second, found[second].position: first}
            uses = tuple(replace(use, field=swapped.get(use.position, use.field)) for use in uses)
    return uses


def apply_profile(table: Table, profile: Profile) -> ColumnMapping:
    """The mapping that ``profile`` prescribes. Columns it does not know are kept as notes and named."""
    known = {fold(header): field for header, field in profile.columns.items()}
    says_so, unknown = (
        say(gettext_noop("the profile says so")),
        say(gettext_noop("not in the profile; its words are kept as a note")),
    )
    uses = tuple(
        _own(column)
        if is_own(column.header)
        else ColumnUse(column.position, column.header, known[fold(column.header)], 1.0, says_so)
        if fold(column.header) in known
        else ColumnUse(column.position, column.header, "note", 0.0, unknown)
        for column in table.columns
    )
    present = {fold(column.header) for column in table.columns}
    warnings = [
        say(
            gettext_noop(
                "The profile expects a column “{header}”, which this file does not have; its field stays empty."
            ),
            header=header,
        )
        for header in profile.columns
        if fold(header) not in present
    ]
    warnings += [
        say(
            gettext_noop("The profile does not know the column “{header}”; its words are kept as a note."),
            header=use.header,
        )
        for use in uses
        if fold(use.header) not in known and use.field != "ignore"
    ]
    return ColumnMapping(uses, (*warnings, *_missing(uses, profile)))


def profile_share(table: Table, profile: Profile) -> float:
    """How much of ``profile`` this table bears out, from 0 to 1: for finding the profile of a new file."""
    if not profile.columns:
        return 0.0
    present = {fold(column.header) for column in table.columns if not is_own(column.header)}
    expected = {fold(header) for header in profile.columns}
    return len(expected & present) / len(expected | present)


def _own(column: Column) -> ColumnUse:
    reason = say(gettext_noop("added by Saola when the rows were sent back"))
    return ColumnUse(column.position, column.header, "ignore", 1.0, reason)


def _others(guesses: dict[str, tuple[float, Message]], chosen: str) -> tuple[str, ...]:
    ranked = sorted(guesses, key=lambda field: -guesses[field][0])
    return tuple(field for field in ranked if field != chosen)[:4]


def _cells(column: Column, table: Table) -> list[Cell]:
    return [row.cells[column.position] for row in table.sample if column.position < len(row.cells)]


def _guesses(
    column: Column, held: dict[str, float], is_only_country: bool
) -> dict[str, tuple[float, Message]]:
    found: dict[str, tuple[float, Message]] = {}
    for field, (likeness, word) in fields_of(column.header).items():
        agreement = _agreement(field, held)
        if likeness < PLAIN and agreement < UNLIKE:
            continue
        confidence = likeness * agreement
        reason = (
            say(gettext_noop("its heading says so"))
            if likeness >= SURE
            else say(gettext_noop("its heading resembles “{word}”"), word=word)
        )
        if confidence > found.get(field, (0.0,))[0]:
            found[field] = (confidence, reason)
    _correct_names(found, held)
    for field, sign, words in BY_CONTENT:
        share = held.get(sign, 0.0)
        if share >= ALIKE and field not in found and (field != "country" or is_only_country):
            found[field] = (0.6 * share, say(words))
    return found


def _agreement(field: str, held: dict[str, float]) -> float:
    expected = EXPECTED.get(field)
    if expected is None or not held:
        return 1.0
    best = max(held.get(sign, 0.0) for sign in expected)
    return 1.0 if best >= 0.5 else 0.7 + 0.6 * best


def _correct_names(found: dict[str, tuple[float, Message]], held: dict[str, float]) -> None:
    """Headings such as “species” stand above scientific and common names alike; the cells decide."""
    if "scientific_name" in found and held.get("scientific_name", 0.0) < 0.2 and held:
        confidence, _ = found["scientific_name"]
        reason = say(gettext_noop("its heading speaks of species, but its cells are not scientific names"))
        found["common_name"] = (confidence, reason)
        found["scientific_name"] = (confidence * 0.6, reason)


def _missing(uses: tuple[ColumnUse, ...], profile: Profile | None) -> tuple[Message, ...]:
    present = {use.field for use in uses} | set(profile.fixed if profile else ())
    warnings = []
    if not present & {"date", "year"} and (profile is None or profile.undated == "refuse"):
        warnings.append(
            say(
                gettext_noop(
                    "No column gives the date of seizure. Choose it, or say that this agency's rows have none."
                )
            )
        )
    if "country" not in present:
        warnings.append(
            say(
                gettext_noop(
                    "No column gives the country of seizure. Choose it, or name one country for the whole file."
                )
            )
        )
    if not present & {"scientific_name", "common_name"}:
        warnings.append(
            say(gettext_noop("No column gives the species. Choose it, or name one for the whole file."))
        )
    if "quantity" not in present:
        warnings.append(say(gettext_noop("No column gives the quantity. Choose it if there is one.")))
    return tuple(warnings)
