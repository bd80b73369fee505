"""What is kept of how people sign in. Nothing here opens anything by itself: secrets are sealed or digested."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
SET_BACK = timedelta(minutes=5)
"""A session last used so long after now was begun before the node's clock was set back: it is over."""


class OwnPassword(models.Model):
    """That a person chose their password themselves. Whoever was given one chooses before they enter."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="own_password"
    )
    chosen_at = models.DateTimeField(_("chosen"), default=timezone.now)

    class Meta:
        verbose_name = _("own password")

    def __str__(self) -> str:
        return str(self.person)


class SecurityKey(models.Model):
    """A security key or passkey. ``credential`` is its public half: it recognises, it cannot sign."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="security_keys")
    name = models.CharField(_("name"), max_length=60)
    host = models.CharField(_("host it is for"), max_length=253)
    credential_id = models.CharField(_("credential"), max_length=1400, unique=True)
    credential = models.TextField(_("public key"))
    counter = models.BigIntegerField(_("uses it has counted"), default=0)
    last_challenge = models.CharField(_("last challenge"), max_length=64, blank=True)
    made_at = models.DateTimeField(_("added"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    class Meta:
        ordering = ["made_at"]
        verbose_name = _("security key")

    def __str__(self) -> str:
        return self.name


class AuthenticatorApp(models.Model):
    """An app on a telephone that shows six digits. ``last_step`` makes each of them good for one use."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="authenticator_app"
    )
    sealed_secret = models.TextField(_("sealed secret"))
    last_step = models.BigIntegerField(_("last step used"), default=0)
    made_at = models.DateTimeField(_("added"), default=timezone.now)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    class Meta:
        verbose_name = _("authenticator app")

    def __str__(self) -> str:
        return str(self.person)


class RecoveryCode(models.Model):
    """A code on paper, good once. Only its digest is kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("recovery code")

    def __str__(self) -> str:
        return str(self.person)


class Ending(models.TextChoices):
    """Why a session is over."""

    SIGNED_OUT = "signed_out", _("signed out")
    IDLE = "idle", _("not used for 15 minutes")
    TOO_LONG = "too_long", _("open for 12 hours")
    DISPLACED = "displaced", _("a third session began")
    ENDED = "ended", _("ended from another session")
    STANDING = "standing", _("the role or agency changed")
    PASSWORD = "password", _("the password changed")
    FACTORS = "factors", _("the second factors were taken away")
    CLOSED = "closed", _("the account was closed")


class OpenSessionQuerySet(models.QuerySet):
    def live(self) -> "OpenSessionQuerySet":
        """Those that still open something."""
        now = timezone.now()
        seen = {"seen_at__gt": now - IDLE, "seen_at__lte": now + SET_BACK}
        return self.filter(ended_at=None, begun_at__gt=now - LONGEST, **seen)


class OpenSession(models.Model):
    """One browser in which a person is signed in. ``digest`` is of the session's key, which stays secret."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="open_sessions")
    digest = models.CharField(max_length=64, unique=True)
    standing = models.CharField(_("role and agency when it began"), max_length=120)
    address = models.CharField(_("address"), max_length=45, blank=True)
    browser = models.CharField(_("browser"), max_length=200, blank=True)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    seen_at = models.DateTimeField(_("last used"), default=timezone.now)
    proved_at = models.DateTimeField(_("second factor last given"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ending = models.CharField(_("why it ended"), max_length=20, choices=Ending.choices, blank=True)

    objects = OpenSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at"]
        verbose_name = _("session")
        indexes = [models.Index(fields=["person", "ended_at"])]

    def __str__(self) -> str:
        return self.browser or str(self.id)


class Guard(models.Model):
    """Wrong attempts under one name, or from one address, whether such a name exists or not."""

    class Kind(models.TextChoices):
        NAME = "name", _("name")
        ADDRESS = "address", _("address")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    digest = models.CharField(max_length=64)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="guard"
    )
    tries = models.JSONField(_("instants of attempts"), default=list)
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("guard of attempts")
        constraints = [models.UniqueConstraint(fields=["kind", "digest"], name="one_guard_each")]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:12]}"
