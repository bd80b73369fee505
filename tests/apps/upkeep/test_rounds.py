"""The daily round: when it is due, what it does, how health tells of it."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saola.apps.accounts import misuse
from saola.apps.evidence import store
from saola.apps.evidence.actions import keeping, taking_in
from saola.apps.evidence.models import SealedFile
from saola.apps.journal.models import Entry
from saola.apps.upkeep import rounds
from saola.apps.upkeep.checking import State
from saola.apps.upkeep.conditions import rounds as told
from tests.factories import accounts, evidence, journal

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def clock(settings, tmp_path, monkeypatch):
    """The clock of the machine, to be set."""
    journal.node(settings, tmp_path)

    class Clock:
        def set(self, at):
            monkeypatch.setattr(timezone, "now", lambda: at)

    clock = Clock()
    clock.set(MORNING)
    return clock


def told_of(event):
    return [entry.facts for entry in Entry.objects.filter(event=event).order_by("seq")]


def test_round_is_due_once_a_day(clock):
    assert rounds.is_due()
    assert rounds.make().is_good
    assert not rounds.is_due()
    clock.set(MORNING + timedelta(hours=5))
    assert not rounds.is_due()
    clock.set(MORNING + timedelta(days=1))
    assert rounds.is_due()


def test_round_is_due_again_after_a_clock_that_was_ahead(clock):
    clock.set(MORNING + timedelta(days=365))
    rounds.make()
    clock.set(MORNING)
    assert rounds.is_due()


def test_every_part_tells_in_the_journal_what_it_did(clock):
    journal.entries(3)
    rounds.make()
    assert told_of("misuse.watched") == [{"day": "2026-11-19", "alerts": 0}]
    assert told_of("journal.verified")[0]["entries"] >= 3
    assert told_of("evidence.rehashed") == [{"files": 0, "altered": 0}]
    assert told_of("round.made") == [{"days": 1, "parts": 3, "failed": 0}]


def test_days_on_which_the_node_was_off_are_caught_up_with(clock, monkeypatch):
    parts = []
    rounds.make()
    clock.set(MORNING + timedelta(days=4))
    monkeypatch.setattr(keeping, "rehash", lambda part: (parts.append(part), (0, []))[1])
    assert rounds.make().days == 4
    days = [facts["day"] for facts in told_of("misuse.watched")]
    assert days == ["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"]
    assert parts == [(MORNING.toordinal() + past) % 30 for past in (1, 2, 3, 4)]


def test_after_a_long_time_off_every_file_is_read_once(clock, monkeypatch):
    parts = []
    rounds.make()
    clock.set(MORNING + timedelta(days=300))
    monkeypatch.setattr(keeping, "rehash", lambda part: (parts.append(part), (0, []))[1])
    assert rounds.make().days == keeping.ROUNDS
    assert sorted(parts) == list(range(keeping.ROUNDS))


def test_part_that_breaks_does_not_keep_the_others_from_it_and_is_tried_again(clock, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(misuse, "signs", None)
        broken.setattr(misuse, "_looks", lambda now: 1 / 0)
        made = rounds.make()
    assert made.failed == ("watch",)
    assert told_of("journal.verified")
    assert not rounds.is_due()
    clock.set(MORNING + timedelta(minutes=61))
    assert rounds.is_due()
    assert rounds.make().failed == ()
    assert not rounds.is_due()
    assert [facts["day"] for facts in told_of("misuse.watched")] == ["2026-11-19"]


def test_two_rounds_at_once_are_refused(clock):
    with rounds._turn(), pytest.raises(rounds.UnderWayError):
        rounds.make()
    assert not told_of("round.made")


@pytest.mark.django_db(transaction=True)
def test_misuse_of_yesterday_is_before_the_auditor_in_the_morning(clock):
    from saola.apps.accounts.models import Alert
    from saola.apps.journal import actions

    curious = accounts.person("analyst")
    clock.set(MORNING - timedelta(hours=20))
    for _time in range(5):
        actions.note_read(accounts.agency(), by=curious)
    actions.note_read("an entry that names no record", by=curious, kind="seizures.incident")
    clock.set(MORNING)
    assert rounds.make().alerts == 1
    assert [(alert.person, alert.pattern) for alert in Alert.objects.all()] == [(curious, "no-case")]
    assert rounds.make().alerts == 0


def test_health_says_when_each_part_was_done_last(clock, client):
    client.force_login(accounts.person("administrator"))
    assert [look().state for look in told.CHECKS] == [State.WARN] * 3
    assert "never gone through" in client.get(reverse("upkeep:health")).content.decode()
    rounds.make()
    assert [look().state for look in told.CHECKS] == [State.SAFE] * 3
    page = client.get(reverse("upkeep:health")).content.decode()
    assert page.count(f"last gone through on {timezone.localtime(MORNING):%Y-%m-%d %H:%M}") == 1
    clock.set(MORNING + timedelta(days=3))
    assert [look().state for look in told.CHECKS] == [State.WARN] * 3


def test_journal_that_does_not_hold_is_unsafe(clock):
    journal.entries(5)
    journal.rewrite(3, actor="somebody")
    assert rounds.make().faults == 1
    assert told.proved().state is State.UNSAFE


@pytest.mark.usefixtures("knowledge")
def test_altered_file_is_unsafe_until_it_is_brought_back(clock):
    by = evidence.custodian()
    taking_in.seal_file(evidence.exhibit(by), io.BytesIO(b"a picture"), "a.jpg", by=by)
    sealed = SealedFile.objects.get()
    path = store.path_of(sealed.sha256)
    path.chmod(0o640)
    path.write_bytes(b"a puncture")
    clock.set(MORNING + timedelta(days=(int(sealed.sha256[:8], 16) - MORNING.toordinal()) % 30))
    made = rounds.make()
    assert (made.files, made.altered, made.is_good) == (1, 1, False)
    assert told.rehashed().state is State.UNSAFE
    path.write_bytes(b"a picture")
    keeping.rehash()
    assert told.rehashed().state is State.SAFE
