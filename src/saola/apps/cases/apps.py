from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "saola.apps.cases"

    def ready(self) -> None:
        """What became of a seizure before a court stands in the annual report, which is below this room.

        How a case is erased must be known before one is purged; who asks to close one, before it is carried out.
        """
        from saola.apps.accounts.purging import erases
        from saola.apps.seizures.aitr.outcomes import tells

        from . import wording
        from .actions import closing  # noqa: F401  it says how an approved closing is done
        from .queries import outcomes

        tells(outcomes)
        wording.register()
        erases("case", "saola.apps.cases.erasing")
