"""Secrets with which programs act for people."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .people import Person, in_a_year


class AccessTokenQuerySet(models.QuerySet):
    def in_force(self) -> "AccessTokenQuerySet":
        """Those that still open something: neither revoked nor past their last day."""
        return self.filter(revoked_at=None, ends_on__gte=timezone.localdate(), person__is_active=True)


class AccessToken(models.Model):
    """A secret with which a program acts for a person. Only its digest is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="tokens", verbose_name=_("person"))
    name = models.CharField(_("what it is for"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    ends_on = models.DateField(_("ends after"), default=in_a_year)
    last_used_on = models.DateField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("access token")

    def __str__(self) -> str:
        return self.name

    @property
    def is_past(self) -> bool:
        return self.ends_on < timezone.localdate()
