"""What keeps a record, what is left of one that went, and how much one person read in a day."""

import uuid
from datetime import date

from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from saola.core.access import GROUNDS

from .people import Person


class LegalHoldQuerySet(models.QuerySet):
    def in_force(self) -> "LegalHoldQuerySet":
        return self.filter(released_at=None)

    def over(self, kind: str, record: str) -> "LegalHoldQuerySet":
        """Those in force over the record of ``kind`` named ``record``."""
        return self.in_force().filter(kind=kind, record=record)


class LegalHold(models.Model):
    """A record that must not go, whatever its period: a court, an inquiry or an appeal needs it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind of record"), max_length=30)
    record = models.CharField(_("record"), max_length=64)
    reason = models.CharField(_("reason"), max_length=300)
    placed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("placed by")
    )
    placed_at = models.DateTimeField(_("placed"))
    released_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("released by")
    )
    released_at = models.DateTimeField(_("released"), null=True, blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at"]
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        indexes = [models.Index(fields=["kind", "record"], name="legal_hold_of_record")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class TombstoneQuerySet(models.QuerySet):
    def highest_key(self, label: str) -> int:
        """The highest key of a purged record of the model ``label``; 0 without any. Keys are never given again."""
        of_label = self.filter(label=label)
        return of_label.aggregate(highest=models.Max(Cast("key", models.BigIntegerField())))["highest"] or 0


class Tombstone(models.Model):
    """What is left of a purged record: which it was, when and on what ground it went, by whom. Nothing it said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    label = models.CharField(_("kind of record"), max_length=60)
    key = models.CharField(_("key"), max_length=64)
    number = models.CharField(_("record"), max_length=64, blank=True)
    ground = models.CharField(
        _("ground"), max_length=10, choices=[(each.value, _(words)) for each, words in GROUNDS.items()]
    )
    purged_at = models.DateTimeField(_("purged"))
    purged_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("purged by")
    )
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        ordering = ["-purged_at", "label", "key"]
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")
        constraints = [models.UniqueConstraint(fields=["label", "key"], name="tombstone_once")]

    def __str__(self) -> str:
        return f"{self.label} {self.number or self.key}"


class DayOfReadingQuerySet(models.QuerySet):
    def by_person(self, since: date, until: date) -> dict[str, dict[date, int]]:
        """How many records each person read on each day from ``since`` to ``until``, by sign-in name."""
        found: dict[str, dict[date, int]] = {}
        rows = self.filter(read_on__gte=since, read_on__lte=until)
        for name, day, records in rows.values_list("person__name", "read_on", "records"):
            found.setdefault(name, {})[day] = records
        return found


class DayOfReading(models.Model):
    """How many records that are not held close one person read on one day: a number, not which."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    read_on = models.DateField(_("day"))
    records = models.PositiveIntegerField(_("records read"), default=0)

    objects = DayOfReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-read_on", "person_id"]
        verbose_name = _("day of reading")
        verbose_name_plural = _("days of reading")
        constraints = [models.UniqueConstraint(fields=["person", "read_on"], name="day_of_reading_once")]

    def __str__(self) -> str:
        return f"{self.read_on} {self.records}"
