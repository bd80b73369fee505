from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "saola.apps.cases"

    def ready(self) -> None:
        """What became of a seizure before a court stands in the annual report, which is below this room."""
        from saola.apps.seizures.aitr.outcomes import tells

        from .queries import outcomes

        tells(outcomes)
