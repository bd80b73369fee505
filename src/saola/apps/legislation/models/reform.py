"""What the law lacks, who sees to it, and the bills that would close it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency, Person

from .entries import AddedOnly
from .statutes import Jurisdiction, Provision


class Gap(models.Model):
    """Something that the law lacks: a ``point`` of the checklists, or free in ``title`` alone."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        IN_PROGRESS = "in_progress", _("in progress")
        CLOSED = "closed", _("closed")
        NOT_A_GAP = "not_a_gap", _("not a gap")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="gaps")
    point = models.CharField(_("point of the checklist"), max_length=80, blank=True)
    title = models.CharField(_("what is missing"), max_length=300)
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="gaps", verbose_name=_("provision")
    )
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who sees to it")
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency")
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.OPEN, db_index=True)
    reason = models.TextField(_("reason"), blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"))
    revision = models.PositiveIntegerField(_("revision"), default=1)

    class Meta:
        ordering = ["id"]
        verbose_name = _("gap")
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "point"], condition=~models.Q(point=""), name="point_is_one_gap"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Bill(models.Model):
    """A bill before the legislature, and the gaps it would close. ``stage`` is that of its latest step."""

    class Stage(models.TextChoices):
        DRAFT = "draft", _("being drafted")
        CONSULTATION = "consultation", _("in consultation")
        TABLED = "tabled", _("tabled")
        COMMITTEE = "committee", _("in committee")
        PASSED = "passed", _("passed")
        ASSENTED = "assented", _("assented to")
        IN_FORCE = "in_force", _("in force")
        WITHDRAWN = "withdrawn", _("withdrawn or rejected")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="bills")
    title = models.CharField(_("title"), max_length=300)
    number = models.CharField(_("number"), max_length=60, unique=True)
    stage = models.CharField(_("stage"), max_length=15, choices=Stage, default=Stage.DRAFT)
    gaps = models.ManyToManyField(Gap, related_name="bills", blank=True, verbose_name=_("gaps it closes"))
    revision = models.PositiveIntegerField(_("revision"), default=1)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("bill")

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"


class Step(AddedOnly):
    """One dated step of a bill or of the work on a gap. Steps are added, never changed."""

    bill = models.ForeignKey(
        Bill, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name=_("bill")
    )
    gap = models.ForeignKey(
        Gap, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name=_("gap")
    )
    happened_on = models.DateField(_("day"))
    stage = models.CharField(_("stage"), max_length=15)
    note = models.TextField(_("note"), blank=True)
    written_at = models.DateTimeField(_("entered"))
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("entered by"))

    class Meta:
        ordering = ["happened_on", "id"]
        verbose_name = _("step")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(bill__isnull=False, gap__isnull=True)
                | models.Q(bill__isnull=True, gap__isnull=False),
                name="step_of_a_bill_or_of_a_gap",
            )
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.stage}"


class GapReport(AddedOnly):
    """A gap report that was issued: its content as data, from which the same pages are set again."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="gap_reports")
    number = models.PositiveIntegerField(_("version of the report"))
    speaks_of = models.DateField(_("law of the day"))
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("issued by"))
    content = models.JSONField(_("content"))
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("gap report")
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "number"], name="gap_report_once")]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.number}"
