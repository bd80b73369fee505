"""From the records to columns: incidents and specimens as they are counted.

The rows travel through files of comma-separated values, which both sides read and write fastest. They are read
without Django's conversions: nothing here is shown to anybody.
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
from django.core.exceptions import EmptyResultSet
from django.db import connection as records
from django.db.models import QuerySet

from ..models import Incident, Leg, Specimen

STRETCH = 5_000

# The file's columns, each with its type there and where it is among the records.
_INCIDENT = {
    "id": ("BIGINT", "id"),
    "number": ("VARCHAR", "number"),
    "reference": ("VARCHAR", "reference"),
    "agency": ("VARCHAR", "agency__code"),
    "batch": ("UUID", "batch_id"),
    "seized_on": ("VARCHAR", "seized_on"),
    "first_day": ("DATE", "first_day"),
    "last_day": ("DATE", "last_day"),
    "year": ("SMALLINT", "year"),
    "country": ("VARCHAR", "country"),
    "admin_area": ("VARCHAR", "admin_area"),
    "place_name": ("VARCHAR", "place_name"),
    "latitude": ("DOUBLE", "latitude"),
    "longitude": ("DOUBLE", "longitude"),
    "transport": ("VARCHAR", "transport"),
    "concealment": ("VARCHAR", "concealment"),
    "groups": ("VARCHAR", "groups"),
    "appendix": ("VARCHAR", "appendix"),
    "value": ("DOUBLE", "value"),
    "currency": ("VARCHAR", "currency"),
    "held": ("BOOLEAN", "is_held_back"),
    "kinds": ("INTEGER", "specimen_count"),
}
_SPECIMEN = {
    "id": ("BIGINT", "incident_id"),
    "taxon": ("INTEGER", "taxon_id"),
    "grp": ("VARCHAR", "group"),
    "term": ("VARCHAR", "term"),
    "quantity": ("DOUBLE", "quantity"),
    "standard": ("DOUBLE", "standard_quantity"),
    "standard_unit": ("VARCHAR", "standard_unit"),
    "listed": ("VARCHAR", "appendix"),
    "name": ("VARCHAR", "reported_name"),
    "common_name": ("VARCHAR", "reported_common_name"),
}

# Many seizures took the same way or were made at the same place: each stands once, under a number. ``sign`` keeps
# the numbers of a base apart from those of what stands beside it.
_PLACES = """
    CREATE TABLE {schema}.places AS SELECT {sign}(row_number() OVER ())::INTEGER AS place, *
    FROM (SELECT DISTINCT latitude, longitude, place_name FROM raw_incidents)
"""
_INCIDENTS = """
    CREATE TABLE {schema}.incidents AS
    SELECT raw.* EXCLUDE (seized_on, admin_area, latitude, longitude, {names}), {codes},
        length(seized_on)::UTINYINT AS known_to, places.place, {sign}ways.route AS route,
        lower(concat_ws(' ', number, reference)) AS words,
        lower(concat_ws(' ', raw.place_name, admin_area)) AS place_words
    FROM raw_incidents raw
    LEFT JOIN {schema}.places places ON places.latitude IS NOT DISTINCT FROM raw.latitude
        AND places.longitude IS NOT DISTINCT FROM raw.longitude AND places.place_name = raw.place_name
    LEFT JOIN raw_ways ways ON ways.id = raw.id
    ORDER BY first_day DESC NULLS LAST, raw.id DESC
"""
_SPECIMENS = """
    CREATE TABLE {schema}.specimens AS
    SELECT own.* EXCLUDE (name, common_name, quantity, {names}), {codes}, quantity IS NULL AS is_unknown,
        lower(concat_ws(' ', nullif(name, ''), CASE WHEN common_name <> name THEN nullif(common_name, '') END))
            AS names,
        i.agency, i.batch, i.known_to, i.first_day, i.last_day, i.country, i.transport, i.concealment, i.value,
        i.currency, i.held, i.place, i.route, i.kinds
    FROM raw_specimens own JOIN {schema}.incidents i ON i.id = own.id
    ORDER BY i.first_day DESC NULLS LAST, i.id DESC
"""
_ROUTES = """
    CREATE TABLE {schema}.routes AS SELECT {sign}route AS route, * EXCLUDE (route) FROM raw_routes
