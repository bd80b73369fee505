"""Triggers that guard tables are put in place after every migration: SQLite forgets them when it makes a table anew."""

from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def put_in_place(app: AppConfig, guards: Callable[[], Any]) -> None:
    """After each migration of ``app``, install what the module that ``guards`` gives has for its ``TABLES``."""

    def install(using: str, **_more: Any) -> None:
        connection, module = connections[using], guards()
        with connection.cursor() as cursor:
            there = set(connection.introspection.table_names(cursor))
        if there.issuperset(module.TABLES):
            module.install(connection)

    post_migrate.connect(install, sender=app, weak=False, dispatch_uid=f"guards of {app.label}")
