"""How many records that are not held close each person reads in a day: a number, so that a flood is seen, not which.

What is held close is told in the journal, record by record. The register that everyone reads would drown it.
"""

from typing import Any

from django.db import connection
from django.utils import timezone

_COUNT = """
INSERT INTO accounts_dayofreading (person_id, read_on, records) VALUES (%s, %s, %s)
ON CONFLICT (person_id, read_on) DO UPDATE SET records = accounts_dayofreading.records + excluded.records
"""


def count(person: Any, records: int = 1) -> None:
    """``person`` reads so many records just now: one small write, before they leave."""
    if records > 0:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [person.pk, timezone.localdate().isoformat(), records])
