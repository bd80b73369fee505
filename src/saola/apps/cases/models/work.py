"""The work on a case: who is involved, what happened, what is to be done, who takes it over."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency, Person
from saola.apps.parties.models import Party
from saola.core.access import SUBJECTS, Subject
from saola.core.casework import HANDOVER_WORDS, STANDING_WORDS

from .cases import Case

CATEGORIES = [(subject.value, _(words)) for subject, words in SUBJECTS.items()]
STANDINGS = [(standing.value, _(words)) for standing, words in STANDING_WORDS.items()]
HAND_OVERS = [(state.value, _(words)) for state, words in HANDOVER_WORDS.items()]


class Involvement(models.Model):
    """A person or company in a case: what they are said to have done, and what they are to the law."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="involved")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("who"))
    subject = models.CharField(
        _("subject category"),
        max_length=10,
        choices=CATEGORIES,
        default=Subject.UNKNOWN,
    )
    part = models.CharField(_("part in it"), max_length=30, help_text=_("courier, buyer, driver, witness"))
    words = models.TextField(_("why we say so"), blank=True)
    standing = models.CharField(_("where they are"), max_length=20, blank=True, choices=STANDINGS)
    standing_on = models.DateField(_("since"), null=True, blank=True)
    is_defendant = models.BooleanField(_("charged"), default=False)
    is_child = models.BooleanField(
        _("under age at the time of the act"),
        null=True,
        blank=True,
        help_text=_("the name is then withheld from lists and documents"),
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    review_on = models.DateField(
        _("category to be reviewed by"), null=True, blank=True, help_text=_("30 days where it is not known")
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["case_id", "id"]
        verbose_name = _("person or company in a case")
        constraints = [models.UniqueConstraint(fields=["case", "party", "part"], name="involved_once")]

    def __str__(self) -> str:
        return f"{self.case} {self.party} {self.part}"


class AppendOnlyError(TypeError):
    """Somebody tried to alter an entry of a case."""


class EventQuerySet(models.QuerySet):
    def update(self, **fields: Any) -> int:
        raise AppendOnlyError("entries of a case are never altered; a new one corrects them")

    def standing(self) -> "EventQuerySet":
        """Without those that a later entry corrects."""
        return self.filter(corrected_by=None)


class Event(models.Model):
    """Something that happened in a case. Entries are added and never altered; a mistake is corrected by a new one.

    ``kind`` is a code of the vocabulary ``case_events``, which says the lane, and whether it starts or ends a clock.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="events")
    kind = models.CharField(_("what"), max_length=30)
    happened_on = models.CharField(_("day"), max_length=10, help_text=_("2016-06-01, 2016-06 or 2016"))
    happened_at = models.DateTimeField(_("time, where it counts"), null=True, blank=True)
    first_day = models.DateField(_("first possible day"), null=True, blank=True)
    until_on = models.DateField(_("holds until"), null=True, blank=True, help_text=_("of a warrant or order"))
    words = models.TextField(_("in words"))
    reason = models.TextField(_("reasons"), blank=True, help_text=_("of a decision"))
    place_name = models.CharField(_("place"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=100, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency")
    )
    involved = models.ManyToManyField(
        Involvement, blank=True, related_name="events", verbose_name=_("who it concerns")
    )
    exhibits = models.JSONField(_("exhibits"), default=list, help_text=_("their numbers"))
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("corrects the entry"),
    )
    recorded_at = models.DateTimeField(_("entered"), default=timezone.now)
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("entered by")
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["case_id", "first_day", "id"]
        verbose_name = _("event")
        indexes = [models.Index(fields=["case", "kind"], name="case_event_by_kind")]

    def __str__(self) -> str:
        return f"{self.case} {self.happened_on} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("entries of a case are never altered; a new one corrects them")
        super().save(*args, **kwargs)


class Task(models.Model):
    """Something to be done in a case, by whom, until when."""

    class State(models.TextChoices):
        OPEN = "open", _("to be done")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    words = models.CharField(_("what is to be done"), max_length=300)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by whom")
    )
    due_on = models.DateField(_("until"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    outcome = models.TextField(_("what came of it"), blank=True)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["case_id", "due_on", "id"]
        verbose_name = _("task")
        indexes = [models.Index(fields=["owner", "due_on"], condition=Q(state="open"), name="task_of_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="task_ended_when",
            )
        ]

    def __str__(self) -> str:
        return self.words


class HandOver(models.Model):
    """The lead of a case passing from one agency to another, by the rules of ``saola.core.casework.handover``."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="hand_overs")
    giver = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("from"))
    receiver = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("to"))
    state = models.CharField(_("state"), max_length=10, choices=HAND_OVERS)
    reason = models.TextField(_("reasons"))
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True)
    returned_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.TextField(_("reasons for the return"), blank=True)

    class Meta:
        ordering = ["case_id", "id"]
        verbose_name = _("hand-over")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="proposed"), name="hand_over_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(giver=models.F("receiver")), name="hand_over_to_another_agency"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.giver} {self.receiver}"


class Fact(models.Model):
    """A fact that the law asks for, as it is stated in this case, and what proves it.

    ``name`` and ``value`` are as ``saola.core.law`` reads facts; ``evidence`` names exhibits, events or records.
    ``involved`` is set where it is true of one of the accused only.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="facts")
    involved = models.ForeignKey(Involvement, models.CASCADE, null=True, blank=True, related_name="facts")
    name = models.CharField(_("fact"), max_length=60)
    value = models.JSONField(_("what is stated"))
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    evidence = models.JSONField(_("what proves it"), default=list)
    stated_at = models.DateTimeField(_("stated"), default=timezone.now)
    stated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["case_id", "name", "id"]
        verbose_name = _("fact")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "name"], condition=Q(involved=None), name="fact_of_case_once"
            ),
            models.UniqueConstraint(fields=["case", "name", "involved"], name="fact_of_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.name}"
