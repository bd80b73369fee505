import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from saola.apps.accounts import policy
from saola.apps.accounts.models import Person
from saola.apps.accounts.roles import ROLES, Permission

# Who may do what, written out: a change of roles.py must change this table too.
MAY = {
    "data_officer": {
        "law.read",
        "sentencing.read",
        "emergencies.open",
        "evidence.read",
        "reports.read",
        "seizures.download",
        "seizures.import",
        "seizures.read",
        "seizures.write",
        "species.read",
        "tokens.manage",
    },
    "cites_officer": {
        "law.read",
        "sentencing.read",
        "evidence.read",
        "reports.issue",
        "reports.read",
        "seizures.download",
        "seizures.read",
        "seizures.write",
        "species.load",
        "species.read",
        "tokens.manage",
    },
    "analyst": {
        "cases.read",
        "law.read",
        "parties.read",
        "sentencing.read",
        "emergencies.open",
        "reports.read",
        "seizures.download",
        "seizures.read",
        "species.read",
        "tokens.manage",
    },
    "reader": {
        "law.read",
        "sentencing.read",
        "reports.read",
        "seizures.read",
        "species.read",
    },
    "investigator": {
        "cases.close",
        "cases.read",
        "cases.write",
        "law.read",
        "parties.read",
        "parties.write",
        "sentencing.read",
        "access.shape",
        "compartments.manage",
        "emergencies.open",
        "evidence.read",
        "evidence.write",
        "reports.read",
        "seizures.read",
        "seizures.write",
        "species.read",
    },
    "supervisor": {
        "cases.close",
        "cases.oversee",
        "cases.read",
        "cases.write",
        "law.read",
        "parties.read",
        "parties.write",
        "sentencing.read",
        "access.shape",
        "approvals.decide",
        "compartments.manage",
        "emergencies.review",
        "evidence.dispose",
        "evidence.export",
        "evidence.read",
        "holds.place",
        "reports.read",
        "seizures.read",
        "species.read",
    },
    "evidence_custodian": {
        "law.read",
        "sentencing.read",
        "evidence.dispose",
        "evidence.export",
        "evidence.read",
        "evidence.store",
        "evidence.write",
        "reports.read",
        "seizures.read",
        "species.read",
    },
    "examiner": {
        "law.read",
        "sentencing.read",
        "evidence.examine",
        "evidence.read",
        "evidence.write",
        "reports.read",
        "seizures.read",
        "species.read",
    },
    "prosecutor": {
        "cases.close",
        "cases.oversee",
        "cases.prosecute",
        "cases.read",
        "cases.write",
        "law.read",
        "parties.read",
        "parties.write",
        "sentencing.read",
        "evidence.export",
        "evidence.read",
        "holds.place",
        "reports.read",
        "seizures.read",
        "species.read",
    },
    "records_officer": {
        "cases.read",
        "law.read",
        "parties.read",
        "sentencing.read",
        "evidence.read",
        "holds.place",
        "records.review",
        "reports.read",
        "seizures.read",
        "species.read",
    },
    "auditor": {
        "law.read",
        "access.review",
        "emergencies.review",
        "journal.read",
        "species.read",
    },
    "security_officer": {
        "law.read",
        "approvals.decide",
        "people.manage",
        "species.read",
    },
    "legal_officer": {
        "law.read",
        "law.write",
        "reports.read",
        "seizures.read",
        "sentencing.read",
        "species.read",
    },
    "administrator": {
        "law.read",
        "agencies.manage",
        "node.keep",
        "people.manage",
        "species.read",
    },
}


def test_every_role_is_in_the_table():
    assert set(MAY) == set(ROLES)


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("role", list(MAY))
def test_role_may_do_what_the_table_says_and_nothing_else(role, permission):
    decision = policy.decide(Person(name="x", role=role), permission)
    assert bool(decision) == (permission.value in MAY[role])
    assert decision.rule.startswith(f"role:{role}")


def test_nobody_signed_in_may_do_nothing():
    for actor in (None, AnonymousUser()):
        assert not any(policy.decide(actor, permission) for permission in Permission)


def test_closed_account_may_do_nothing():
    closed = Person(name="x", role="data_officer", is_active=False)
    assert policy.decide(closed, Permission.SEIZURES_READ).rule == "account-closed"


def test_role_that_no_longer_exists_may_do_nothing():
    assert not policy.decide(Person(name="x", role="king"), Permission.SEIZURES_READ)


def test_require_raises_with_the_rule_that_denied():
    with pytest.raises(PermissionDenied, match="reader-lacks"):
        policy.require(Person(name="x", role="reader"), Permission.SEIZURES_IMPORT)


def test_permissions_stand_sorted():
    assert [p.value for p in Permission] == sorted(p.value for p in Permission)
