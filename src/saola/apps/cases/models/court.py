"""What a court is asked and what it says: charges, hearings, sentences, appeals."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Person
from saola.core.casework import CHARGE_WORDS, COMPONENT_WORDS, ChargeState
from saola.core.values import PartialDate

from .cases import Case
from .courts import Court
from .work import Involvement

CHARGES = [(state.value, _(words)) for state, words in CHARGE_WORDS.items()]
COMPONENTS = [(component.value, _(words)) for component, words in COMPONENT_WORDS.items()]


class Charge(models.Model):
    """One count against one defendant: a provision as it stood on the day of the act.

    What the law said that day is copied (``words``, ``max_custody_days``, ``custody_kind``): a later law changes no
    charge that was drawn up. ``is_serious`` is the outcome of the finding then.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="charges")
    defendant = models.ForeignKey(
        Involvement, models.PROTECT, related_name="charges", verbose_name=_("defendant")
    )
    count = models.PositiveSmallIntegerField(_("count"))
    provision = models.CharField(_("provision"), max_length=60, db_index=True)
    tier = models.CharField(_("tier of the penalty"), max_length=60, blank=True)
    area = models.CharField(_("body of law"), max_length=20, blank=True)
    acted_on = models.CharField(_("day of the act"), max_length=10)
    words = models.TextField(_("what is charged"))
    particulars = models.TextField(_("particulars"), blank=True)
    custody_kind = models.CharField(_("kind of custody"), max_length=15, blank=True)
    max_custody_days = models.PositiveIntegerField(
        _("gravest custody, in days"),
        null=True,
        blank=True,
        help_text=_("months of the law taken as 30.4375 days"),
    )
    max_custody_words = models.CharField(_("gravest custody, in words"), max_length=200, blank=True)
    is_serious = models.CharField(_("serious crime"), max_length=8, blank=True)
    group = models.SlugField(_("species group"), blank=True)

    state = models.CharField(
        _("state"),
        max_length=12,
        choices=CHARGES,
        default=ChargeState.DRAFTED,
    )
    drafted_on = models.DateField(_("drawn up"))
    filed_on = models.DateField(_("filed"), null=True, blank=True)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Court, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    outcome_reason = models.CharField(_("reason"), max_length=30, blank=True)
    outcome_words = models.TextField(_("in words"), blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["case_id", "count", "id"]
        verbose_name = _("charge")
        constraints = [
            models.UniqueConstraint(fields=["case", "count"], name="charge_counted_once"),
            models.CheckConstraint(
                condition=Q(state="drafted") | Q(filed_on__isnull=False) | Q(state="withdrawn"),
                name="charge_filed_when",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "decided_on"], name="charge_by_outcome"),
            models.Index(fields=["provision", "group"], name="charge_by_offence"),
        ]

    def __str__(self) -> str:
        return f"{self.case}/{self.count}"

    @property
    def act_day(self) -> PartialDate:
        return PartialDate.parse_iso(self.acted_on)


