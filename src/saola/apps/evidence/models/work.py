"""What is done with exhibits: laboratory work, care of live animals, stock-takes, disposal, bundles for a court."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saola.apps.accounts.models import Person
from saola.apps.catalogue.models import Taxon

from .custody import CustodyEvent
from .exhibits import Exhibit, StorageLocation
from .files import SealedFile


class LaboratoryRequest(models.Model):
    """A question put to a laboratory about an exhibit."""

    class Method(models.TextChoices):
        DNA_SPECIES = "dna_species", _("DNA: which species")
        DNA_INDIVIDUAL = "dna_individual", _("DNA: which individual, kinship")
        DNA_ORIGIN = "dna_origin", _("DNA: where from")
        ISOTOPES_ORIGIN = "isotopes_origin", _("stable isotopes: where from")
        ISOTOPES_AGE = "isotopes_age", _("radiocarbon: how old")
        WOOD_ANATOMY = "wood_anatomy", _("wood identification by anatomy")
        WOOD_DART = "wood_dart", _("wood identification by mass spectrometry")
        MORPHOLOGY = "morphology", _("identification by form")
        VETERINARY = "veterinary", _("veterinary examination")
        DIGITAL = "digital", _("examination of a device")

    number = models.CharField(_("number"), max_length=40, unique=True)
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="requests", verbose_name=_("exhibit"))
    laboratory = models.CharField(_("laboratory"), max_length=200)
    method = models.CharField(_("method"), max_length=30, choices=Method)
    question = models.TextField(_("question"))
    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    event = models.OneToOneField(CustodyEvent, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("laboratory request")

    def __str__(self) -> str:
        return self.number


class LaboratoryResult(models.Model):
    """What a laboratory answered. A later answer stands beside the earlier one, never in its place."""

    class Strength(models.TextChoices):
        EXCLUDES = "excludes", _("rules it out")
        INCONCLUSIVE = "inconclusive", _("does not decide")
        SUPPORTS = "supports", _("supports it")
        STRONGLY = "strongly", _("strongly supports it")
        IDENTIFIES = "identifies", _("identifies it")

    request = models.ForeignKey(
        LaboratoryRequest, models.PROTECT, related_name="results", verbose_name=_("request")
    )
    report = models.CharField(_("number of the report"), max_length=100)
    reported_on = models.DateField(_("date of the report"))
    examiner = models.CharField(_("examiner"), max_length=200)
    conclusion = models.TextField(_("conclusion"))
    strength = models.CharField(_("how sure"), max_length=20, choices=Strength)
    taxon = models.ForeignKey(
        Taxon, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("species found")
    )
    origin = models.CharField(_("origin found"), max_length=200, blank=True)
    database = models.CharField(_("reference data used"), max_length=200, blank=True)
    file = models.ForeignKey(
        SealedFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the report itself"),
    )
    event = models.OneToOneField(CustodyEvent, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("laboratory result")

    def __str__(self) -> str:
        return self.report


class LiveAnimalCare(models.Model):
    """One line in the care book of live animals. Lines are added, never changed."""

    class Kind(models.TextChoices):
        EXAMINED = "examined", _("examined")
        FED = "fed", _("fed and watered")
        TREATED = "treated", _("treated")
        WEIGHED = "weighed", _("weighed")
        BORN = "born", _("born")
        DIED = "died", _("died")
        ESCAPED = "escaped", _("escaped")

    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="care", verbose_name=_("exhibit"))
    at = models.DateTimeField(_("when"))
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    animals = models.PositiveIntegerField(_("how many animals"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("who wrote it", "by")
    )

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("care of live animals")

    def __str__(self) -> str:
        return f"{self.exhibit} {self.kind}"


class Disposal(models.Model):
    """The order by which an exhibit was disposed of."""

    exhibit = models.OneToOneField(
        Exhibit, models.PROTECT, related_name="disposal", verbose_name=_("exhibit")
    )
    order = models.CharField(_("number of the order"), max_length=100)
    ordered_by = models.CharField(_("court or authority"), max_length=200)
    ordered_on = models.DateField(_("date of the order"))
    manner = models.CharField(_("manner"), max_length=30, help_text=_("a code of the disposals"))
    witness = models.CharField(_("witness"), max_length=200)
    event = models.OneToOneField(CustodyEvent, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("disposal")

    def __str__(self) -> str:
        return self.order

    def get_absolute_url(self) -> str:
        """The page of the exhibit, which says how it ended."""
        return reverse("evidence:exhibit", args=[self.exhibit.number])


class StockTake(models.Model):
    """A count of everything that should be in a place."""

    place = models.ForeignKey(
        StorageLocation, models.PROTECT, related_name="stock_takes", verbose_name=_("place")
    )
    begun_at = models.DateTimeField(_("begun"))
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("begun by"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    expected = models.PositiveIntegerField(_("exhibits by the record"), default=0)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("stock-take")

    def __str__(self) -> str:
        return f"{self.place} {self.begun_at:%Y-%m-%d}"


class StockTakeLine(models.Model):
    """One exhibit that was looked for. What was seen of it stands in the entry of custody."""

    stock_take = models.ForeignKey(StockTake, models.PROTECT, related_name="lines")
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="+", verbose_name=_("exhibit"))
    event = models.OneToOneField(CustodyEvent, models.PROTECT, related_name="+")
    agrees = models.BooleanField(_("as recorded"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("line of a stock-take")
        constraints = [
            models.UniqueConstraint(fields=["stock_take", "exhibit"], name="stock_take_looks_once")
        ]

    def __str__(self) -> str:
        return f"{self.stock_take} {self.exhibit}"


class CourtBundle(models.Model):
    """A bundle that left for a court: which exhibits, by which manifest, what was withheld."""

    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    exhibits = models.ManyToManyField(Exhibit, related_name="bundles", verbose_name=_("exhibits"))
    purpose = models.CharField(_("for which proceedings"), max_length=300)
    manifest = models.CharField(_("SHA-256 of the manifest"), max_length=64)
    files = models.PositiveIntegerField(_("files"))
    withheld = models.JSONField(_("withheld"), default=list)
    archive = models.CharField(
        _("archive"), max_length=64, blank=True, help_text=_("SHA-256 of the zip in the store, if it is kept")
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("court bundle")

    def __str__(self) -> str:
        return self.manifest[:16]

    def get_absolute_url(self) -> str:
        """The list of bundles, where this one stands with its file."""
        return reverse("evidence:bundles")
