"""What every entry of law carries: the days on which it stood, and where that is known from."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saola.core.law.periods import InForce
from saola.core.law.reading.words import in_force
from saola.core.values import Mark, Source


class AddedOnly(models.Model):
    """What is added and never changed."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ``TypeError`` for a second time."""
        if not self._state.adding:
            raise TypeError(f"{self._meta.verbose_name}: it is added once and never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises ``TypeError``."""
        raise TypeError(f"{self._meta.verbose_name}: it is never removed")


class Dated(models.Model):
    """In force ``[since, until)``, each day as exactly as it is known: 2016-06-01, 2016-06, 2016 or nothing.

    ``until`` is empty while it stands, and ``unknown`` where it ended on an unknown day.
    """

    since = models.CharField(_("in force from"), max_length=10, blank=True)
    until = models.CharField(_("no longer in force from"), max_length=10, blank=True)
    attested = models.JSONField(_("days on which a source shows it in force"), default=list, blank=True)
    doubtful_from = models.CharField(_("doubtful from"), max_length=10, blank=True)

    class Meta:
        abstract = True

    @property
    def in_force(self) -> InForce:
        """Raises ``BadLawError`` where it would end before it began."""
        return in_force(self.days_as_data())

    def days_as_data(self) -> dict[str, object]:
        """The days as the files of law write them."""
        said = {
            "from": self.since,
            "until": self.until,
            "attested": self.attested,
            "doubtful_from": self.doubtful_from,
        }
        return {key: value for key, value in said.items() if value}


class Cited(models.Model):
    """``source`` is a title. Without a source of its own an entry rests on that of the entry it stands in."""

    source = models.CharField(_("source"), max_length=500, blank=True)
    locator = models.CharField(_("place in the source"), max_length=300, blank=True)
    mark = models.CharField(
        pgettext_lazy("of a source", "how far it was checked"),
        max_length=10,
        blank=True,
        choices=[(Mark.CHECKED.value, _("checked")), (Mark.MEMORY.value, _("from memory"))],
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        abstract = True

    @property
    def cited(self) -> Source:
        """Its own source. One without a mark is taken as from memory."""
        return Source(self.source, self.locator, Mark(self.mark or Mark.MEMORY))

    def source_as_data(self) -> dict[str, str]:
        """Where it is known from, as the files of law write it."""
        said = {"source": self.source, "locator": self.locator, "mark": self.mark, "note": self.note}
        return {key: value for key, value in said.items() if value}
