from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EvidenceConfig(AppConfig):
    name = "saola.apps.evidence"

    def ready(self) -> None:
        post_migrate.connect(_put_guards_in_place, sender=self)


def _put_guards_in_place(using: str, **_more: Any) -> None:
    """After every migration: SQLite forgets triggers when it makes a table anew."""
    from django.db import connections

    from . import guards

    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    if {guards.EVENTS, guards.SEALS} <= tables:
        guards.install(connection)
