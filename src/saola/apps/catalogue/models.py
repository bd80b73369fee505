"""What is known of species, and which official lists it was read from.

Vocabularies (terms, units, countries) are not here: they change with a release of Saola, never by a person,
and live in the knowledge library.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dataset(models.Model):
    """One loaded list: the knowledge library itself or an official download, on the day it speaks of."""

    code = models.SlugField(_("code"), unique=True)
    kind = models.CharField(_("kind"), max_length=40)
    title = models.CharField(_("title"), max_length=300)
    speaks_of = models.CharField(
        _("speaks of"),
        max_length=10,
        blank=True,
        default="",
        help_text=_("the day of the list, as precisely as known"),
    )
    file_name = models.CharField(_("file"), max_length=300, blank=True)
    digest = models.CharField(_("SHA-256"), max_length=64)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    loaded_at = models.DateTimeField(_("loaded"), auto_now=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class TaxonQuerySet(models.QuerySet):
    def below(self, taxon: "Taxon") -> "TaxonQuerySet":
        """``taxon`` and everything under it."""
        return self.filter(path__startswith=taxon.path)


class Taxon(models.Model):
    """An accepted taxon of any rank.

    ``path`` is the way down to it, ``Animalia/Mammalia/Pholidota/Manidae/Manis/``: everything below a taxon
    starts with its path.
    """

    name = models.CharField(_("scientific name"), max_length=200, db_index=True)
    kingdom = models.CharField(_("kingdom"), max_length=20)
    rank = models.CharField(_("rank"), max_length=20)
    author = models.CharField(_("author"), max_length=300, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=400, db_index=True)
    group = models.SlugField(_("group"), blank=True, help_text=_("the enforcement group, such as pangolins"))
    range = models.JSONField(_("native range"), default=list, help_text=_("countries, ISO 3166-1"))
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="taxa")
    official_id = models.CharField(_("number in the official list"), max_length=30, blank=True)

    objects = TaxonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("taxa")
        constraints = [models.UniqueConstraint(fields=["name", "kingdom"], name="taxon_name_in_kingdom")]

    def __str__(self) -> str:
        return self.name

    @property
    def lineage(self) -> list[str]:
        """The names of the taxa above it, highest first."""
        return self.path.rstrip("/").split("/")[:-1]


class TaxonName(models.Model):
    """Another name of a taxon: a synonym, or a common name in a language."""

    SYNONYM, COMMON = "synonym", "common"

    taxon = models.ForeignKey(Taxon, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(
        _("kind"), max_length=10, choices=[(SYNONYM, _("synonym")), (COMMON, _("common name"))]
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="names")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["taxon", "name", "kind", "language"], name="taxon_name_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ListingEvent(models.Model):
    """A dated change of the Appendices, or a reservation against one. ``data`` is the event whole."""

    key = models.CharField(max_length=120, unique=True)
    taxon_name = models.CharField(_("taxon"), max_length=200, db_index=True)
    appendix = models.CharField(_("Appendix"), max_length=5)
    change = models.CharField(_("change"), max_length=30)
    effective_on = models.CharField(_("in force from"), max_length=10, help_text=_("as precisely as known"))
    party = models.CharField(_("Party"), max_length=2, blank=True)
    data = models.JSONField(default=dict)
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="events")

    class Meta:
        ordering = ["effective_on", "key"]

    def __str__(self) -> str:
        return self.key


class SnapshotListing(models.Model):
    """What an official list said of a taxon on the day of the list, without saying since when."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="listings")
    taxon_name = models.CharField(_("taxon"), max_length=200, db_index=True)
    listing = models.CharField(_("listing"), max_length=20)
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.taxon_name} {self.listing}"


class Participation(models.Model):
    """A State bound by a treaty, from a day and up to, not including, another."""

    treaty = models.SlugField(_("treaty"))
    country = models.CharField(_("country"), max_length=2)
    act = models.CharField(_("act"), max_length=30, blank=True)
    bound_from = models.DateField(_("bound from"), null=True, blank=True)
    bound_until = models.DateField(_("bound until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    mark = models.CharField(_("mark"), max_length=10)
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="participations")

    class Meta:
        indexes = [models.Index(fields=["treaty", "country"])]

    def __str__(self) -> str:
        return f"{self.treaty} {self.country}"
