"""How many records that are not held close each person reads in a day: a number, so that a flood is seen, not which.

What is held close is told in the journal, record by record. The register that everyone reads would drown it.
"""

from typing import Any

from django.db import connection
from django.utils import timezone

from .models import DayOfReading

_TABLE = DayOfReading._meta.db_table
_COUNT = (
    f"INSERT INTO {_TABLE} (person_id, read_on, records) VALUES (%s, %s, %s) "
    f"ON CONFLICT (person_id, read_on) DO UPDATE SET records = {_TABLE}.records + excluded.records"
)


def count(person: Any, records: int = 1) -> None:
    """``person`` reads so many records just now: one small write, before they leave."""
    if records > 0:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [person.pk, timezone.localdate().isoformat(), records])
