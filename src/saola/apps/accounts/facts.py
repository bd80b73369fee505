"""What is known of a person when access is decided: read once a request, and anew before every act."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import connection
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
    anew = anew and not getattr(_request, "is_brought_over", False)
    if anew or person.pk not in kept:
        kept[person.pk] = read(person.pk)
    return kept[person.pk]


@contextmanager
def read_once() -> Iterator[None]:
    """Within, the facts about each person are read once: for many acts that are brought over in one transaction.

    No roles are given or taken meanwhile. Not to be used where a request is answered.
    """
    before = getattr(_request, "kept", None)
    _request.kept, _request.is_brought_over = {}, True
    try:
        yield
    finally:
        _request.kept, _request.is_brought_over = before, False


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
    has_grants, has_memberships, has_emergencies = _has_rows(pk)
    return _actor(
        *usual,
        agency=agency or "",
        unit=unit,
        further=_granted(pk) if has_grants else (),
        compartments=_compartments(pk) if has_memberships else {},
        glass=_glass(pk) if has_emergencies else (),
    )


_RECORDED = "SELECT " + ", ".join(
    f"EXISTS (SELECT 1 FROM {model._meta.db_table} WHERE person_id = %s)"
    for model in (Grant, Membership, Emergency)
)


def _has_rows(pk: int) -> Sequence[bool]:
    """Whether anything was ever recorded of the three. Most people have none, and every page asks."""
    with connection.cursor() as cursor:
        cursor.execute(_RECORDED, [pk] * 3)
        return cursor.fetchone()


def _granted(pk: int) -> tuple[Function, ...]:
    grants = Grant.objects.in_force().filter(person=pk).values_list("role", "agency__code", "expires_on")
    return tuple(function_of(role, until, agency) for role, agency, until in grants if role in ROLES)


def _compartments(pk: int) -> dict[str, date]:
    members = Membership.objects.in_force().filter(person=pk)
    return dict(members.values_list("compartment__code", "expires_on"))


def _glass(pk: int) -> tuple[Glass, ...]:
    broken = Emergency.objects.filter(person=pk, ends_at__gt=timezone.now())
    return tuple(
        Glass(f"{kind}:{record}", until)
        for kind, record, until in broken.values_list("kind", "record", "ends_at")
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
