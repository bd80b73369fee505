"""What is watched: opened emergencies, and patterns of use that somebody should look at."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .people import Person


class Emergency(models.Model):
    """The glass broken over one record: read only, for an hour, and looked at afterwards by an outsider."""

    class Threat(models.TextChoices):
        LIFE = "life", _("somebody's life is in danger")
        FLIGHT = "flight", _("a suspect is about to flee")
        DESTRUCTION = "destruction", _("evidence is about to be destroyed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="emergencies", verbose_name=_("person"))
    kind = models.CharField(_("kind of record"), max_length=30)
    record = models.CharField(_("record"), max_length=64)
    threat = models.CharField(_("threat"), max_length=12, choices=Threat)
    reason = models.TextField(_("reason"))
    opened_at = models.DateTimeField(_("opened"))
    ends_at = models.DateTimeField(_("ends"))
    reviewed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reviewed by")
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    was_justified = models.BooleanField(_("justified"), null=True, blank=True)
    review = models.TextField(_("review"), blank=True)

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = _("emergency access")
        verbose_name_plural = _("emergency accesses")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reviewed_by=None) | ~models.Q(reviewed_by=models.F("person")),
                name="emergency_reviewed_by_another_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class Alert(models.Model):
    """Something in the journal that the auditor should look at. It accuses nobody."""

    pattern = models.CharField(_("pattern"), max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="alerts", verbose_name=_("person"))
    noticed_on = models.DateField(_("day"))
    at = models.DateTimeField(_("when"))
    sentence = models.JSONField(_("what was noticed"), default=dict)
    entries = models.JSONField(_("entries of the journal"), default=list)
    looked_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    looked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.CharField(_("what was found"), max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("alert")
        constraints = [
            models.UniqueConstraint(fields=["pattern", "person", "noticed_on"], name="alert_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.pattern} {self.noticed_on}"
