"""What an administrator is told of the fence around readers."""

import pytest

from saola.apps.quarantine import safety
from saola.apps.quarantine.child import ReaderStoppedError
from saola.apps.quarantine.safety import Fenced
from saola.apps.upkeep.checking import State
from saola.apps.upkeep.conditions import strangers


def test_fence_is_tried_and_found_shut():
    assert safety.try_out().done == ()


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (Fenced((), ()), State.SAFE),
        (Fenced(("network",), ()), State.WARN),
        (Fenced((), ("open a socket",)), State.UNSAFE),
        (Fenced(("files",), ("read a file",)), State.UNSAFE),
    ],
)
def test_administrator_is_told_what_a_reader_met(found, state, monkeypatch):
    monkeypatch.setattr(safety, "try_out", lambda: found)
    condition = strangers.quarantine()
    assert condition.state is state
    assert all(word in str(condition.said) for word in found.done)


def test_administrator_is_told_when_no_reader_starts(monkeypatch):
    def fail():
        raise ReaderStoppedError("crash")

    monkeypatch.setattr(safety, "try_out", fail)
    assert strangers.quarantine().state is State.UNSAFE
