"""Need-to-know lists: what is held close, and who belongs to it."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .people import Agency, Person, in_a_year


class CompartmentQuerySet(models.QuerySet):
    def of(self, person: Person) -> "CompartmentQuerySet":
        """Those that ``person`` belongs to today. To anyone else they do not exist."""
        return self.filter(pk__in=Membership.objects.in_force().filter(person=person).values("compartment"))


class Compartment(models.Model):
    """A case, an operation, a source file: those on its list see its records, nobody else does."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    reason = models.TextField(_("why it is held close"))
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency that leads it"),
    )
    is_decoy = models.BooleanField(
        _("decoy"), default=False, help_text=_("whoever touches a record on it is reported at once")
    )
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = CompartmentQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("compartment")

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet):
    def in_force(self, on: date | None = None) -> "MembershipQuerySet":
        """Those neither ended nor run out on the day ``on`` (today)."""
        return self.filter(ended_at=None, expires_on__gte=on or timezone.localdate())


class Membership(models.Model):
    """A person on the list of a compartment: why, by whom, until when."""

    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    reason = models.CharField(_("reason"), max_length=300)
    leads = models.BooleanField(_("keeps the list"), default=False)
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(_("granted"), auto_now_add=True)
    expires_on = models.DateField(_("last day"), default=in_a_year)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["compartment_id", "person_id"]
        verbose_name = _("membership")
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "person"],
                condition=models.Q(ended_at=None),
                name="membership_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.compartment}"
