"""Inside: try everything that a reader must not be able to do, and say what could be done after all."""

import contextlib
import os
import socket
import subprocess
import tempfile
from collections.abc import Callable
from typing import BinaryIO

from .wire import Channel


def try_out(file: BinaryIO, channel: Channel) -> None:
    """Answer every question with the names of what succeeded; with a path in it, whether that can be read."""
    while (asked := channel.question()) is not None:
        if "spend" in asked:
            _spend(asked["spend"])
        path = asked.get("read", "/etc/hostname")
        tries: dict[str, Callable[[], object]] = {
            "read a file": lambda path=path: _read(path),
            "write a file": _write,
            "list a folder": lambda: os.listdir("/"),
            "open a socket": lambda: socket.socket().close(),
            "connect": _connect,
            "run a program": lambda: subprocess.run(["/bin/true"], check=True),
            "start a process": _fork,
            "signal another process": lambda: os.kill(os.getppid(), 0),
        }
        channel.answer({"done": [name for name, attempt in tries.items() if _succeeds(attempt)]})


def _succeeds(attempt: Callable[[], object]) -> bool:
    with contextlib.suppress(OSError):
        attempt()
        return True
    return False


def _read(path: str) -> None:
    with open(path, "rb") as file:
        file.read(1)


def _write() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(b"x")


def _connect() -> None:
    with socket.create_connection(("127.0.0.1", 9), timeout=1):
        pass


def _fork() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _spend(what: str) -> None:
    """Use up what a fence bounds."""
    if what == "processor":
        while True:
            pass
    if what == "memory":
        kept = []
        while True:
            kept.append(bytearray(10_000_000))
    if what == "end":
        os._exit(7)
