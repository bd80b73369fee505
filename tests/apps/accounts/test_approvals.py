"""The second person: bound to the exact content, once, for a day, and never oneself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from saola.apps.accounts import actions, approvals, granting
from saola.apps.accounts.approvals import ApproverError, NeedsApprovalError
from saola.apps.accounts.models import Approval, Grant, Person
from saola.apps.journal.models import Entry
from tests.factories import access, accounts

pytestmark = pytest.mark.django_db
GRAVE, LESSER = "person.change_role", "record.loosen"


@pytest.fixture
def asker():
    return accounts.person("administrator", agency=accounts.agency())


def approved(asker, action=GRAVE, **parameters):
    approval = approvals.ask(action, parameters, by=asker, reason="the post is empty")
    return approvals.decide(approval, approve=True, by=access.second_person(asker))


def test_approved_act_is_good_once(asker):
    approved(asker, person="x", role="auditor")
    approvals.spend(GRAVE, {"role": "auditor", "person": "x"}, by=asker)
    with pytest.raises(NeedsApprovalError) as error:
        approvals.spend(GRAVE, {"person": "x", "role": "auditor"}, by=asker)
    assert error.value.refusal.rule == "approval-spent"


@pytest.mark.parametrize("changed", [{"role": "supervisor"}, {"person": "y"}, {"more": 1}])
def test_approval_covers_nothing_but_its_content(asker, changed):
    approved(asker, person="x", role="auditor")
    with pytest.raises(NeedsApprovalError):
        approvals.spend(GRAVE, {"person": "x", "role": "auditor"} | changed, by=asker)


def test_approval_of_one_act_is_not_that_of_another(asker):
    approved(asker, LESSER, kind="seizure")
    with pytest.raises(NeedsApprovalError):
        approvals.spend("record.lower_handling", {"kind": "seizure"}, by=asker)


def test_approval_runs_out_after_a_day(asker):
    approval = approved(asker, person="x", role="auditor")
    Approval.objects.filter(pk=approval.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NeedsApprovalError) as error:
        approvals.spend(GRAVE, approval.parameters, by=asker)
    assert error.value.refusal.rule == "approval-ran-out"


def test_approval_is_of_its_asker_only(asker):
    approval = approved(asker, person="x", role="auditor")
    with pytest.raises(NeedsApprovalError) as error:
        approvals.spend(GRAVE, approval.parameters, by=accounts.person("administrator"))
    assert error.value.refusal.rule == "approval-of-somebody-else"


def refused(approval, by):
    with pytest.raises(ApproverError) as error:
        approvals.decide(approval, approve=True, by=by)
    assert Entry.objects.filter(event="approval.not_accepted", actor=by.name).exists()
    return error.value.refusal.rule


def test_asker_with_two_functions_is_still_one_person(asker):
    access.grant(asker, "supervisor")
    approval = approvals.ask(LESSER, {"kind": "seizure"}, by=asker, reason="closed")
    assert refused(approval, asker) == "approver-is-asker"


def test_grave_act_is_not_approved_inside_the_agency(asker):
    approval = approvals.ask(GRAVE, {"person": "x"}, by=asker, reason="needed")
    assert refused(approval, accounts.person("supervisor", agency=asker.agency)) == "approver-of-same-agency"
    assert refused(approval, accounts.person("supervisor")) == "approver-of-same-agency"


def test_lesser_act_is_approved_inside_the_agency(asker):
    approval = approvals.ask(LESSER, {"kind": "seizure"}, by=asker, reason="closed")
    approvals.decide(approval, approve=True, by=accounts.person("supervisor", agency=asker.agency))
    assert approvals.spend(LESSER, {"kind": "seizure"}, by=asker).state == Approval.State.SPENT


def test_decided_approval_is_not_decided_again(asker):
    approval = approvals.ask(GRAVE, {"person": "x"}, by=asker, reason="needed")
    approvals.decide(approval, approve=False, by=access.second_person(asker))
    assert refused(approval, access.second_person(asker)) == "approval-decided"
    with pytest.raises(NeedsApprovalError):
        approvals.spend(GRAVE, {"person": "x"}, by=asker)


def test_person_without_the_permission_approves_nothing(asker):
    approval = approvals.ask(GRAVE, {"person": "x"}, by=asker, reason="needed")
    with pytest.raises(PermissionDenied):
        approvals.decide(approval, approve=True, by=accounts.person("analyst", agency=accounts.agency()))


def test_asking_twice_asks_once_and_needs_a_reason(asker):
    first = approvals.ask(GRAVE, {"person": "x"}, by=asker, reason="needed")
    assert approvals.ask(GRAVE, {"person": "x"}, by=asker, reason="needed") == first
    with pytest.raises(ValueError, match="why"):
        approvals.ask(GRAVE, {"person": "x"}, by=asker, reason=" ")


def test_privileged_role_is_given_once_somebody_of_another_agency_approved(asker):
    person = accounts.person("reader")
    with pytest.raises(NeedsApprovalError) as error:
        actions.change_role(person, role="auditor", by=asker)
    approval = approvals.ask(error.value.action, error.value.parameters, by=asker, reason="needed")
    approvals.decide(approval, approve=True, by=access.second_person(asker))
    approvals.carry_out(approval, by=asker)
    assert Person.objects.get(pk=person.pk).role == "auditor"
    with pytest.raises(NeedsApprovalError):
        approvals.carry_out(approval, by=asker)
    assert Entry.objects.filter(event="approval.not_accepted", actor=asker.name).count() == 1


def test_every_kind_that_is_carried_out_here_knows_how():
    assert {kind for kind in approvals.KINDS if approvals.can_carry_out(kind)} >= {
        "grant.give",
        "person.change_role",
        "record.loosen",
        "record.lower_handling",
    }


def test_nobody_changes_or_renews_their_own_role(asker):
    with pytest.raises(ValueError, match="own"):
        actions.change_role(asker, role="reader", by=asker)
    with pytest.raises(ValueError, match="own"):
        granting.renew(asker, by=asker)


def test_further_role_is_given_for_a_time_and_ended(asker):
    person = accounts.person("reader")
    grant = granting.give(person, role="analyst", agency=None, until=None, reason="stands in", by=asker)
    assert Grant.objects.in_force().get() == grant
    granting.end(grant, by=asker)
    granting.end(grant, by=asker)
    assert not Grant.objects.in_force().exists()
    assert Entry.objects.filter(event="grant.ended").count() == 1


@pytest.mark.parametrize("days", [-1, 367])
def test_role_ends_within_a_year(asker, days):
    with pytest.raises(ValueError, match="twelve months"):
        granting.give(
            accounts.person(), role="reader", agency=None, until=access.in_days(days), reason="x", by=asker
        )


def test_further_privileged_role_needs_its_exact_approval(asker):
    person, until = accounts.person("reader"), access.in_days(30)
    parameters = granting.asked(person, "supervisor", None, until, "stands in")
    approval = approvals.ask("grant.give", parameters, by=asker, reason="leave")
    approvals.decide(approval, approve=True, by=access.second_person(asker))
    with pytest.raises(NeedsApprovalError):
        granting.give(
            person, role="supervisor", agency=None, until=access.in_days(31), reason="stands in", by=asker
        )
    assert approvals.carry_out(approval, by=asker).role == "supervisor"
