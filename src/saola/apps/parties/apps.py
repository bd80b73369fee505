from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "saola.apps.parties"

    def ready(self) -> None:
        """How one is erased must be known before one is purged."""
        from saola.apps.accounts.purging import erases

        erases("party", "saola.apps.parties.erasing")
