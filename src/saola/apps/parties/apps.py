from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "saola.apps.parties"
