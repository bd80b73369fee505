"""Who is spoken of in the work. What somebody is to a case stands in the case, not here."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency, Held, HeldQuerySet, Person
from saola.apps.accounts.roles import Permission
from saola.core.access import review_due
from saola.core.values import PartialDate


def review_of_a_party() -> date:
    """The day on which a party that is recorded today must be looked at again."""
    return review_due("party", timezone.localdate())


class PartyQuerySet(HeldQuerySet):
    def known_to(self, agency: Agency | None) -> "PartyQuerySet":
        """Those that the agency recorded itself."""
        return self.filter(agency=agency) if agency is not None else self.none()


class Party(Held):
    """A person, company, vessel or other body. ``name`` is as first given; ``aliases`` are other spellings."""

    KIND, KEY, READ = "party", "number", Permission.PARTIES_READ

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        COMPANY = "company", _("company")
        VESSEL = "vessel", _("vessel")
        OTHER = "other", _("other body")

    number = models.CharField(_("number"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("name"), max_length=300)
    aliases = models.JSONField(_("other names and spellings"), default=list)
    born_on = models.CharField(
        _("date of birth"), max_length=10, blank=True, help_text=_("1988-04-02, 1988-04, 1988 or empty")
    )
    died_on = models.CharField(_("date of death"), max_length=10, blank=True)
    nationalities = models.JSONField(_("nationalities"), default=list)
    country = models.CharField(_("country of residence, seat or flag"), max_length=2, blank=True)
    identifiers = models.JSONField(
        _("identifiers"), default=list, help_text=_("kind, value, country: passport, company number, plate")
    )
    address = models.CharField(_("address"), max_length=500, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by")
    )
    version = models.PositiveIntegerField(default=1)
    review_due = models.DateField(_("to be reviewed by"), default=review_of_a_party, db_index=True)

    objects = PartyQuerySet.as_manager()

    class Meta(Held.Meta):
        ordering = ["name", "id"]
        verbose_name = _("person or company")
        verbose_name_plural = _("people and companies")

    def __str__(self) -> str:
        return self.name

    @property
    def birth(self) -> PartialDate:
        return PartialDate.parse_iso(self.born_on)
