"""The # annotations: which parts and derivatives of a listed plant an entry covers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..values import Interval, Mark, Outcome, PartialDate, Source
from .events import NOT_STATED, BadListingError


@dataclass(frozen=True, slots=True)
class HashAnnotation:
    """One wording of one symbol, valid for an interval.

    ``included`` are the term codes it names as covered; with ``all_others`` every other term is covered too,
    otherwise no other is. ``excluded`` are outside. ``conditional`` depend on something a code does not say
    (weight, packaging, finish): their answer is unknown. ``not_sources`` maps a term code to the source codes
    for which it is outside (cut flowers of artificially propagated plants).
    """

    symbol: str
    valid: Interval
    included: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    conditional: frozenset[str] = frozenset()
    all_others: bool = False
    not_sources: tuple[tuple[str, frozenset[str]], ...] = ()
    text: str = ""
    source: Source = NOT_STATED

    def covers(self, term: str, source_code: str = "") -> Outcome:
        """Whether a specimen described by these codes is covered; unknown without a term."""
        if not term or term in self.conditional:
            return Outcome.UNKNOWN
        if term in self.excluded:
            return Outcome.NO
        for limited, sources in self.not_sources:
            if term == limited:
                if not source_code:
                    return Outcome.UNKNOWN
                return Outcome.NO if source_code in sources else Outcome.YES
        return Outcome.YES if self.all_others or term in self.included else Outcome.NO


def read_annotations(library: Mapping[str, Any]) -> list[HashAnnotation]:
    """The annotations of ``knowledge/annotations.yaml``, parsed. Raises ``BadListingError``."""
    sources = library.get("sources") or {}
    found = []
    for entry in library.get("annotations") or ():
        try:
            known = sources[entry["source"]]
            found.append(
                HashAnnotation(
                    symbol=str(entry["symbol"]),
                    valid=Interval(_day(entry.get("valid_from")), _day(entry.get("valid_to"))),
                    included=frozenset(entry.get("included") or ()),
                    excluded=frozenset(entry.get("excluded") or ()),
                    conditional=frozenset(entry.get("conditional") or ()),
                    all_others=bool(entry.get("all_others", False)),
                    not_sources=tuple(
                        (term, frozenset(codes)) for term, codes in (entry.get("not_sources") or {}).items()
                    ),
                    text=" ".join(str(entry.get("text") or "").split()),
                    source=Source(
                        str(known["title"]),
                        str(entry.get("locator") or ""),
                        Mark(entry.get("mark") or known.get("mark") or "memory"),
                    ),
                )
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BadListingError(f"annotation {entry!r}: {error}") from error
    return found


def _day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return PartialDate.parse_iso(str(value)).first_day


def by_symbol(annotations: Iterable[HashAnnotation]) -> dict[str, tuple[HashAnnotation, ...]]:
    """The wordings of each symbol, oldest first."""
    table: dict[str, list[HashAnnotation]] = {}
    for annotation in sorted(annotations, key=lambda a: a.valid.start or date.min):
        table.setdefault(annotation.symbol, []).append(annotation)
    return {symbol: tuple(wordings) for symbol, wordings in table.items()}
