"""What each person handed in on each day, so that nobody fills the node alone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DayOfUploads(models.Model):
    """How many files, and bytes of them, a person handed in on one day under one quota."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    quota = models.CharField(_("quota"), max_length=20)
    used_on = models.DateField(_("day"))
    files = models.PositiveIntegerField(_("files"), default=0)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)

    class Meta:
        verbose_name = _("day of uploads")
        constraints = [
            models.UniqueConstraint(fields=["person", "quota", "used_on"], name="one_day_of_uploads_each")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.quota} {self.used_on}"
