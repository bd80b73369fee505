"""What is known of a person when access is decided: read once a request, and anew before every act."""

import threading
from typing import Any

from django.core.signals import request_finished, request_started
from django.utils import timezone

from saola.core.access import NOBODY, Actor, Function, Glass

from .models import Emergency, Grant, Membership, Person
from .roles import ROLES

_request = threading.local()
"""Facts of the request at hand, by person. Outside of one nothing is kept: a grant counts at once."""


def actor_of(person: Any, *, anew: bool = False) -> Actor:
    """The facts about ``person``; ``anew`` asks the record even if the request has asked before."""
    if person is None or not getattr(person, "is_authenticated", False):
        return NOBODY
    if person.pk is None:
        return _actor(person.name, person.role, person.role_until, person.is_active)
    kept = getattr(_request, "kept", None)
    if kept is None:
        return read(person.pk)
    if anew or person.pk not in kept:
        kept[person.pk] = read(person.pk)
    return kept[person.pk]


def read(pk: int) -> Actor:
    """The facts about the person of ``pk`` as they stand in the record now."""
    row = (
        Person.objects.filter(pk=pk)
        .values_list("name", "role", "role_until", "is_active", "agency__code", "unit")
        .first()
    )
    if row is None:
        return NOBODY
    *usual, agency, unit = row
    grants = Grant.objects.in_force().filter(person=pk).values_list("role", "agency__code", "expires_on")
    members = Membership.objects.in_force().filter(person=pk)
    glass = Emergency.objects.filter(person=pk, ends_at__gt=timezone.now())
    return _actor(
        *usual,
        agency=agency or "",
        unit=unit,
        further=tuple(function_of(role, until, agency) for role, agency, until in grants if role in ROLES),
        compartments=dict(members.values_list("compartment__code", "expires_on")),
        glass=tuple(
            Glass(f"{kind}:{record}", until)
            for kind, record, until in glass.values_list("kind", "record", "ends_at")
        ),
    )


def _actor(name: str, role: str, until: Any, is_active: bool, further: tuple = (), **more: Any) -> Actor:
    functions = (function_of(role, until),) if role in ROLES else ()
    return Actor(name=name, is_active=is_active, functions=functions + further, **more)


def function_of(role: str, until: Any, agency: str | None = None) -> Function:
    """A role as it is held until a day, for one agency's records or for all."""
    known = ROLES[role]
    return Function(
        role=role,
        permissions=frozenset(map(str, known.permissions)),
        until=until,
        agencies=None if agency is None else frozenset({agency}),
        barred=known.barred,
    )


def _begin(**_: Any) -> None:
    _request.kept = {}


def _end(**_: Any) -> None:
    _request.kept = None


request_started.connect(_begin, dispatch_uid="saola-access-facts")
request_finished.connect(_end, dispatch_uid="saola-access-facts")
