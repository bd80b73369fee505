"""Exactly what a list shows, as a file: the same seizures, columns and order."""

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import IO, Any

from saola.core.intake.guarding import guarded, guarded_text_cell

from . import listed, ordering
from .columns import BY_KEY, Column
from .filters import Filters
from .listed import ListedIncident

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
}
SHEET_ROWS = 1_048_575


class TooManyRowsError(ValueError):
    """More seizures than a worksheet has rows."""


def incidents(keys: Sequence[int], person: Any) -> Iterator[ListedIncident]:
    """The incidents of ``keys``, a stretch at a time."""
    for start in range(0, len(keys), listed.STRETCH):
        yield from listed.incidents(keys[start : start + listed.STRETCH], person)


def chosen_keys(filters: Filters, person: Any, sort: str) -> list[int]:
    return ordering.keys(filters, person, sort, 0, None)


class _Echo:
    """A file that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def as_csv(keys: Sequence[int], columns: Sequence[str], person: Any) -> Iterator[str]:
    """What ``csv_lines`` writes of the incidents of ``keys`` that ``person`` may see."""
    return csv_lines(incidents(keys, person), columns)


def csv_lines(found: Iterable[ListedIncident], columns: Sequence[str]) -> Iterator[str]:
    """Lines of comma-separated values, with a mark of their encoding; no cell runs as a formula."""
    shown = [BY_KEY[key] for key in columns]
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow([guarded(str(column.label)) for column in shown])
    for incident in found:
        yield writer.writerow([_text(column, incident) for column in shown])


def _text(column: Column, incident: ListedIncident) -> str:
    value = column.plain(incident)
    if value is None:
        return ""
    return (
        guarded(value)
        if isinstance(value, str)
        else f"{value:f}"
        if isinstance(value, Decimal)
        else str(value)
    )


def as_xlsx(keys: Sequence[int], columns: Sequence[str], person: Any, title: str) -> IO[bytes]:
    """A workbook in a temporary file, at its start. Raises ``TooManyRowsError``."""
    import xlsxwriter

    if len(keys) > SHEET_ROWS:
        raise TooManyRowsError(len(keys))
    shown = [BY_KEY[key] for key in columns]
    file = tempfile.TemporaryFile(prefix="saola-")  # noqa: SIM115  (the response closes it)
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(title[:31])
    head = book.add_format({"bold": True})
    for across, column in enumerate(shown):
        sheet.write_string(0, across, str(column.label), head)
    sheet.freeze_panes(1, 1)
    for down, incident in enumerate(incidents(keys, person), 1):
        for across, column in enumerate(shown):
            value = column.plain(incident)
            if isinstance(value, str):
                sheet.write_string(down, across, guarded_text_cell(value)[:32_767])
            elif value is not None:
                sheet.write_number(down, across, value)
    book.close()
    file.seek(0)
    return file


def as_geojson(keys: Sequence[int], columns: Sequence[str], person: Any) -> Iterator[str]:
    """What ``geojson_lines`` writes of the incidents of ``keys`` that ``person`` may see."""
    return geojson_lines(incidents(keys, person), columns)


def geojson_lines(found: Iterable[ListedIncident], columns: Sequence[str]) -> Iterator[str]:
    """A FeatureCollection; seizures without a place have no geometry, and are there all the same."""
    shown = [BY_KEY[key] for key in columns]
    yield '{"type": "FeatureCollection", "features": [\n'
    between = ""
    for incident in found:
        yield between + json.dumps(_feature(shown, incident), ensure_ascii=False, default=float)
        between = ",\n"
    yield "\n]}\n"


def _feature(shown: Sequence[Column], incident: ListedIncident) -> dict[str, Any]:
    place = None
    if incident.latitude is not None:
        place = {"type": "Point", "coordinates": [incident.longitude, incident.latitude]}
    return {
        "type": "Feature",
        "id": incident.number,
        "geometry": place,
        "properties": {column.key: column.plain(incident) for column in shown},
    }
