"""Exhibits and where they are kept. What an exhibit *is* stands here; what happened to it stands in its custody."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency
from saola.apps.accounts.models.held import Held, HeldQuerySet
from saola.apps.accounts.roles import Permission
from saola.apps.seizures.models import Incident, Specimen
from saola.core.custody import Where


class StorageLocation(models.Model):
    """A room, freezer, safe, cage or yard in which exhibits are kept."""

    class Kind(models.TextChoices):
        ROOM = "room", _("room")
        SAFE = "safe", _("safe")
        FREEZER = "freezer", _("freezer")
        YARD = "yard", _("yard or warehouse")
        ENCLOSURE = "enclosure", _("enclosure for live animals")
        DIGITAL = "digital", _("for digital media")

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind of place"), max_length=20, choices=Kind, default=Kind.ROOM)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency")
    )
    conditions = models.CharField(
        _("conditions"), max_length=200, blank=True, help_text=_("temperature, humidity, who holds the keys")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("storage location")

    def __str__(self) -> str:
        return self.name


class ExhibitQuerySet(HeldQuerySet):
    def visible_to(self, person: Any) -> "ExhibitQuerySet":
        """The exhibits this person may read: by their own label and by that of their seizure."""
        seen = Incident.objects.visible_to(person)
        return super().visible_to(person).filter(incident__in=seen.order_by().values("pk"))

    def held_close(self) -> "ExhibitQuerySet":
        """Those that are held close themselves, or whose seizure is."""
        close = Incident.objects.order_by().held_close()
        own = super().held_close()
        return self.filter(models.Q(pk__in=own.values("pk")) | models.Q(incident__in=close.values("pk")))

    def disagreeing(self) -> "ExhibitQuerySet":
        """Those of which something does not agree, besides a hand-over that still has its time."""
        waiting = models.Q(open_discrepancies=1, overdue_at__isnull=False, overdue_at__gt=timezone.now())
        return self.filter(open_discrepancies__gt=0).exclude(waiting)

    def kept_in(self, place: "StorageLocation") -> "ExhibitQuerySet":
        """What lies in ``place`` now; not what is on its way, at a laboratory or before a court from there."""
        return self.filter(place=place, where=Where.IN_CUSTODY)

    def in_store(self) -> "ExhibitQuerySet":
        return self.exclude(where=Where.DISPOSED)


class Exhibit(Held):
    """One thing that was seized and is kept. The columns from ``where`` on are derived from its custody."""

    KIND = "exhibit"
    KEY = "number"
    READ = Permission.EVIDENCE_READ

    class Sort(models.TextChoices):
        SPECIMEN = "specimen", _("specimen")
        LIVE = "live", _("live animal")
        SAMPLE = "sample", _("sample")
        DOCUMENT = "document", _("document")
        DEVICE = "device", _("phone, computer or medium")
        OTHER = "other", _("other thing")

    number = models.CharField(_("number"), max_length=40, unique=True)
    root = models.ForeignKey("self", models.PROTECT, null=True, related_name="family", editable=False)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("taken from")
    )
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="exhibits", verbose_name=_("seizure"))
    specimen = models.ForeignKey(
        Specimen, models.PROTECT, null=True, blank=True, related_name="exhibits", verbose_name=_("specimen")
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="exhibits", verbose_name=_("agency")
    )
    sort = models.CharField(_("kind of exhibit"), max_length=20, choices=Sort, default=Sort.SPECIMEN)
    description = models.CharField(_("description"), max_length=500)
    taken_in_at = models.DateTimeField(_("taken in"))
    unit = models.CharField(_("unit"), max_length=8)

    where = models.CharField(
        _("where it is"),
        max_length=20,
        choices=[
            (Where.IN_CUSTODY, _("in store")),
            (Where.ON_ITS_WAY, _("on its way")),
            (Where.AT_LABORATORY, _("at a laboratory")),
            (Where.IN_COURT, _("before a court")),
            (Where.DISPOSED, _("disposed of")),
        ],
        db_index=True,
    )
    holder = models.CharField(_("who holds it"), max_length=200)
    receiver = models.CharField(_("who has not signed yet"), max_length=200, blank=True, db_index=True)
    place = models.ForeignKey(
        StorageLocation, models.PROTECT, null=True, related_name="exhibits", verbose_name=_("kept in")
    )
    seal = models.CharField(_("seal"), max_length=60, blank=True)
    present = models.DecimalField(_("quantity"), max_digits=18, decimal_places=6, default=Decimal(0))
    overdue_at = models.DateTimeField(
        _("overdue from"),
        null=True,
        help_text=_("when the signature of whoever receives it is late"),
    )
    open_discrepancies = models.PositiveIntegerField(_("open discrepancies"), default=0)
    version = models.PositiveIntegerField(default=0, help_text=_("number of the last custody entry"))

    objects = ExhibitQuerySet.as_manager()

    class Meta(Held.Meta):
        ordering = ["-id"]
        verbose_name = _("exhibit")
        verbose_name_plural = _("exhibits")
        constraints = [
            models.CheckConstraint(condition=models.Q(present__gte=0), name="exhibit_not_less_than_nothing")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_waiting(self) -> bool:
        """Whether nothing stands open but a hand-over that still has its time."""
        return (
            self.open_discrepancies == 1 and self.overdue_at is not None and timezone.now() < self.overdue_at
        )

    @property
    def family_root(self) -> "Exhibit":
        return self.root or self


class Seal(models.Model):
    """A seal number and the exhibit it was used on. A number is used once, whatever becomes of the seal."""

    number = models.CharField(_("seal number"), max_length=60, unique=True)
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="seals", verbose_name=_("exhibit"))

    class Meta:
        ordering = ["number"]
        verbose_name = _("seal")

    def __str__(self) -> str:
        return self.number
