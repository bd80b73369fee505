"""Issued versions of the annual illegal trade report. A version never changes; an amendment is a new one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Person


class IssuedReport(models.Model):
    """One issued version: its rows as they were, the workbook as it left, and the choice about sharing."""

    year = models.PositiveSmallIntegerField(_("year"))
    version = models.PositiveSmallIntegerField(_("version"))
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    share_with_iccwc = models.BooleanField(_("may be shared with ICCWC"))
    note = models.TextField(_("note"), blank=True)
    rows = models.JSONField(_("rows"), default=list)
    held_back = models.PositiveIntegerField(_("seizures held back"), default=0)
    workbook = models.BinaryField(_("workbook"))
    digest = models.CharField(_("SHA-256 of the workbook"), max_length=64)

    class Meta:
        ordering = ["-year", "-version"]
        constraints = [models.UniqueConstraint(fields=["year", "version"], name="report_version_once")]

    def __str__(self) -> str:
        return f"{self.year} v{self.version}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("an issued report never changes; issue an amendment")
        super().save(*args, **kwargs)
