from importlib import import_module

from django.apps import AppConfig

from saola.apps.journal.after_migrating import put_in_place


class EvidenceConfig(AppConfig):
    name = "saola.apps.evidence"

    def ready(self) -> None:
        put_in_place(self, lambda: import_module("saola.apps.evidence.guards"))
