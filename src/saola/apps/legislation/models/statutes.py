"""National law as records: statutes, provisions in dated versions, tiers of penalty.

The parts that only the rules read (conditions, species, fines) are kept in the shape of the files of law, which
``docs/method/law.md`` describes. ``records.as_data`` puts a whole jurisdiction together again.
"""

import yaml
from django.db import models
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Person

from .entries import AddedOnly, Cited, Dated


class Jurisdiction(models.Model):
    """A country, or a territory with its own law and code, whose law is kept on this node.

    ``stamp`` grows with every change of anything below it; who keeps a copy compares it.
    """

    country = models.CharField(_("country"), max_length=2, unique=True)
    title = models.CharField(_("title"), max_length=300)
    source = models.TextField(_("source"), blank=True)
    note = models.TextField(_("note"), blank=True)
    is_complete = models.BooleanField(
        _("complete"),
        default=False,
        help_text=_("all offences are in it: what is not in it is no offence here"),
    )
    limitation = models.JSONField(_("limitation"), default=list, blank=True)
    category = models.JSONField(_("category of the CITES Secretariat"), null=True, blank=True)
    adopted_at = models.DateTimeField(_("taken over"), null=True, blank=True)
    stamp = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["country"]
        verbose_name = _("jurisdiction")

    def __str__(self) -> str:
        return self.country


class Statute(Dated, Cited):
    """An act, code, ordinance or decree. ``territory`` is empty for the whole country."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="statutes")
    code = models.CharField(_("code"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    area = models.CharField(_("area of law"), max_length=30, db_index=True)
    citation = models.CharField(_("citation"), max_length=300, blank=True)
    territory = models.JSONField(_("territory"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)

    class Meta:
        ordering = ["area", "code"]
        verbose_name = _("statute")

    def __str__(self) -> str:
        return self.title


class Provision(Cited):
    """One offence of a statute. What it says stands in its versions.

    ``revision`` grows with every change of it or of what stands below it, so that two officers cannot
    overwrite each other.
    """

    class Nature(models.TextChoices):
        OFFENCE = "offence", _("offence")
        FLOOR = "floor", _("minimum that a union of States asks of its members")

    statute = models.ForeignKey(Statute, models.PROTECT, related_name="provisions", verbose_name=_("statute"))
    code = models.CharField(_("code"), max_length=80, unique=True)
    section = models.CharField(_("section"), max_length=200)
    nature = models.CharField(_("nature"), max_length=10, choices=Nature, default=Nature.OFFENCE)
    area = models.CharField(_("area of law"), max_length=30, blank=True)
    territory = models.JSONField(_("territory"), null=True, blank=True)
    elements = models.JSONField(_("what must be proved"), default=list, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)

    class Meta:
        ordering = ["statute__area", "statute__code", "id"]
        verbose_name = _("provision")

    def __str__(self) -> str:
        return f"{self.code} ({self.section})"


class Version(Dated, Cited):
    """The text of a provision during one period. ``place`` counts from 1 in order of time."""

    provision = models.ForeignKey(
        Provision, models.PROTECT, related_name="versions", verbose_name=_("provision")
    )
    place = models.PositiveIntegerField(_("place"))
    words = models.TextField(_("words of the law"), blank=True)
    conduct = models.JSONField(_("conduct"), default=list, blank=True)
    species = models.JSONField(_("species"), null=True, blank=True)
    mental = models.JSONField(_("state of mind"), default=list, blank=True)
    unless = models.JSONField(_("what makes it no offence"), null=True, blank=True)
    multipliers = models.JSONField(_("what raises or lowers the maximum"), default=list, blank=True)
    legal_persons = models.JSONField(_("legal persons"), null=True, blank=True)
    predicate = models.JSONField(_("predicate to laundering"), null=True, blank=True)
    limitation = models.JSONField(_("limitation"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("entered"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entered by")
    )

    class Meta:
        ordering = ["provision", "place"]
        verbose_name = _("version")
        constraints = [models.UniqueConstraint(fields=["provision", "place"], name="version_has_its_place")]

    def __str__(self) -> str:
        return f"{self.provision.code} {self.since or '?'}/{self.until}"


class Tier(Cited):
    """One range of penalty within a version, and when it applies."""

    class Kind(models.TextChoices):
        BASE = "base", _("base")
        AGGRAVATED = "aggravated", _("aggravated")
        MITIGATED = "mitigated", _("mitigated")
        RECIDIVIST = "recidivist", _("after earlier convictions")

    class Mode(models.TextChoices):
        SUMMARY = "summary", _("summary trial")
        INDICTMENT = "indictment", _("trial on indictment")

    version = models.ForeignKey(Version, models.PROTECT, related_name="tiers")
    code = models.CharField(_("code"), max_length=80, unique=True)
    place = models.PositiveIntegerField(_("place"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.BASE)
    when = models.JSONField(_("when it applies"), null=True, blank=True)
    mode = models.CharField(_("mode of trial"), max_length=12, choices=Mode, blank=True)
    builds_on = models.CharField(_("raises the tier"), max_length=80, blank=True)
    words = models.TextField(_("words of the law"), blank=True)
    custody = models.JSONField(_("custody"), null=True, blank=True)
    fine = models.JSONField(_("fine"), null=True, blank=True)
    combination = models.CharField(_("custody and fine"), max_length=15, blank=True)
    also = models.JSONField(_("other consequences"), default=list, blank=True)
    penalty_words = models.TextField(_("words of the law on the penalty"), blank=True)

    class Meta:
        ordering = ["version", "place"]
        verbose_name = _("tier")

    def __str__(self) -> str:
        return self.code


class Correction(AddedOnly):
    """That a slip of the pen was put right in what was written down: what stood before, what stands now, and why.

    Not a change of the law: that is a new version.
    """

    provision = models.ForeignKey(
        Provision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("provision"),
    )
    statute = models.ForeignKey(
        Statute,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("statute"),
    )
    corrected_at = models.DateTimeField(_("corrected"))
    corrected_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("corrected by"))
    reason = models.TextField(_("reason"))
    before = models.JSONField(_("what stood before"))
    after = models.JSONField(_("what stands now"))

    class Meta:
        ordering = ["-id"]
        verbose_name = _("correction")

    def __str__(self) -> str:
        return f"{(self.provision or self.statute).code} {self.corrected_at:%Y-%m-%d}"

    @property
    def before_lines(self) -> str:
        """What stood before, as the files of law write it."""
        return yaml.safe_dump(self.before, allow_unicode=True, sort_keys=False, width=100)
