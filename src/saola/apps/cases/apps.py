from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "saola.apps.cases"
