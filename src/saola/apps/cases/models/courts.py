"""The courts before which cases come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Court(models.Model):
    """A court. ``level`` orders them: appeals go up."""

    class Level(models.IntegerChoices):
        FIRST = 1, _("first instance")
        APPEAL = 2, _("appeal")
        HIGHEST = 3, _("highest instance")

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.FIRST)
    place_name = models.CharField(_("place"), max_length=200, blank=True)
    handles_wildlife_crime = models.BooleanField(_("specialised in crimes against wildlife"), default=False)

    class Meta:
        ordering = ["level", "name"]
        verbose_name = _("court")

    def __str__(self) -> str:
        return self.name