"""

# What is grouped by: as a number of a list that is fastest.
_INCIDENT_CODES = {
    "month": "CASE WHEN length(seized_on) >= 7 THEN left(seized_on, 7) END",
    "agency": "agency",
    "country": "raw.country",
    "transport": "transport",
    "groups": "groups",
    "appendix": "appendix",
    "currency": "currency",
}
_SPECIMEN_CODES = {name: name for name in ("grp", "term", "standard_unit", "listed")}

CODES = (*_INCIDENT_CODES, *_SPECIMEN_CODES)
TABLES = ("incidents", "specimens", "places", "routes")
SHAPE = blake2b(
    repr((_INCIDENT, _SPECIMEN, _PLACES, _INCIDENTS, _SPECIMENS, _ROUTES, _INCIDENT_CODES)).encode(),
    digest_size=8,
).hexdigest()
"""Changes with the columns: a file of another shape is built again."""


def load(connection: duckdb.DuckDBPyConnection, schema: str, chosen: QuerySet[Incident] | None) -> None:
    """Fill the tables of ``schema`` with the ``chosen`` incidents, or with all.

    Reports judged to be of a seizure already recorded are left out: each seizure counts once. The records are not
    held still meanwhile: what changes bears a later stamp than the copy, and is read again beside it.
    """
    is_base = chosen is None
    words = {"schema": schema, "sign": "" if is_base else "-"}
    with tempfile.TemporaryDirectory(prefix="saola-facts-") as made:
        folder = Path(made)
        incidents = (Incident.objects.all() if is_base else chosen).counted()
        _read(connection, folder, "raw_incidents", _types(_INCIDENT), _rows(incidents, _INCIDENT))
        specimens = Specimen.objects.all() if is_base else Specimen.objects.filter(incident__in=chosen)
        _read(connection, folder, "raw_specimens", _types(_SPECIMEN), _rows(specimens, _SPECIMEN))
        legs = Leg.objects.all() if is_base else Leg.objects.filter(incident__in=chosen)
        numbers: dict[tuple, int] = {}
        _read(connection, folder, "raw_ways", {"id": "BIGINT", "route": "INTEGER"}, _ways(legs, numbers))
        stops = ((number, *stop) for way, number in numbers.items() for stop in way)
        _read(connection, folder, "raw_routes", _STOP, stops)
        connection.execute(_PLACES.format(**words))
        connection.execute(_ROUTES.format(**words))
        for table, query, codes in (
            ("raw_incidents raw", _INCIDENTS, _INCIDENT_CODES),
            ("raw_specimens", _SPECIMENS, _SPECIMEN_CODES),
        ):
            typed = _codes(connection, schema, table, codes) if is_base else codes
            said = {
                "names": ", ".join(name for name in codes if name != "month"),
                "codes": ", ".join(f"{expression} AS {name}" for name, expression in typed.items()),
            }
            connection.execute(query.format(**words, **said))
        for table in ("raw_incidents", "raw_specimens", "raw_ways", "raw_routes"):
            connection.execute(f"DROP TABLE {table}")


def _types(columns: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {name: kind for name, (kind, _field) in columns.items()}


def _codes(connection, schema: str, table: str, codes: dict[str, str]) -> dict[str, str]:
    """Make each column's list of codes; return how its value becomes one of it."""
    for name, said in codes.items():
        connection.execute(
            f"CREATE TYPE {schema}.{name}_code AS ENUM"
            f" (SELECT DISTINCT {said} AS code FROM {table} WHERE {said} IS NOT NULL ORDER BY 1)"
        )
    return {name: f"({said})::{schema}.{name}_code" for name, said in codes.items()}


def _read(connection, folder: Path, table: str, types: dict[str, str], rows: Iterable[tuple]) -> None:
    path = folder / f"{table}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_MINIMAL, lineterminator="\n").writerows(rows)
    connection.execute(
        f"CREATE TEMP TABLE {table} AS SELECT * FROM read_csv(?, columns = {types!r}, header = false,"
        " auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '\\N', new_line = '\\n',"
        " max_line_size = 1000000, buffer_size = 8000000)",
        [str(path)],
    )
    path.unlink()


def _rows(chosen: QuerySet, columns: dict[str, tuple[str, str]]) -> Iterator[list]:
    fields = [field for _kind, field in columns.values()]
    for row in _raw(chosen.order_by().values_list(*fields)):
        yield [r"\N" if value is None else value for value in row]


def _raw(chosen: QuerySet) -> Iterator[tuple]:
    """The rows as the database gives them, a stretch at a time."""
    try:
        query, values = chosen.query.sql_with_params()
    except EmptyResultSet:  # chosen of an empty list
        return
    with records.chunked_cursor() as cursor:
        cursor.execute(query, values)
        while stretch := cursor.fetchmany(STRETCH):
            yield from stretch


_STOP = {
    "route": "INTEGER",
    "position": "SMALLINT",
    "role": "VARCHAR",
    "country": "VARCHAR",
    "actual": "BOOLEAN",
}


def _ways(legs: QuerySet[Leg], numbers: dict[tuple, int]) -> Iterator[tuple[int, int]]:
    """The number of each incident's way; ``numbers`` gathers the ways."""
    fields = ("incident_id", "position", "role", "country", "is_actual")
    rows = _raw(legs.order_by("incident_id", "position").values_list(*fields))
    for incident, stops in groupby(rows, key=itemgetter(0)):
        way = tuple(stop[1:] for stop in stops)
        yield incident, numbers.setdefault(way, len(numbers) + 1)


@contextmanager
def opened(path: Path | str, **config: Any) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = connect(path, **config)
    try:
        yield connection
    finally:
        connection.close()


def connect(path: Path | str, **config: Any) -> duckdb.DuckDBPyConnection:
    """A connection that never looks for extensions on the network, and stays small."""
    quiet = {
        "python_enable_replacements": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    return duckdb.connect(str(path), config={**quiet, **config})
