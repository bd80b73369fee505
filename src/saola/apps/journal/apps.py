from importlib import import_module

from django.apps import AppConfig

from .after_migrating import put_in_place


class JournalConfig(AppConfig):
    name = "saola.apps.journal"

    def ready(self) -> None:
        put_in_place(self, lambda: import_module("saola.apps.journal.guards"))
