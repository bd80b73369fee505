from django.apps import AppConfig


class LegislationConfig(AppConfig):
    name = "saola.apps.legislation"