class Element(models.Model):
    """One thing that a charge must prove, and what proves it: exhibits, events, records, statements."""

    charge = models.ForeignKey(Charge, models.CASCADE, related_name="elements")
    position = models.PositiveSmallIntegerField(_("position"))
    words = models.CharField(_("what must be proved"), max_length=500)
    proof = models.JSONField(
        _("what proves it"), default=list, help_text=_("references such as E000012 or event 7")
    )
    is_shown = models.BooleanField(
        _("shown"), null=True, blank=True, help_text=_("as the prosecutor sees it; empty is open")
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["charge_id", "position"]
        verbose_name = _("element of a charge")
        constraints = [models.UniqueConstraint(fields=["charge", "position"], name="element_once")]

    def __str__(self) -> str:
        return f"{self.charge} {self.position}"


class Hearing(models.Model):
    """A sitting of a court in a case."""

    class Kind(models.TextChoices):
        FIRST = "first", _("first appearance")
        BAIL = "bail", _("on bail or custody")
        PLEA = "plea", _("plea")
        PRE_TRIAL = "pre_trial", _("preparation of the trial")
        TRIAL = "trial", _("trial")
        JUDGMENT = "judgment", _("judgment")
        SENTENCE = "sentence", _("sentence")
        APPEAL = "appeal", _("appeal")
        FORFEITURE = "forfeiture", _("forfeiture")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        ADJOURNED = "adjourned", _("adjourned")
        CANCELLED = "cancelled", _("cancelled")

    case = models.ForeignKey(Case, models.CASCADE, related_name="hearings")
    court = models.ForeignKey(Court, models.PROTECT, related_name="hearings", verbose_name=_("court"))
    kind = models.CharField(_("kind of hearing"), max_length=12, choices=Kind)
    at = models.DateTimeField(_("when"), db_index=True)
    room = models.CharField(_("room"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    adjourned_because = models.CharField(
        _("why it was adjourned"), max_length=30, blank=True, help_text=_("a code of adjournment_reasons")
    )
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next", verbose_name=_("continues")
    )
    words = models.TextField(_("what happened"), blank=True)
    recorded_at = models.DateTimeField(_("entered"), default=timezone.now)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["case_id", "at", "id"]
        verbose_name = _("hearing")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="adjourned") | ~Q(adjourned_because=""),
                name="hearing_adjourned_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.kind} {self.at:%Y-%m-%d}"


class Sentence(models.Model):
    """One component of a sentence on a charge. Custody is in days and in the words of the court."""

    charge = models.ForeignKey(Charge, models.CASCADE, related_name="sentences")
    component = models.CharField(_("component"), max_length=15, choices=COMPONENTS)
    days = models.PositiveIntegerField(_("days"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("currency or unit"), max_length=8, blank=True)
    words = models.CharField(_("in the words of the court"), max_length=300)
    is_consecutive = models.BooleanField(_("served after the others"), default=False)
    pronounced_on = models.DateField(_("pronounced"))
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced on appeal by"),
    )
    served_days = models.PositiveIntegerField(_("days served"), null=True, blank=True)
    paid = models.DecimalField(_("paid"), max_digits=18, decimal_places=2, null=True, blank=True)
    executed_on = models.DateField(_("carried out"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["charge_id", "id"]
        verbose_name = _("sentence")

    def __str__(self) -> str:
        return f"{self.charge} {self.component}"


class Appeal(models.Model):
    """An appeal against what was decided about one defendant."""

    class By(models.TextChoices):
        DEFENCE = "defence", _("the defence")
        PROSECUTION = "prosecution", _("the prosecution")
        BOTH = "both", _("both sides")

    class State(models.TextChoices):
        LODGED = "lodged", _("lodged")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DISMISSED = "dismissed", _("dismissed")
        ALLOWED = "allowed", _("allowed")
        VARIED = "varied", _("sentence varied")
        REMITTED = "remitted", _("sent back")

    case = models.ForeignKey(Case, models.CASCADE, related_name="appeals")
    defendant = models.ForeignKey(
        Involvement, models.PROTECT, related_name="appeals", verbose_name=_("defendant")
    )
    by = models.CharField(_("by"), max_length=12, choices=By)
    court = models.ForeignKey(Court, models.PROTECT, related_name="+", verbose_name=_("court"))
    lodged_on = models.DateField(_("lodged"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.LODGED)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    words = models.TextField(_("grounds and outcome"), blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["case_id", "lodged_on", "id"]
        verbose_name = _("appeal")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="lodged", decided_on=None)
                | (~Q(state="lodged") & Q(decided_on__isnull=False)),
                name="appeal_decided_when",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.defendant} {self.lodged_on}"


class GuidelineRange(models.Model):
    """What a sentencing guideline gives for an offence at a level of gravity, while it stands."""

    provision = models.CharField(_("provision"), max_length=60, db_index=True)
    level = models.CharField(_("level of gravity"), max_length=60)
    from_days = models.PositiveIntegerField(_("from, in days"))
    to_days = models.PositiveIntegerField(_("to, in days"))
    begins_on = models.DateField(_("in force from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = ["provision", "from_days"]
        verbose_name = _("range of a guideline")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_days__gte=models.F("from_days")), name="guideline_range_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.provision} {self.level}"
