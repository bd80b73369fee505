"""An incident, the specimens seized in it, and the route they took or were meant to take."""

import time
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency, Held, HeldQuerySet, Person
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue.models import Taxon
from saola.core.access import review_due
from saola.core.values import PartialDate

from .intake import Batch


def review_of_a_seizure() -> date:
    """The day on which a seizure that is recorded today must be looked at again."""
    return review_due("seizure", timezone.localdate())


class IncidentQuerySet(HeldQuerySet):
    def of_year(self, year: int) -> "IncidentQuerySet":
        return self.filter(year=year)

    def counted(self) -> "IncidentQuerySet":
        """Each seizure once: without those that a person judged to be one already recorded."""
        return self.filter(duplicate_of=None)

    def reportable(self) -> "IncidentQuerySet":
        """Those that may stand in a report, which leaves the house: none that is held close."""
        return self.counted().unrestricted().filter(is_held_back=False)


class Incident(Held):
    """One seizure: one place, one time, one or more kinds of specimen.

    What was reported is kept in ``reported``, word for word, beside what was made of it in the other fields.
    ``groups`` and ``appendix`` are derived from the specimens, so that a list need not open them.
    """

    KIND, KEY, READ = "seizure", "number", Permission.SEIZURES_READ

    number = models.CharField(_("number"), max_length=40, unique=True)
    reference = models.CharField(_("reference of the agency"), max_length=200, blank=True, db_index=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="incidents", verbose_name=_("agency")
    )
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, blank=True, related_name="incidents", verbose_name=_("file")
    )

    seized_on = models.CharField(
        _("date of seizure"), max_length=10, blank=True, help_text=_("2016-06-01, 2016-06, 2016 or empty")
    )
    first_day = models.DateField(_("first possible day"), null=True, blank=True)
    last_day = models.DateField(_("last possible day"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    country = models.CharField(_("country"), max_length=2, blank=True)
    admin_area = models.CharField(_("province or district"), max_length=200, blank=True)
    place_name = models.CharField(_("place"), max_length=200, blank=True)
    place_type = models.CharField(_("kind of place"), max_length=30, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    detection = models.JSONField(_("how it was detected"), default=list)
    transport = models.CharField(_("transport"), max_length=30, blank=True)
    concealment = models.JSONField(_("concealment"), default=list)
    reason = models.CharField(_("reason for seizure"), max_length=30, blank=True)
    nationalities = models.JSONField(_("nationalities of offenders"), default=list)
    value = models.DecimalField(_("estimated value"), max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    law = models.TextField(_("law under which charges were brought"), blank=True)
    sanction = models.TextField(_("sanction"), blank=True)
    disposal = models.JSONField(_("disposal"), default=list)
    notes = models.TextField(_("additional information"), blank=True)

    duplicate_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=_("the same seizure as"),
        help_text=_("judged by a person; this report of the seizure is not counted again"),
    )
    is_held_back = models.BooleanField(_("held back from reports"), default=False)
    held_back_reason = models.CharField(_("why it is held back"), max_length=300, blank=True)
    reported = models.JSONField(_("as reported"), default=dict)

    groups = models.CharField(_("species groups"), max_length=300, blank=True)
    appendix = models.CharField(_("strictest Appendix"), max_length=8, blank=True)
    specimen_count = models.PositiveIntegerField(_("kinds of specimen"), default=0)
    stamp = models.PositiveBigIntegerField(
        default=0, db_index=True, help_text=_("journal entry of the last change")
    )

    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recorded by")
    )
    version = models.PositiveIntegerField(default=1)
    review_due = models.DateField(_("to be reviewed by"), default=review_of_a_seizure, db_index=True)

    objects = IncidentQuerySet.as_manager()

    class Meta(Held.Meta):
        ordering = ["-first_day", "-id"]
        verbose_name = _("seizure")
        verbose_name_plural = _("seizures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="incident_place_on_the_globe",
            ),
            models.CheckConstraint(
                condition=models.Q(is_held_back=False) | ~models.Q(held_back_reason=""),
                name="incident_held_back_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def date(self) -> PartialDate:
        return PartialDate.parse_iso(self.seized_on)

    def held_together(self) -> list["Incident"]:
        """With every other report of the same seizure: one alone would tell of it."""
        first = self.duplicate_of_id or self.pk
        same = models.Q(pk=first) | models.Q(duplicate_of=first)
        return list(Incident.objects.select_for_update().filter(same).order_by("pk"))

    def save_held(self) -> None:
        """Save how close it is held as a change that counts and open pages notice."""
        Incident.objects.filter(pk=self.pk).update(
            handling=self.handling,
            handling_text=self.handling_text,
            is_agency_only=self.is_agency_only,
            version=models.F("version") + 1,
            stamp=time.time_ns() // 1000,
        )

    def save_review(self) -> None:
        """Save when it is to be reviewed next, as a change that counts notice."""
        Incident.objects.filter(pk=self.pk).update(
            review_due=self.review_due,
            version=models.F("version") + 1,
            stamp=time.time_ns() // 1000,
        )


class Specimen(models.Model):
    """One kind of specimen of an incident: a taxon (as far as known), a form, a quantity.

    The columns from ``group`` on are derived. ``appendix`` is the strictest that applied on the day;
    ``possible`` holds all that may have.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="specimens")
    line = models.PositiveIntegerField(_("line"))
    source_row = models.PositiveIntegerField(_("row of the file"), null=True, blank=True)

    taxon = models.ForeignKey(Taxon, models.PROTECT, null=True, blank=True, related_name="specimens")
    reported_name = models.CharField(_("name as reported"), max_length=300, blank=True)
    reported_common_name = models.CharField(_("common name as reported"), max_length=300, blank=True)
    resolution = models.CharField(_("how the name was resolved"), max_length=30, blank=True)
    resolved_by = models.CharField(_("resolved by"), max_length=60, blank=True)

    term = models.CharField(_("kind of specimen"), max_length=3, blank=True)
    reported_term = models.CharField(_("kind as reported"), max_length=300, blank=True)
    condition = models.CharField(_("alive or dead"), max_length=10, blank=True)
    source_code = models.CharField(_("source"), max_length=1, blank=True)

    quantity = models.DecimalField(_("quantity"), max_digits=20, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=3, blank=True)
    is_estimate = models.BooleanField(_("estimated"), default=False)
    reported_quantity = models.CharField(_("quantity as reported"), max_length=200, blank=True)
    reported_unit = models.CharField(_("unit as reported"), max_length=200, blank=True)
    reported_equivalents = models.DecimalField(
        _("animals or plants, as reported"), max_digits=20, decimal_places=6, null=True, blank=True
    )
    reported_appendix = models.CharField(_("Appendix as reported"), max_length=60, blank=True)

    standard_quantity = models.DecimalField(
        _("standard quantity"), max_digits=20, decimal_places=6, null=True, blank=True
    )
    standard_unit = models.CharField(_("standard unit"), max_length=3, blank=True)
    group = models.SlugField(_("species group"), blank=True)
    appendix = models.CharField(_("Appendix"), max_length=8, blank=True)
    possible = models.JSONField(_("possible Appendices"), default=list)
    deemed = models.CharField(_("deemed Appendix"), max_length=8, blank=True)
    outcome = models.CharField(_("finding"), max_length=8, blank=True)

    class Meta:
        ordering = ["incident_id", "line"]
        constraints = [models.UniqueConstraint(fields=["incident", "line"], name="specimen_line_once")]

    def __str__(self) -> str:
        return f"{self.incident_id}/{self.line}"


class Leg(models.Model):
    """One place on the route of an incident, in its order."""

    ORIGIN, EXPORT, TRANSIT, DESTINATION = "origin", "export", "transit", "destination"
    ROLES = [
        (ORIGIN, _("origin")),
        (EXPORT, _("export")),
        (TRANSIT, _("transit")),
        (DESTINATION, _("destination")),
    ]

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="legs")
    position = models.PositiveSmallIntegerField(_("position"))
    role = models.CharField(_("role"), max_length=12, choices=ROLES)
    country = models.CharField(_("country"), max_length=2, blank=True)
    place_name = models.CharField(_("place"), max_length=200, blank=True)
    share = models.DecimalField(
        _("share"), max_digits=5, decimal_places=4, null=True, blank=True, help_text=_("of an origin, 0 to 1")
    )
    is_actual = models.BooleanField(_("reached"), default=True, help_text=_("or only intended"))
    seizure_opportunity = models.BooleanField(_("opportunity to seize"), null=True, blank=True)
    reported = models.CharField(_("as reported"), max_length=300, blank=True)

    class Meta:
        ordering = ["incident_id", "position"]
        constraints = [models.UniqueConstraint(fields=["incident", "position"], name="leg_position_once")]

    def __str__(self) -> str:
        return f"{self.role} {self.country or self.place_name}"
