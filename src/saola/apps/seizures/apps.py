from django.apps import AppConfig


class SeizuresConfig(AppConfig):
    name = "saola.apps.seizures"
