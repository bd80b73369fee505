"""Rows whose numbers we give ourselves, so that a thousand can be written at once."""

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model


def reset_numbers(*models: type[Model]) -> None:
    """Tell PostgreSQL which numbers were used; SQLite needs no telling."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
