"""Selections that a person keeps under a name, to come back to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Person


class SavedSelection(models.Model):
    """What stands behind the question mark of the list of seizures, under a name of its owner's choice."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="selections", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=100)
    query = models.TextField(_("selection"), blank=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("saved selection")
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="selection_name_once_a_person")
        ]

    def __str__(self) -> str:
        return self.name
