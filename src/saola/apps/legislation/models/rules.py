"""Rules of a country beside its offences: schedules of species, laundering, the four requirements, procedural time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saola.core.casework import Limit

from ..periods import read_period
from .entries import Cited, Dated
from .statutes import Jurisdiction, Provision


class Schedule(Cited):
    """A list of species that offences refer to."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="schedules")
    code = models.CharField(_("code"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    is_complete = models.BooleanField(
        _("complete"), default=False, help_text=_("a species that is not in it does not belong to it")
    )
    revision = models.PositiveIntegerField(_("revision"), default=1)

    class Meta:
        ordering = ["code"]
        verbose_name = _("schedule")

    def __str__(self) -> str:
        return self.title


class ScheduleEntry(Dated):
    """A taxon of any rank, with what is below it, or a group, while it stands in the schedule."""

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="entries", verbose_name=_("schedule"))
    taxon = models.CharField(_("taxon"), max_length=200, blank=True)
    group = models.CharField(_("group"), max_length=60, blank=True)

    class Meta:
        ordering = ["schedule", "id"]
        verbose_name = _("entry of a schedule")

    def __str__(self) -> str:
        return self.taxon or self.group


class LaunderingLaw(Dated, Cited):
    """Which offences a law on laundering takes as predicates. The two flags are empty where it is not known."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="laundering")
    code = models.CharField(_("code"), max_length=80, unique=True)
    approach = models.CharField(_("approach"), max_length=15, default="unknown")
    threshold = models.JSONField(_("threshold"), null=True, blank=True)
    listed = models.JSONField(_("listed offences"), default=list, blank=True)
    areas = models.JSONField(_("areas of law"), default=list, blank=True)
    covers_self_laundering = models.BooleanField(_("covers self-laundering"), null=True)
    covers_foreign_predicates = models.BooleanField(_("covers offences committed abroad"), null=True)
    words = models.TextField(_("words of the law"), blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("law on laundering")

    def __str__(self) -> str:
        return self.code


class RequirementMet(Dated, Cited):
    """That the law meets, or does not meet, one of the four minimum requirements for CITES during a period."""

    class Requirement(models.TextChoices):
        AUTHORITIES = "authorities", _("authorities are designated")
        PROHIBITION = "prohibition", _("trade in violation of the Convention is prohibited")
        PENALTIES = "penalties", _("such trade is penalized")
        CONFISCATION = "confiscation", _("specimens can be confiscated")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="requirements")
    requirement = models.CharField(_("requirement"), max_length=15, choices=Requirement)
    is_met = models.BooleanField(_("met"))
    words = models.TextField(_("words"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("minimum requirement")

    def __str__(self) -> str:
        return self.requirement


class TimeLimit(Dated, Cited):
    """A procedural clock: how long after one event another must have happened.

    ``starts_with`` and ``ends_with`` (any of these) are codes of the vocabulary ``case_events``; ``paused_by`` stops
    the clock until one of ``resumed_by``. ``period`` and ``longest`` (with all extensions) are as the law writes
    them: 48 hours, 60 days, 3 months. ``is_personal``: it runs for each person apart. ``is_right``: it lapses
    unused, as an appeal does; nobody is late.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="time_limits")
    code = models.CharField(_("code"), max_length=80, unique=True)
    words = models.CharField(_("what must be done in time"), max_length=300)
    starts_with = models.SlugField(_("begins with"), max_length=60)
    ends_with = models.JSONField(_("ends with any of"), default=list)
    paused_by = models.JSONField(_("stands still after"), default=list, blank=True)
    resumed_by = models.JSONField(_("goes on after"), default=list, blank=True)
    period = models.CharField(_("period"), max_length=60)
    longest = models.CharField(_("longest in all"), max_length=60, blank=True)
    is_extendable = models.BooleanField(_("a court may extend it"), default=False)
    is_personal = models.BooleanField(_("runs for each person apart"), default=False)
    is_right = models.BooleanField(_("a right, which lapses"), default=False)
    provision = models.ForeignKey(
        Provision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="time_limits",
        verbose_name=_("provision"),
    )
    section = models.CharField(_("section"), max_length=200, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)

    class Meta:
        ordering = ["code"]
        verbose_name = _("time limit")

    def __str__(self) -> str:
        return f"{self.words}: {self.period}"

    def as_limit(self) -> Limit:
        """As the clocks of cases take it. Raises ``BadLawError`` for a period that cannot be read."""
        return Limit(
            code=self.code,
            words=self.words,
            starts_with=self.starts_with,
            ends_with=frozenset(self.ends_with),
            period=read_period(self.period),
            is_extendable=self.is_extendable,
            longest=read_period(self.longest) if self.longest else None,
            paused_by=frozenset(self.paused_by),
            resumed_by=frozenset(self.resumed_by),
            is_personal=self.is_personal,
            is_right=self.is_right,
            source=self.cited,
            in_force=self.in_force.possible,
        )
