"""What needs a second person, bound to the exact content that was asked for."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .people import Person


class Approval(models.Model):
    """One asked-for act. Approved it is good for a day, once, and only over the same parameters."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("for a second person", "waiting")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", pgettext_lazy("an approval", "refused")
        SPENT = "spent", _("used")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.CharField(pgettext_lazy("what needs two", "act"), max_length=60)
    parameters = models.JSONField(_("parameters"), default=dict)
    digest = models.CharField(max_length=64, db_index=True)
    reason = models.TextField(_("reason"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"))
    expires_at = models.DateTimeField(_("runs out"))
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    spent_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = _("approval")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("asked_by")),
                name="approval_by_another_person",
            ),
            models.CheckConstraint(
                condition=models.Q(spent_at=None, state__in=["asked", "approved", "refused"])
                | models.Q(spent_at__isnull=False, decided_by__isnull=False, state="spent"),
                name="approval_spent_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.digest[:12]}"
