# ruff: noqa: B023 (every round ends before the next begins)
"""Catalogue 9: what two do at once, in many interleavings: an approval is spent once, a revoked right is gone.

Threads with connections of their own race over one database file. ``SAOLA_TORTURE=N`` raises the rounds.
"""

import os
import random
import sqlite3
import threading
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from saola.apps.accounts import actions, approvals, compartments, granting, holds, purging
from saola.apps.accounts.approvals import ApproverError, NeedsApprovalError
from saola.apps.accounts.models import AccessToken, Approval, Grant, LegalHold, Membership, Person, Tombstone
from saola.apps.journal import queries
from saola.apps.journal.models import Entry
from saola.apps.seizures.models import Incident
from saola.core.access import Ground
from tests.factories import access, accounts
from tests.factories.seizures import incident

pytestmark = pytest.mark.django_db(transaction=True)
SEED = 2013
REFUSED = (
    NeedsApprovalError,
    ApproverError,
    PermissionDenied,
    compartments.NotTheirsError,
    purging.ObstacleError,
    Incident.DoesNotExist,
    ValueError,
)


def race(*acts):
    """Do all at once, each in a thread of its own; what each gave, or the refusal it met."""
    ready, given = threading.Barrier(len(acts)), [None] * len(acts)

    def run(at, act):
        try:
            ready.wait()
            given[at] = act()
        except REFUSED as refusal:
            given[at] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


@pytest.fixture(autouse=True)
def _file_of_records(transactional_db, tmp_path):
    """SQLite in memory lets threads trip over one another where a file lets them wait: race over a file."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    quick = Path("/dev/shm")  # what is tried is the order of acts, not the disk
    path = (quick if os.access(quick, os.W_OK) else tmp_path) / f"races-{os.getpid()}.sqlite3"
    path.unlink(missing_ok=True)
    copy = sqlite3.connect(path)
    memory.backup(copy)
    copy.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(path)
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()


def done(given):
    return [each for each in given if not isinstance(each, Exception)]


def test_approval_is_spent_once_however_many_try(times, tell):
    chance, rounds = random.Random(SEED), times(25)
    asker = accounts.person("administrator", agency=accounts.agency())
    second = access.second_person(asker)
    for number in range(rounds):
        person = accounts.person("reader")
        parameters = {"person": person.name, "role": "auditor"}
        approval = approvals.ask("person.change_role", parameters, by=asker, reason=f"round {number}")
        approvals.decide(approval, approve=True, by=second)
        many = chance.randrange(2, 5)
        given = race(
            *[lambda approval=approval: approvals.spend(approval.action, approval.parameters, by=asker)]
            * many
        )
        assert len(done(given)) == 1, given
    assert Entry.objects.filter(event="approval.used").count() == rounds
    tell(9, "an approval spent by 2 to 4 at once", rounds, "spent once each time", SEED)


def test_approval_is_decided_once(times, tell):
    rounds = times(25)
    asker = accounts.person("administrator", agency=accounts.agency())
    seconds = [access.second_person(asker), access.second_person(asker)]
    for number in range(rounds):
        approval = approvals.ask("person.change_role", {"person": f"p{number}"}, by=asker, reason="x")
        given = race(
            *[
                lambda s=s, yes=yes: approvals.decide(approval, approve=yes, by=s)
                for s, yes in zip(seconds, (True, False), strict=True)
            ]
        )
        assert len(done(given)) == 1, given
        kept = Approval.objects.get(pk=approval.pk)
        assert kept.decided_by == done(given)[0].decided_by
        assert kept.state == done(given)[0].state
    tell(9, "an approval decided both ways at once", rounds, "decided once each time", SEED)


def test_revoked_right_is_not_used_afterwards(times, tell):
    """Whatever comes first: nothing that needs the role is written after the entry that took it away."""
    rounds, used = times(25), 0
    chief = accounts.person("administrator", agency=accounts.agency())
    for number in range(rounds):
        worker = accounts.person("analyst")
        race(
            *[lambda n=n: actions.issue_token(name=f"{number}-{n}", by=worker) for n in range(3)],
            lambda: actions.change_role(worker, role="reader", by=chief),
        )
        taken = Entry.objects.about("accounts.person", worker.pk).get(event="person.role_changed").seq
        issued = Entry.objects.filter(event="token.issued", actor=worker.name)
        assert not issued.filter(seq__gt=taken).exists()
        assert issued.count() == AccessToken.objects.filter(person=worker).count()
        used += issued.count()
        with pytest.raises(PermissionDenied):
            actions.issue_token(name="late", by=worker)
    tell(9, "a role taken away while it is used", rounds, f"{used} used before, 0 after", SEED)


def test_person_stands_on_a_list_once_and_a_grant_ends_once(times, tell):
    rounds = times(25)
    keeper, chief = accounts.person("investigator"), accounts.person("administrator")
    for _ in range(rounds):
        kept, other = access.compartment(keeper), accounts.person("analyst")
        race(*[lambda: compartments.put_on(kept, other, reason="x", by=keeper)] * 3)
        assert Membership.objects.in_force().filter(person=other).count() == 1
        grant = granting.give(other, role="reader", agency=None, until=None, reason="x", by=chief)
        race(*[lambda grant=grant: granting.end(grant, by=chief)] * 3)
        assert Entry.objects.about("accounts.person", other.pk).filter(event="grant.ended").count() == 1
    assert not Grant.objects.in_force().exists()
    assert Person.objects.count()
    tell(9, "one place, one end, asked three times at once", rounds, "one each time", SEED)


def test_record_is_purged_once_and_never_while_it_is_held(times, tell, knowledge, settings, tmp_path):
    """Two purge, one holds, at once: either it went before the hold, or the hold kept it."""
    settings.DATA_FOLDER = tmp_path
    rounds, went = times(8), 0
    officer = accounts.person("records_officer", agency=accounts.agency())
    second = access.second_person(officer)
    for _ in range(rounds):
        record = access.place(incident(), review_due=access.in_days(-1))
        parameters = purging.asked(record, ground=Ground.PERIOD, reason="x")
        approval = approvals.ask(purging.ACTION, parameters, by=officer, reason="x")
        approvals.decide(approval, approve=True, by=second)
        again = [Incident.objects.get(pk=record.pk) for _ in range(3)]
        given = race(
            *[
                lambda each=each: purging.purge(each, ground=Ground.PERIOD, reason="x", by=officer)
                for each in again[:2]
            ],
            lambda: holds.place(again[2], reason="trial", by=officer),
        )
        is_gone = not Incident.objects.filter(pk=record.pk).exists()
        assert Tombstone.objects.filter(number=record.number).count() == is_gone
        assert LegalHold.objects.over("seizure", record.number).count() == (not is_gone), given
        assert len(done(given)) == 1, given
        went += is_gone
    assert queries.verify().holds
    tell(
        9,
        "purged twice and held once, all at once",
        rounds,
        f"{went} went, {rounds - went} stayed held",
        SEED,
    )
