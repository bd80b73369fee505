"""What follows from several cells of a row together, from its headings and from the profile."""

from typing import Any

from saola.core.values import Money, PartialDate, Reported, gettext_noop, say

from .answers import BY, Amount, Circumstances
from .cells import prepare
from .faults import warning
from .fields import FIELDS
from .headings import names_weight, without_unit
from .mapping import ColumnMapping
from .parsing.money import no_currency
from .readings import RowProblem
from .row_faults import (
    future,
    no_country,
    no_date,
    no_specimen,
    no_such_day,
    says_nothing,
    weight_without_unit,
)
from .vocabularies import word_key

SPECIMEN_FIELDS = frozenset(("scientific_name", "common_name", "group", "term"))
IDENTITY_FIELDS = SPECIMEN_FIELDS | {
    "incident_ref",
    "date",
    "year",
    "place_name",
    "admin_area",
    "source_ref",
    "agency",
}


class Completion:
    """Completes the rows of one file."""

    def __init__(self, mapping: ColumnMapping, circumstances: Circumstances) -> None:
        self.profile = circumstances.profile
        self._circumstances = circumstances
        self._headers = {use.field: use.header for use in mapping.columns}
        self._heading_units: dict[str, str] = {
            key: without_unit(self._headers[key])[1]
            for key in ("quantity", "quantity2")
            if key in self._headers
        }
        self._fixed = {key: self._fixed_answer(key, words) for key, words in self.profile.fixed.items()}
        self._inferred = {
            key: {
                source: {word_key(word): code for word, code in words.items()}
                for source, words in sources.items()
            }
            for key, sources in self.profile.infer.items()
        }

    def _fixed_answer(self, key: str, words: str) -> Reported[Any]:
        reported, faults = prepare(FIELDS[key], self._circumstances)(words)
        if reported is None or any(fault.is_error for fault in faults):
            raise ValueError(f"the profile gives every row {words!r} as {key}, which cannot be read so")
        return Reported(
            "", reported.resolved, BY, say(gettext_noop("The profile says so for the whole file."))
        )

    def complete(self, number: int, values: dict[str, Reported[Any]], problems: list[RowProblem]) -> None:
        """Add to ``values`` what follows from them, and to ``problems`` what is missing or does not fit."""
        if IDENTITY_FIELDS.isdisjoint(values):
            problems.append(RowProblem(number, "", "", "", says_nothing()))
            return
        if "date" not in values and "year" in values:
            self._date_from_parts(number, values, problems)
        for key, reported in self._fixed.items():
            values.setdefault(key, reported)
        if self._inferred:
            self._infer(values)
        if "quantity" in values:
            self._unit_from_quantity("quantity", "unit", number, values, problems)
        if "quantity2" in values:
            self._unit_from_quantity("quantity2", "unit2", number, values, problems)
        if "value" in values:
            self._currency(number, values, problems)
        if self.profile.undated == "refuse" and "date" not in values:
            problems.append(RowProblem(number, self._headers.get("date", ""), "date", "", no_date()))
        if "country" not in values:
            problems.append(RowProblem(number, self._headers.get("country", ""), "country", "", no_country()))
        if SPECIMEN_FIELDS.isdisjoint(values):
            problems.append(RowProblem(number, "", "", "", no_specimen()))

    def _date_from_parts(
        self, number: int, values: dict[str, Reported[Any]], problems: list[RowProblem]
    ) -> None:
        year = values["year"].resolved
        month = values["month"].resolved if "month" in values else None
        day = values["day"].resolved if "day" in values and month else None
        words = "-".join(values[key].text for key in ("year", "month", "day") if key in values)
        if year is None or year.month is not None:
            values["date"] = Reported(words, year, BY)
            return
        try:
            whole = PartialDate(year.year, month, day)
        except ValueError:
            problems.append(RowProblem(number, self._headers.get("day", ""), "day", words, no_such_day()))
            whole = None
        if whole is not None and whole.first_day is not None and whole.first_day > self._circumstances.today:
            problems.append(RowProblem(number, self._headers.get("month", ""), "month", words, future(whole)))
        values["date"] = Reported(words, whole, BY, values["year"].note)

    def _infer(self, values: dict[str, Reported[Any]]) -> None:
        """Fill a field that is missing from another one, as the profile says."""
        for key, sources in self._inferred.items():
            if key in values and values[key].resolved is not None:
                continue
            for source, words in sources.items():
                given = values.get(source)
                if given is None:
                    continue
                code = words.get(word_key(str(given.resolved))) or words.get(word_key(given.text))
                if code:
                    note = say(
                        gettext_noop("Taken from “{field}”, as the profile says."), field=FIELDS[source].label
                    )
                    values[key] = Reported(values[key].text if key in values else "", code, BY, note)
                    break

    def _unit_from_quantity(
        self,
        key: str,
        unit_key: str,
        number: int,
        values: dict[str, Reported[Any]],
        problems: list[RowProblem],
    ) -> None:
        amount = values[key].resolved
        if not isinstance(amount, Amount):
            return
        unit = values.get(unit_key)
        if not amount.unit:
            if unit is None and not amount.words:
                self._unit_from_heading(key, unit_key, number, values, problems)
            return
        if unit is None or unit.resolved is None:
            note = say(gettext_noop("The unit stood behind the number."))
            values[unit_key] = Reported(amount.words, amount.unit, BY, note)
        elif unit.resolved != amount.unit:
            fault = warning(
                "two-units",
                say(
                    gettext_noop("The cell names the unit {one}, the column of units says {other}."),
                    one=amount.words,
                    other=unit.text,
                ),
                say(gettext_noop("The column was followed; correct whichever is wrong.")),
            )
            problems.append(RowProblem(number, self._headers.get(key, ""), key, values[key].text, fault))

    def _unit_from_heading(
        self,
        key: str,
        unit_key: str,
        number: int,
        values: dict[str, Reported[Any]],
        problems: list[RowProblem],
    ) -> None:
        """The unit that the heading names; a weight without one must not pass for a number of animals."""
        header = self._headers.get(key, "")
        code = self._heading_units.get(key, "")
        if code:
            values[unit_key] = Reported(
                header, code, BY, say(gettext_noop("The heading of the column names the unit."))
            )
        elif names_weight(header):
            values[unit_key] = Reported(header, None, BY)
            problems.append(RowProblem(number, header, key, values[key].text, weight_without_unit()))

    def _currency(self, number: int, values: dict[str, Reported[Any]], problems: list[RowProblem]) -> None:
        value = values["value"]
        if value.resolved is None or isinstance(value.resolved, Money):
            return
        currency = values["currency"].resolved if "currency" in values else None
        if currency:
            values["value"] = Reported(value.text, Money(value.resolved, currency), BY)
            return
        values["value"] = Reported(value.text, None, BY)
        problems.append(
            RowProblem(number, self._headers.get("value", ""), "value", value.text, no_currency())
        )
