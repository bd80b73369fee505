from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "saola.apps.upkeep"
