"""Functions that a person holds beside their role: for one agency, for a reason, until a day."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..roles import ROLES
from .people import Agency, Person, in_a_year


class GrantQuerySet(models.QuerySet):
    def in_force(self, on: date | None = None) -> "GrantQuerySet":
        """Those neither ended nor run out on the day ``on`` (today)."""
        return self.filter(ended_at=None, expires_on__gte=on or timezone.localdate())


class Grant(models.Model):
    """A further role of a person. It ends by itself; who needs it longer is given it anew."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=30, choices=[(r.code, r.label) for r in ROLES.values()])
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency")
    )
    reason = models.CharField(_("reason"), max_length=300)
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(_("granted"), auto_now_add=True)
    expires_on = models.DateField(_("last day"), default=in_a_year)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["person_id", "role"]
        verbose_name = _("grant of a role")
        verbose_name_plural = _("grants of roles")

    def __str__(self) -> str:
        return f"{self.person} {self.role}"
