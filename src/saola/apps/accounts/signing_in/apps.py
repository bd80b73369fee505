from django.apps import AppConfig


class SigningInConfig(AppConfig):
    name = "saola.apps.accounts.signing_in"
    label = "signing_in"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from . import factors, sessions  # noqa: F401

        user_logged_in.connect(sessions.register, dispatch_uid="signing-in")
