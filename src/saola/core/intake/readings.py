"""What a row says, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from saola.core.values import Message, Reported, gettext_noop, say

from .faults import Fault, Severity
from .profiles import Profile


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong in one row: where, the words found, what is wrong with them and what to do."""

    row: int
    column: str
    field: str
    found: str
    fault: Fault

    @property
    def is_error(self) -> bool:
        return self.fault.severity is Severity.ERROR

    def message(self) -> Message:
        """The problem as one sentence or two."""
        if not self.column:
            return say(gettext_noop("{what} {advice}"), what=self.fault.what, advice=self.fault.advice)
        if not self.found:
            return say(
                gettext_noop("Column “{column}”: {what} {advice}"),
                column=self.column,
                what=self.fault.what,
                advice=self.fault.advice,
            )
        return say(
            gettext_noop("Column “{column}”, “{found}”: {what} {advice}"),
            column=self.column,
            found=self.found[:200],
            what=self.fault.what,
            advice=self.fault.advice,
        )


@dataclass(slots=True)
class RowReading:
    """What a row says. A row with ``errors`` is refused; one with ``warnings`` is recorded all the same.

    ``values`` holds what was said, by field key, each with its words and what they were taken for (see
    ``docs/method/intake.md`` for the type of each); ``notes`` the words of columns that bear no field, by header.
    """

    number: int
    values: dict[str, Reported[Any]] = field(default_factory=dict)
    errors: tuple[RowProblem, ...] = ()
    warnings: tuple[RowProblem, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)
    is_blank: bool = False

    def resolved(self, key: str) -> Any:
        """What the words of a field were taken for; ``None`` when it is empty or was not understood."""
        reported = self.values.get(key)
        return None if reported is None else reported.resolved

    def words(self, key: str) -> str:
        """The words of a field as they came; the empty text when there are none."""
        reported = self.values.get(key)
        return "" if reported is None else reported.text


def incident_key(reading: RowReading, profile: Profile) -> tuple[str, ...]:
    """Rows with the same key are one incident, as the profile groups them."""
    if profile.grouping == "reference" and reading.words("incident_ref"):
        return ("reference", reading.words("incident_ref").casefold())
    if profile.grouping == "fields" and profile.grouping_fields:
        return (
            "fields",
            *(str(reading.resolved(key) or reading.words(key)).casefold() for key in profile.grouping_fields),
        )
    return ("row", str(reading.number))
