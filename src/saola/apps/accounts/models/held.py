"""What every record that can be held close has, and how lists of such records are narrowed."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saola.core.access import DataClass, Label, State

from ..roles import Permission
from .compartments import Compartment
from .people import Agency


class HeldQuerySet(models.QuerySet):
    """Records of a model that is ``Held``. Views ask for ``visible_to`` and nothing wider."""

    def visible_to(self, person: Any):
        """Those that ``person`` may read. What one may not see does not exist."""
        from .. import policy

        if not policy.decide(person, self.model.READ):
            return self.none()
        from .. import scope

        within = scope.within_the_team(person, self.model)
        seen = self if within is None else self.filter(within)
        hidden = self.model._default_manager.hidden_from(person)
        return seen.exclude(pk__in=hidden.values("pk")) if hidden.exists() else seen

    def hidden_from(self, person: Any):
        """Those that ``person`` may not read although their role, and their place in a team, would let them; few.

        One indexed look each at the lists, the handling codes and the reviews: cheap when nothing is held close.
        """
        from .. import scope

        rows = self.order_by().distinct()
        if scope.reaches_every_agency(person, self.model):
            rows = rows.filter(pk__in=scope.marked(self.model))
        return rows.filter(scope.hidden(person, self.model))

    def held_close(self):
        """Those that stand on a list or stay in one agency: reading them is written in the journal."""
        listed = self.model.compartments.through.objects.values(
            self.model.compartments.field.m2m_column_name()
        )
        own = self.model._default_manager.order_by().filter(is_agency_only=True)
        return self.filter(pk__in=listed.union(own.values("pk"), all=True))

    def unrestricted(self):
        """Those that stand on no list, stay in no one agency and may be passed on: what reports are made of."""
        listed = self.model.compartments.through.objects.values(
            self.model.compartments.field.m2m_column_name()
        )
        return (
            self.exclude(pk__in=listed)
            .filter(is_agency_only=False)
            .exclude(Q(handling__contains="H2") | Q(handling__contains="H3"))
        )


class Held(models.Model):
    """A record with a label: the lists it stands on, its handling codes, where it came from, its review.

    A model names its ``KIND``, the permission that reads it (``READ``) and the field that names one (``KEY``). One that
    a team works on alone also says whose team: ``TEAM(person, agencies)`` are the rows on whose team the person is, or
    in which one of the ``agencies`` that the person oversees has a part.
    """

    KIND: ClassVar[str] = ""
    KEY: ClassVar[str] = "pk"
    READ: ClassVar[Permission]
    AGENCY: ClassVar[str] = "agency"
    TEAM: ClassVar[Callable[[Any, set[str]], Q] | None] = None

    compartments = models.ManyToManyField(
        Compartment, blank=True, related_name="+", verbose_name=_("need-to-know lists")
    )
    handling = models.CharField(
        _("handling codes"), max_length=20, blank=True, help_text=_("H0 to H3, with spaces between")
    )
    handling_text = models.CharField(_("other conditions"), max_length=300, blank=True)
    originator = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency it came from"),
        help_text=_("the only one that may loosen a handling code"),
    )
    is_agency_only = models.BooleanField(_("for its own agency only"), default=False)
    review_due = models.DateField(_("to be reviewed by"), db_index=True)

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["id"], condition=~Q(handling=""), name="%(class)s_with_handling"),
            models.Index(fields=["id"], condition=Q(is_agency_only=True), name="%(class)s_agency_only"),
        ]

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        if not cls.KIND:
            raise ImproperlyConfigured(f"{cls.__name__} has no KIND")
        KINDS[cls.KIND] = cls

    def held_together(self) -> list["Held"]:
        """This record and those that are held as close as it because they tell of the same thing."""
        return [self]

    def save_held(self) -> None:
        """Save what ``saola.apps.accounts.holding`` changed."""
        self.save(update_fields=["handling", "handling_text", "is_agency_only"])

    def save_review(self) -> None:
        """Save when it is to be reviewed next."""
        self.save(update_fields=["review_due"])

    def access_label(self) -> Label:
        """What the rules of access know of this record."""
        return self.label_with([compartment.code for compartment in self.compartments.all()])

    def label_with(self, compartments: list[str], **changed: Any) -> Label:
        """The label as it would be on other lists or with ``changed`` parts: for asking before saving."""
        agency = getattr(self, self.AGENCY)
        facts = {
            "key": f"{self.KIND}:{getattr(self, self.KEY)}",
            "agency": agency.code if agency else "",
            "compartments": frozenset(compartments),
            "handling": frozenset(self.handling.split()),
            "handling_text": self.handling_text,
            "originator": self.originator.code if self.originator_id else "",
            "state": State.OVERDUE if self.review_due < timezone.localdate() else State.OPEN,
            "data_class": DataClass.B if compartments else DataClass.ORDINARY,
            "is_agency_only": self.is_agency_only,
        }
        return Label(**{**facts, **changed})


KINDS: dict[str, type[Held]] = {}
"""Every kind of record that can be held close, by its word in addresses."""
