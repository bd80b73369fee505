"""From the records to columns: incidents, specimens and legs as they are counted.

The rows travel through a file of comma-separated values, which both sides read and write fastest.
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

import duckdb
from django.db.models import QuerySet

from ..models import Incident, Leg, Specimen

INCIDENT = {
    "id": "BIGINT",
    "number": "VARCHAR",
    "reference": "VARCHAR",
    "agency": "VARCHAR",
    "batch": "VARCHAR",
    "seized_on": "VARCHAR",
    "first_day": "DATE",
    "last_day": "DATE",
    "year": "SMALLINT",
    "country": "VARCHAR",
    "admin_area": "VARCHAR",
    "place_name": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "transport": "VARCHAR",
    "concealment": "VARCHAR",
    "groups": "VARCHAR",
    "appendix": "VARCHAR",
    "value": "DOUBLE",
    "currency": "VARCHAR",
    "held": "BOOLEAN",
    "kinds": "INTEGER",
}
SPECIMEN = {
    "incident": "BIGINT",
    "taxon": "INTEGER",
    "grp": "VARCHAR",
    "term": "VARCHAR",
    "unit": "VARCHAR",
    "quantity": "DOUBLE",
    "standard": "DOUBLE",
    "standard_unit": "VARCHAR",
    "appendix": "VARCHAR",
    "outcome": "VARCHAR",
    "names": "VARCHAR",
}
LEG = {
    "incident": "BIGINT",
    "position": "SMALLINT",
    "role": "VARCHAR",
    "country": "VARCHAR",
    "actual": "BOOLEAN",
}

# What is counted by its code is kept as a number of a list; that makes comparing it fast.
_TABLES = {
    "incidents": """
        SELECT *, lower(concat_ws(' ', number, reference, place_name, admin_area)) AS words FROM raw_incidents
        ORDER BY first_day DESC NULLS LAST, id DESC
    """,
    "specimens": """
        SELECT raw.* REPLACE (lower(names) AS names), found.first_day FROM raw_specimens raw
        JOIN raw_incidents found ON found.id = raw.incident
        ORDER BY found.first_day DESC NULLS LAST, incident DESC
    """,
    "legs": "SELECT raw.* FROM raw_legs raw SEMI JOIN raw_incidents found ON found.id = raw.incident"
    " ORDER BY incident, position",
}


SHAPE = blake2b(repr((INCIDENT, SPECIMEN, LEG, _TABLES)).encode(), digest_size=8).hexdigest()
"""Changes with the columns: a file of another shape is built again."""


def load(connection: duckdb.DuckDBPyConnection, schema: str, chosen: QuerySet[Incident] | None) -> int:
    """Fill ``incidents``, ``specimens`` and ``legs`` of ``schema`` with the ``chosen`` incidents, or with all.

    Reports judged to be of a seizure already recorded are left out: each seizure counts once.
    """
    with tempfile.TemporaryDirectory(prefix="saola-facts-") as folder:
        count = _read(connection, folder, "raw_incidents", INCIDENT, _incidents(chosen))
        _read(connection, folder, "raw_specimens", SPECIMEN, _specimens(chosen))
        _read(connection, folder, "raw_legs", LEG, _legs(chosen))
        for table, query in _TABLES.items():
            connection.execute(f"CREATE OR REPLACE TABLE {schema}.{table} AS {query}")
        for table in ("raw_incidents", "raw_specimens", "raw_legs"):
            connection.execute(f"DROP TABLE {table}")
    return count


def _read(connection, folder: str, table: str, columns: dict[str, str], rows: Iterable[tuple]) -> int:
    path, count = Path(folder) / f"{table}.csv", 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
        for count, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow(row)
    connection.execute(
        f"CREATE TEMP TABLE {table} AS SELECT * FROM read_csv(?, columns = {columns!r}, header = false,"
        " auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '\\N', new_line = '\\n',"
        " max_line_size = 1000000, buffer_size = 8000000)",
        [str(path)],
    )
    return count


def _incidents(chosen: QuerySet[Incident] | None) -> Iterator[tuple]:
    rows = (Incident.objects.all() if chosen is None else chosen).counted()
    found = rows.order_by().values_list(
        "id",
        "number",
        "reference",
        "agency__code",
        "batch_id",
        "seized_on",
        "first_day",
        "last_day",
        "year",
        "country",
        "admin_area",
        "place_name",
        "latitude",
        "longitude",
        "transport",
        "concealment",
        "groups",
        "appendix",
        "value",
        "currency",
        "is_held_back",
        "specimen_count",
    )
    for row in found.iterator(chunk_size=5000):
        out = [r"\N" if value is None else value for value in row]
        out[15] = f",{','.join(row[15])}," if row[15] else ""
        yield out


def _specimens(chosen: QuerySet[Incident] | None) -> Iterator[tuple]:
    rows = Specimen.objects.all() if chosen is None else Specimen.objects.filter(incident__in=chosen)
    found = rows.order_by().values_list(
        "incident_id",
        "taxon_id",
        "group",
        "term",
        "unit",
        "quantity",
        "standard_quantity",
        "standard_unit",
        "appendix",
        "outcome",
        "reported_name",
        "reported_common_name",
    )
    for row in found.iterator(chunk_size=5000):
        out = [r"\N" if value is None else value for value in row[:10]]
        yield [*out, " ".join(filter(None, dict.fromkeys(row[10:])))]


def _legs(chosen: QuerySet[Incident] | None) -> Iterator[tuple]:
    rows = Leg.objects.all() if chosen is None else Leg.objects.filter(incident__in=chosen)
    return (
        rows.order_by()
        .values_list("incident_id", "position", "role", "country", "is_actual")
        .iterator(chunk_size=5000)
    )


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
