"""Agencies and people with sensible defaults."""

from itertools import count

from saola.apps.accounts.models import Agency, Person

_numbers = count(1)


def agency(**fields) -> Agency:
    number = next(_numbers)
    defaults = {"code": f"agency-{number}", "name": f"Agency {number}", "kind": "customs"}
    return Agency.objects.create(**defaults | fields)


def person(role: str = "data_officer", **fields) -> Person:
    number = next(_numbers)
    defaults = {"full_name": f"Person {number}", "role": role}
    return Person.objects.create_user(f"person-{number}", **defaults | fields)
