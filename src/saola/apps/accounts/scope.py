"""What a person does not see, as a condition on rows: the same rules as ``saola.core.access``, said over columns.

``tests/apps/accounts/test_scope.py`` holds the two to each other.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from saola.core.access import OVERSEEING, REVIEWING, Function

from .facts import actor_of
from .models.compartments import Compartment

NONE = Q(pk__in=[])


def hidden(person: Any, model: type[Model]) -> Q:
    """Which rows of a ``Held`` model ``person`` does not see, though their role reads such rows."""
    actor = actor_of(person)
    today = timezone.localdate()
    functions = [f for f in actor.functions if f.until >= today]
    capable = [f for f in functions if str(model.READ) in f.permissions]
    agency = f"{model.AGENCY}__code"
    own = ({actor.agency} - {""}).union(*(f.agencies for f in functions if f.agencies is not None))
    members = [code for code, until in actor.compartments.items() if until >= today]
    through = model.compartments.through.objects.exclude(compartment__code__in=members)
    listed = through.values(model.compartments.field.m2m_column_name())
    close = Q(pk__in=listed) | Q(is_agency_only=True) & ~Q(**{f"{agency}__in": own})
    close |= _out_of_reach(capable, agency)
    if glass := _broken(actor.glass, model):
        close &= ~Q(**{f"{model.KEY}__in": glass})
    away = _barred(capable, agency)
    if not any(REVIEWING in f.permissions for f in functions):
        away |= Q(review_due__lt=today)
    return close | away


def within_the_team(person: Any, model: type[Model]) -> Q | None:
    """Which rows ``person`` may read because of who works on them; ``None`` where the model knows no teams."""
    if model.TEAM is None:
        return None
    actor, today = actor_of(person), timezone.localdate()
    functions = [f for f in actor.functions if f.until >= today]
    overseeing = [f for f in functions if {str(model.READ), OVERSEEING} <= f.permissions]
    own = {actor.agency} - {""}
    agencies = set[str]().union(*(own if f.agencies is None else f.agencies for f in overseeing))
    within = model.TEAM(person, agencies)
    if glass := _broken(actor.glass, model):
        within |= Q(**{f"{model.KEY}__in": glass})
    if any({str(model.READ), REVIEWING} <= f.permissions for f in functions):
        within |= Q(review_due__lt=today)
    return within


def reaches_every_agency(person: Any, model: type[Model]) -> bool:
    """Whether ``person`` has a function that reads such rows of whatever agency."""
    today = timezone.localdate()
    functions = (f for f in actor_of(person).functions if f.until >= today)
    return any(f.agencies is None for f in functions if str(model.READ) in f.permissions)


def marked(model: type[Model]) -> QuerySet:
    """The keys of the rows that something sets apart: a list, one agency, a handling code, a review that is due.

    Only among these can a row be hidden from somebody who reaches every agency. Each part has an index of its own; one
    condition with "or" between them would read a million rows.
    """
    rows = model._default_manager.order_by()
    listed = model.compartments.through.objects.values(model.compartments.field.m2m_column_name())
    return listed.union(
        rows.filter(is_agency_only=True).values("pk"),
        rows.exclude(handling="").values("pk"),
        rows.filter(review_due__lt=timezone.localdate()).values("pk"),
        all=True,
    )


def hidden_compartments(person: Any) -> list[int]:
    """The keys of the need-to-know lists that ``person`` is not on: whatever stands on one of them is hidden."""
    today = timezone.localdate()
    members = [code for code, until in actor_of(person).compartments.items() if until >= today]
    return list(Compartment.objects.exclude(code__in=members).order_by("pk").values_list("pk", flat=True))


def _broken(glasses: Collection[Any], model: type[Model]) -> list[str]:
    now = timezone.now()
    kinds = (glass.record.partition(":") for glass in glasses if now < glass.until)
    return [record for kind, _, record in kinds if kind == model.KIND]


def _out_of_reach(capable: list[Function], agency: str) -> Q:
    """Rows of agencies for which no function was given."""
    if any(f.agencies is None for f in capable):
        return NONE
    reached = set[str]().union(*(f.agencies for f in capable))
    return ~Q(**{f"{agency}__in": reached})


def _barred(capable: list[Function], agency: str) -> Q:
    """Rows with a handling code that bars every function that reaches them."""
    if any(not f.barred and f.agencies is None for f in capable):
        return NONE
    barring = NONE
    for code in sorted(set[str]().union(*(f.barred for f in capable))):
        free = [f for f in capable if code not in f.barred]
        reached = set[str]().union(*(f.agencies for f in free if f.agencies is not None))
        coded = Q(handling__contains=code)
        barring |= coded & ~Q(**{f"{agency}__in": reached}) if reached else coded
    return barring
