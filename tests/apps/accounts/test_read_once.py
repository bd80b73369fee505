"""Bringing many acts over: the facts about a person are read once, and anew as soon as that is done."""

import pytest

from saola.apps.accounts import policy
from saola.apps.accounts.facts import read_once
from saola.apps.accounts.models import Person
from saola.apps.accounts.roles import Permission
from tests.factories import accounts


@pytest.mark.django_db
def test_facts_are_read_once_within_and_anew_outside(django_assert_num_queries):
    person = accounts.person("investigator")
    with read_once():
        policy.require(person, Permission.CASES_WRITE)
        with django_assert_num_queries(0):
            policy.require(person, Permission.CASES_WRITE)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(policy.PermissionDenied):
        policy.require(person, Permission.CASES_WRITE)
