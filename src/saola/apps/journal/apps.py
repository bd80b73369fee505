from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "saola.apps.journal"
