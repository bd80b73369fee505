"""A reader at work on one file, in a process that is thrown away, and everything that can end it."""

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, BinaryIO

from .fence import Fence
from .wire import LENGTH, LONGEST, BadAnswerError, packed, unpacked

START = 30.0
"""Seconds that a station may take to load its readers."""


class ReaderStoppedError(Exception):
    """The reader did not come to an end. ``why``: ``time``, ``memory``, ``answer`` (too long) or ``crash``."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why


class Child:
    """A reader of ``file``, which asks to be closed; it also ends when nobody refers to it any more.

    ``holding`` says which parts of the fence hold on this machine. Raises ``ReaderStoppedError`` everywhere.
    """

    def __init__(self, reader: str, file: BinaryIO | bytes, fence: Fence | None = None) -> None:
        self._fence = fence or Fence()
        self._left, self._taken = self._fence.patience, 0
        self._end: Callable[[], None] = lambda: None
        self._line, theirs = socket.socketpair()
        self._lead, lead = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        content = _own_view(file)
        try:
            request = json.dumps({"reader": reader, "fence": asdict(self._fence)}).encode()
            _station.send(request, [theirs.fileno(), lead.fileno(), content])
        finally:
            theirs.close()
            lead.close()
            os.close(content)
        self._handle = self._take_handle()
        self.holding: list[str] = self.answer()["holding"]

    def _take_handle(self) -> int:
        self._lead.settimeout(START)
        try:
            _, handles, _, _ = socket.recv_fds(self._lead, 64, 1)
        except OSError as error:
            self._close_lines()
            raise ReaderStoppedError("crash", "no reader was born") from error
        if not handles:
            self._close_lines()
            raise ReaderStoppedError("crash", "no reader was born")
        os.set_inheritable(handles[0], False)
        return handles[0]

    def ask(self, words: Any) -> Any:
        """Put a question and wait for its answer."""
        self.tell(words)
        return self.answer()

    def tell(self, words: Any) -> None:
        """Say something that has no answer."""
        content = packed(words)
        self._line.settimeout(max(self._left, 0.001))
        try:
            self._line.sendall(LENGTH.pack(len(content)) + content)
        except TimeoutError as error:
            raise self._stopped("time") from error
        except OSError as error:
            raise self._stopped("") from error

    def leave(self, words: Any) -> None:
        """Say that an answer is not waited for any more; a reader that is gone need not hear it."""
        with contextlib.suppress(ReaderStoppedError, OSError):
            self.tell(words)

    def answer(self) -> Any:
        """The next answer, as words."""
        try:
            words = unpacked(self.answer_bytes())
        except BadAnswerError as error:
            raise self._stopped("crash") from error
        if isinstance(words, dict) and "broken" in words:
            raise self._stopped(
                "memory" if words["broken"] == "memory" else "crash", str(words["broken"])[:80]
            )
        return words

    def answer_bytes(self) -> bytes | bytearray:
        """The next answer, as bytes."""
        (length,) = LENGTH.unpack(self._take(LENGTH.size))
        self._taken += length
        if length > LONGEST or self._taken > self._fence.answer:
            raise self._stopped("answer")
        return self._take(length)

    def _take(self, length: int) -> bytearray:
        content = bytearray(length)
        view, taken = memoryview(content), 0
        while taken < length:
            since = time.monotonic()
            self._line.settimeout(max(self._left, 0.001))
            try:
                count = self._line.recv_into(view[taken:])
            except TimeoutError as error:
                raise self._stopped("time") from error
            except OSError as error:
                raise self._stopped("") from error
            self._left -= time.monotonic() - since
            if not count:
                raise self._stopped("")
            taken += count
        return content

    def _stopped(self, why: str, detail: str = "") -> ReaderStoppedError:
        """End the reader; where ``why`` is empty it ended by itself, and the station knows how."""
        if not why:
            why, detail = self._how_it_ended()
        self.close()
        return ReaderStoppedError(why, detail)

    def _how_it_ended(self) -> tuple[str, str]:
        self._lead.settimeout(2.0)
        try:
            facts = json.loads(self._lead.recv(1024))
        except (OSError, ValueError):
            return "crash", "the station is gone"
        spent = facts["processor"] >= self._fence.processor - 1
        if facts["end"] in (-signal.SIGXCPU, -signal.SIGKILL) and spent:
            return "time", "processor"
        return "crash", f"end {facts['end']}"

    def close(self) -> None:
        """End the reader, whatever it does."""
        handle, self._handle = getattr(self, "_handle", -1), -1
        if handle >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(handle, signal.SIGKILL)
            os.close(handle)
        self._close_lines()

    def _close_lines(self) -> None:
        self._line.close()
        self._lead.close()

    __del__ = close

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _own_view(file: BinaryIO | bytes) -> int:
    """A descriptor for reading ``file`` with a place of its own; what lies in memory is laid where it has one."""
    number = -1
    if not isinstance(file, bytes):
        with contextlib.suppress(OSError, AttributeError):
            number = file.fileno()
    if number >= 0:
        return os.open(f"/proc/self/fd/{number}", os.O_RDONLY | os.O_CLOEXEC)
    kept = os.memfd_create("saola-quarantine", os.MFD_CLOEXEC)
    with os.fdopen(os.dup(kept), "wb") as out:
        if isinstance(file, bytes):
            out.write(file)
        else:
            file.seek(0)
            while piece := file.read(1 << 20):
                out.write(piece)
    os.lseek(kept, 0, os.SEEK_SET)
    return kept


class _Station:
    """The station of this process, started when first needed, and again when it is gone."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def send(self, request: bytes, files: list[int]) -> None:
        with self._turn:
            if self._control is None:
                self._start()
            try:
                socket.send_fds(self._control, [request], files)
            except OSError:
                self._stop()
                self._start()
                socket.send_fds(self._control, [request], files)

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-m", "saola.apps.quarantine.station"],
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"LANG": "C.UTF-8"},
                cwd="/",
            )
        ours.settimeout(START)
        if ours.recv(16) != b"ready":
            ours.close()
            self._process.kill()
            self._process.wait()
            raise ReaderStoppedError("crash", "the station did not start")
        ours.settimeout(START)
        self._control = ours

    def _stop(self) -> None:
        control, process = self._control, self._process
        self._control = self._process = None
        if control is not None:
            control.close()
        if process is not None:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def stop(self) -> None:
        with self._turn:
            self._stop()

    def forget(self) -> None:
        """In a process that was divided off: the station is its parent's."""
        if self._process is not None:
            self._process.returncode = 0
        if self._control is not None:
            self._control.close()
        self.__init__()  # type: ignore[misc]


_station = _Station()
atexit.register(_station.stop)
os.register_at_fork(after_in_child=_station.forget)
