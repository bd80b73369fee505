"""Need-to-know lists, memberships and grants with sensible defaults, without asking for permission."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from saola.apps.accounts.models import Compartment, Grant, Membership

from . import accounts

_numbers = count(1)


def compartment(*members, **fields) -> Compartment:
    """An open list with ``members`` on it; the first keeps it."""
    number = next(_numbers)
    defaults = {"code": f"list-{number}", "name": f"Operation {number}", "reason": "an open case"}
    made = Compartment.objects.create(**defaults | fields)
    for at, member in enumerate(members):
        membership(made, member, leads=at == 0)
    return made


def membership(compartment, person, **fields) -> Membership:
    defaults = {"reason": "works on the case", "expires_on": in_days(30)}
    return Membership.objects.create(compartment=compartment, person=person, **defaults | fields)


def grant(person, role="data_officer", **fields) -> Grant:
    defaults = {"reason": "stands in", "expires_on": in_days(30)}
    return Grant.objects.create(person=person, role=role, **defaults | fields)


def place(record, *compartments, **fields):
    """Put a record on lists, and change other parts of its label, as the database has it."""
    record.compartments.set(compartments)
    type(record).objects.filter(pk=record.pk).update(**fields)
    record.refresh_from_db()
    return record


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def second_person(asker, **fields):
    """A supervisor of another agency."""
    return accounts.person("supervisor", agency=accounts.agency(), **fields)
