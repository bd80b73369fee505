from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "saola.apps.accounts"

    def ready(self) -> None:
        """Every act that a second person approves must be known before one is carried out."""
        from . import actions, granting, holding, holds, purging  # noqa: F401
