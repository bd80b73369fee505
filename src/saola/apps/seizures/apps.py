from django.apps import AppConfig


class SeizuresConfig(AppConfig):
    name = "saola.apps.seizures"

    def ready(self) -> None:
        """How a seizure is erased must be known before one is purged."""
        from saola.apps.accounts.purging import erases

        erases("seizure", "saola.apps.seizures.erasing")
