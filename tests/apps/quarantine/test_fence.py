"""What a reader of files can do: nothing of what it tries, and not for long."""

import os
import platform
import re
import tempfile
from itertools import takewhile
from pathlib import Path

import pytest

from saola.apps.quarantine import kernel, refused_calls
from saola.apps.quarantine.child import Child, ReaderStoppedError
from saola.apps.quarantine.fence import Fence


def test_reader_can_do_nothing_that_it_tries(tmp_path):
    secret = tmp_path / "secret_key"
    secret.write_text("a secret")
    with Child("trial", b"x") as child:
        assert child.ask({"read": str(secret)}) == {"done": []}


def test_trial_would_tell_what_it_could_do(tmp_path):
    open_folder = tmp_path / "open"
    open_folder.mkdir()
    (open_folder / "font").write_text("x")
    closed = tmp_path / "closed"
    closed.write_text("x")
    above = takewhile(lambda folder: folder != Path(tempfile.gettempdir()), open_folder.parents)
    for folder in (open_folder, *above):
        os.chmod(folder, 0o755)
    with Child("trial", b"x", Fence(readable=(str(open_folder),))) as child:
        assert child.ask({"read": str(open_folder / "font")}) == {"done": ["read a file"]}
        assert child.ask({"read": str(closed)}) == {"done": []}


def test_fence_says_which_of_its_parts_hold():
    with Child("trial", b"x") as child:
        assert {"limits"} <= set(child.holding) <= {"user", "network", "limits", "files", "calls"}
        if platform.machine() in ("x86_64", "aarch64"):
            assert "calls" in child.holding


def test_each_file_gets_a_reader_of_its_own():
    with Child("trial", b"x") as one, Child("trial", b"x") as other:
        with pytest.raises(ReaderStoppedError):
            one.ask({"spend": "end"})
        assert other.ask({}) == {"done": []}


@pytest.mark.parametrize(
    ("what", "fence", "why"),
    [
        ("processor", Fence(processor=1), "time"),
        ("processor", Fence(patience=0.5), "time"),
        ("memory", Fence(memory=400_000_000), "memory"),
        ("end", Fence(), "crash"),
    ],
)
def test_reader_that_uses_too_much_is_ended(what, fence, why):
    with Child("trial", b"x", fence) as child:
        with pytest.raises(ReaderStoppedError) as stopped:
            child.ask({"spend": what})
        assert stopped.value.why == why


def test_reader_that_says_too_much_is_ended():
    with Child("trial", b"x", Fence(answer=200)) as child:
        with pytest.raises(ReaderStoppedError) as stopped:
            for _ in range(50):
                child.ask({})
        assert stopped.value.why == "answer"


def test_reader_holds_open_nothing_but_its_file_and_its_line():
    with Child("trial", b"x") as child:
        child.ask({})
        facts = Path(f"/proc/self/fdinfo/{child._handle}").read_text()
        number = re.search(r"^Pid:\s*(\d+)", facts, re.MULTILINE)[1]
        assert len(os.listdir(f"/proc/{number}/fd")) == 5


def test_closing_ends_a_reader_that_is_busy():
    child = Child("trial", b"x")
    child.tell({"spend": "processor"})
    lead = child._lead.dup()
    child.close()
    lead.settimeout(10)
    assert b'"end": -9' in lead.recv(1024)
    lead.close()


def test_station_that_died_is_started_again():
    from saola.apps.quarantine import child as children

    Child("trial", b"x").close()
    children._station._process.kill()
    children._station._process.wait()
    with Child("trial", b"x") as child:
        assert child.ask({}) == {"done": []}


@pytest.mark.parametrize(("kind", "column"), [(refused_calls.X86_64, 0), (refused_calls.AARCH64, 1)])
@pytest.mark.parametrize("threads", [True, False])
def test_filter_of_calls_never_jumps_out_of_itself(kind, column, threads):
    program = refused_calls.steps(kind, column, threads=threads)
    assert len(program) < 256
    for at, (_, yes, no, _operand) in enumerate(program):
        assert at + 1 + max(yes, no) <= len(program)
    assert program[-1] == (0x06, 0, 0, 0x7FFF0000)


def test_what_the_kernel_refuses_is_an_error_with_its_reason():
    with pytest.raises(OSError, match="Invalid"):
        kernel.leave_namespaces(0x1)
