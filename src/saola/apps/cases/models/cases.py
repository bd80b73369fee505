"""A case, the agencies and people who work on it, what it was opened from."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency, Held, HeldQuerySet, Person
from saola.apps.accounts.roles import Permission
from saola.apps.seizures.models import Incident
from saola.core.access import DataClass, Label, review_due
from saola.core.casework import STAGE_WORDS, Stage
from saola.core.values import PartialDate

from .courts import Court

STAGES = [(stage.value, _(words)) for stage, words in STAGE_WORDS.items()]


def review_of_a_case() -> date:
    """The day on which a case that is opened today must be looked at again."""
    return review_due("case", timezone.localdate())


MANY = 20_000
"""From how many cases on an agency has a part in so many that a list meets the next one soon."""


def of_team(person: Any, agencies: set[str]) -> Q:
    """The cases that ``person`` works on, or in which one of the ``agencies`` they oversee has a part."""
    own = CaseWorker.objects.filter(person=person.pk, until_at=None).values("case")
    return Q(pk__in=own) | with_part(agencies) if agencies else Q(pk__in=own)


def with_part(agencies: set[str]) -> Q:
    """The cases in which one of the ``agencies``, by their codes, has a part now.

    Of few, their keys are looked up; of many, each case is asked in the order of the list, which then ends early.
    """
    keys = list(Agency.objects.filter(code__in=agencies).values_list("pk", flat=True))
    parts = CaseAgency.objects.filter(agency__in=keys, until_at=None).order_by()
    if parts[: MANY + 1].count() > MANY:
        return Q(Exists(parts.filter(case=OuterRef("pk"))))
    return Q(pk__in=parts.values("case"))


class CaseQuerySet(HeldQuerySet):
    def open(self) -> "CaseQuerySet":
        return self.exclude(stage=Stage.CLOSED)

    def worked_on_by(self, person: Any) -> "CaseQuerySet":
        """Those that the person works on now."""
        return self.filter(pk__in=CaseWorker.objects.filter(person=person, until_at=None).values("case"))


class Case(Held):
    """One case. The columns from ``groups`` on are derived, so that a list need not open what lies under them."""

    KIND, KEY, READ, AGENCY = "case", "number", Permission.CASES_READ, "lead"
    TEAM = staticmethod(of_team)

    class Origin(models.TextChoices):
        SEIZURE = "seizure", _("a seizure")
        TIP = "tip", _("a tip")
        REQUEST = "request", _("a request from abroad")
        INTELLIGENCE = "intelligence", _("intelligence")
        INSPECTION = "inspection", _("an inspection or audit")
        OTHER_CASE = "other_case", _("another case")
        OTHER = "other", _("another source")

    class Priority(models.IntegerChoices):
        HIGH = 1, _("high")
        NORMAL = 2, _("normal")
        LOW = 3, _("low")

    class Closing(models.TextChoices):
        JUDGED = "judged", _("judged, and the sentence is on its way or done")
        NO_OFFENCE = "no_offence", _("no offence was found")
        NO_EVIDENCE = "no_evidence", _("the evidence is not enough")
        NO_SUSPECT = "no_suspect", _("nobody could be found")
        OUT_OF_TIME = "out_of_time", _("the time to prosecute is over")
        SETTLED = "settled", _("settled without a court")
        HANDED_ABROAD = "handed_abroad", _("another State prosecutes")
        MERGED = "merged", _("goes on in another case")
        OTHER = "other", _("another reason")

    number = models.CharField(_("number"), max_length=40, unique=True)
    reference = models.CharField(_("reference of the agency"), max_length=200, blank=True, db_index=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what is known so far"), blank=True)
    plan = models.TextField(_("plan of the investigation"), blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=STAGES, default=Stage.ASSESSMENT)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    lead = models.ForeignKey(
        Agency, models.PROTECT, related_name="led_cases", verbose_name=_("leading agency")
    )
    origin = models.CharField(_("opened from"), max_length=20, choices=Origin)
    origin_words = models.CharField(_("what it was opened from, in words"), max_length=300, blank=True)
    opened_on = models.DateField(_("opened"), db_index=True)

    occurred_on = models.CharField(
        _("date of the act"), max_length=10, blank=True, help_text=_("2016-06-01, 2016-06, 2016 or empty")
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    subdivision = models.CharField(_("part of the country"), max_length=200, blank=True)
    place_name = models.CharField(_("place"), max_length=200, blank=True)
    court = models.ForeignKey(
        Court, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("court")
    )

    closed_on = models.DateField(_("closed"), null=True, blank=True)
    closed_from = models.CharField(_("stage it was closed from"), max_length=20, choices=STAGES, blank=True)
    closing = models.CharField(_("why it was closed"), max_length=20, choices=Closing, blank=True)
    closing_words = models.TextField(_("reasons for closing"), blank=True)

    groups = models.CharField(_("species groups"), max_length=300, blank=True)
    people_count = models.PositiveIntegerField(_("people and companies"), default=0)
    defendant_count = models.PositiveIntegerField(_("defendants"), default=0)
    next_due_at = models.DateTimeField(_("next time limit"), null=True, blank=True, db_index=True)
    next_due = models.CharField(_("what is due then"), max_length=200, blank=True)

    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by")
    )
    version = models.PositiveIntegerField(default=1)
    review_due = models.DateField(_("to be reviewed by"), default=review_of_a_case, db_index=True)

    objects = CaseQuerySet.as_manager()

    class Meta(Held.Meta):
        ordering = ["-opened_on", "-id"]
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [
            *Held.Meta.indexes,
            models.Index(fields=["-opened_on", "-id", "groups"], name="case_newest_first"),
            models.Index(fields=["stage", "-opened_on", "-id"], name="case_by_stage"),
            models.Index(fields=["lead", "-opened_on"], name="case_by_lead"),
            models.Index(fields=["next_due_at", "-opened_on", "-id"], name="case_by_due"),
            models.Index(fields=["title", "reference", "place_name"], name="case_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(stage=Stage.CLOSED) & Q(closed_on__isnull=False) & ~Q(closing=""))
                | (~Q(stage=Stage.CLOSED) & Q(closed_on=None)),
                name="case_closed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="case_closed_after_it_was_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def act_day(self) -> PartialDate:
        return PartialDate.parse_iso(self.occurred_on)

    def label_with(self, compartments: list[str], **changed: Any) -> Label:
        """As of any record, and whose work it is: opening it always says what for."""
        team = self.workers.filter(until_at=None).values_list("person__name", flat=True)
        agencies = self.agencies.filter(until_at=None).values_list("agency__code", flat=True)
        facts = {"team": frozenset(team), "overseers": frozenset(agencies), "data_class": DataClass.B}
        return super().label_with(compartments, **{**facts, **changed})


class CaseAgency(models.Model):
    """An agency with a part in a case. One at a time leads; its supervisors, and those of the others, see it."""

    class Part(models.TextChoices):
        LEAD = "lead", _("leads")
        JOINT = "joint", _("investigates jointly")
        PROSECUTION = "prosecution", _("prosecutes")
        SUPPORT = "support", _("supports")

    case = models.ForeignKey(Case, models.CASCADE, related_name="agencies")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    part = models.CharField(_("part"), max_length=12, choices=Part)
    since_at = models.DateTimeField(_("since"), default=timezone.now)
    until_at = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["case_id", "since_at", "id"]
        verbose_name = _("agency of a case")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(part="lead", until_at=None), name="case_led_by_one"
            ),
            models.UniqueConstraint(
                fields=["case", "agency"], condition=Q(until_at=None), name="case_agency_once"
            ),
        ]
        indexes = [models.Index(fields=["agency", "case"], condition=Q(until_at=None), name="case_of_agency")]

    def __str__(self) -> str:
        return f"{self.case} {self.agency} {self.part}"


class CaseWorker(models.Model):
    """Somebody who works on a case. What they may do there, their role says; that they see it, this does."""

    class Part(models.TextChoices):
        LEAD = "lead", _("leads the investigation")
        INVESTIGATOR = "investigator", _("investigates")
        PROSECUTOR = "prosecutor", _("prosecutes")
        ANALYST = "analyst", _("analyses")
        SUPPORT = "support", _("supports")

    case = models.ForeignKey(Case, models.CASCADE, related_name="workers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    part = models.CharField(_("part"), max_length=12, choices=Part, default=Part.INVESTIGATOR)
    since_at = models.DateTimeField(_("since"), default=timezone.now)
    until_at = models.DateTimeField(_("until"), null=True, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["case_id", "since_at", "id"]
        verbose_name = _("member of the team")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(until_at=None), name="case_worker_once"
            )
        ]
        indexes = [models.Index(fields=["person", "case"], condition=Q(until_at=None), name="case_of_worker")]

    def __str__(self) -> str:
        return f"{self.case} {self.person}"


class CaseSeizure(models.Model):
    """A seizure that a case is about. The exhibits of the seizure are those of the case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="seizures")
    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="case_links", verbose_name=_("seizure")
    )
    words = models.CharField(_("how it belongs to the case"), max_length=300, blank=True)
    linked_at = models.DateTimeField(_("linked"), default=timezone.now)
    linked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["case_id", "id"]
        verbose_name = _("seizure of a case")
        constraints = [models.UniqueConstraint(fields=["case", "incident"], name="case_seizure_once")]

    def __str__(self) -> str:
        return f"{self.case} {self.incident}"


class CaseLink(models.Model):
    """Two cases that have to do with each other: one grew out of the other, or they share people."""

    class Kind(models.TextChoices):
        GREW_FROM = "grew_from", _("grew out of")
        SAME_PEOPLE = "same_people", _("has people in common with")
        MERGED_INTO = "merged_into", _("goes on in")

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, models.PROTECT, related_name="linked_from", verbose_name=_("other case"))
    kind = models.CharField(_("how"), max_length=12, choices=Kind)
    words = models.CharField(_("in words"), max_length=300, blank=True)
    linked_at = models.DateTimeField(_("linked"), default=timezone.now)
    linked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["case_id", "id"]
        verbose_name = _("link between cases")
        constraints = [
            models.UniqueConstraint(fields=["case", "other", "kind"], name="case_link_once"),
            models.CheckConstraint(condition=~Q(case=F("other")), name="case_link_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.kind} {self.other}"
