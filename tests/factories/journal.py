"""The journal behind its own back: what somebody with the rights of the database's owner could do."""

from django.db import connection

from saola.apps.journal import guards


def lift_guards() -> None:
    """Drop the triggers that refuse changes."""
    every = {*guards.NAMES, guards.EMPTYING}
    with connection.cursor() as cursor:
        for table, name in every - set(guards.missing(connection)):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def behind_the_back(sql: str, values=()) -> None:
    """Run a statement with the guards lifted."""
    lift_guards()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
