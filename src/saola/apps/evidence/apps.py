from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "saola.apps.evidence"
