"""Secrets with which programs act for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .people import Person


class AccessTokenQuerySet(models.QuerySet):
    def in_force(self) -> "AccessTokenQuerySet":
        return self.filter(revoked_at=None, person__is_active=True)


class AccessToken(models.Model):
    """A secret with which a program acts for a person. Only its digest is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="tokens", verbose_name=_("person"))
    name = models.CharField(_("what it is for"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    last_used_on = models.DateField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("access token")

    def __str__(self) -> str:
        return self.name
