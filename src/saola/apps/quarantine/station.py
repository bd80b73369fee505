"""The process from which a reader is born for each file, and in which no file is ever read.

It is started once (``python -I -m saola.apps.quarantine.station``, standard input: a socket), loads the readers
while it may still open files, and then divides itself for each file it is handed. Loading takes half a second;
dividing takes milliseconds. It knows neither records nor settings nor keys, because it loads no Django.
"""

import contextlib
import importlib
import json
import os
import pkgutil
import resource
import selectors
import signal
import socket
from typing import Any, NoReturn

from .fence import Fence, leave_home, stand_inside
from .readers import READERS, REHEARSALS
from .wire import Channel

FILES_OPEN = 1024


def main() -> None:
    _load_encodings()
    for rehearse in REHEARSALS:
        rehearse()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES_OPEN if hard < 0 else min(FILES_OPEN, hard), hard))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keyboard stops the program, which then lets go of us
    control = socket.socket(fileno=os.dup(0))
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)  # else every reader would hold our line
    holding = leave_home()
    control.send(b"ready")
    Station(control, holding).serve()


def _load_encodings() -> None:
    """Python loads an encoding from its file when it is first named; a reader can open no file."""
    import encodings

    for module in pkgutil.iter_modules(encodings.__path__):
        with contextlib.suppress(ImportError):  # those of other systems
            importlib.import_module(f"encodings.{module.name}")


class Station:
    """Divides itself for each request, tells how to end the reader, and how it ended."""

    def __init__(self, control: socket.socket, holding: list[str]) -> None:
        self._control, self._holding = control, holding
        self._watch = selectors.DefaultSelector()
        self._watch.register(control, selectors.EVENT_READ, None)

    def serve(self) -> None:
        """Until whoever started us is gone."""
        while True:
            for key, _ in self._watch.select():
                if key.data is not None:
                    self._bury(key.fd, *key.data)
                elif not self._take_request():
                    return

    def _take_request(self) -> bool:
        content, files, _, _ = socket.recv_fds(self._control, 1 << 16, 3)
        if not content:
            return False
        line, lead, file = files
        try:
            pid = os.fork()
        except OSError:
            pid = -1
        if pid == 0:
            _become_reader(json.loads(content), line, file, self._holding)
        os.close(line)
        os.close(file)
        tell = socket.socket(fileno=lead)
        if pid > 0:
            handle = os.pidfd_open(pid)
            with contextlib.suppress(OSError):  # nobody listens any more; the closed line ends the reader
                socket.send_fds(tell, [b"born"], [handle])
            self._watch.register(handle, selectors.EVENT_READ, (pid, tell))
        else:
            tell.close()
        return True

    def _bury(self, handle: int, pid: int, tell: socket.socket) -> None:
        _, status, used = os.wait4(pid, 0)
        end = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        facts = {"end": end, "processor": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * 1024}
        with contextlib.suppress(OSError):
            tell.send(json.dumps(facts).encode())
        tell.close()
        self._watch.unregister(handle)
        os.close(handle)


def _become_reader(request: dict[str, Any], line: int, file: int, holding: list[str]) -> NoReturn:
    """What the new process does until its end."""
    code = 1
    try:
        fence = Fence(**{**request["fence"], "readable": tuple(request["fence"]["readable"])})
        holding = [*holding, *stand_inside(fence, {line, file})]
        channel = Channel(socket.socket(fileno=line))
        channel.answer({"holding": holding})
        try:
            with os.fdopen(file, "rb") as content:
                READERS[request["reader"]](content, channel)
            code = 0
        except MemoryError:
            channel.answer({"broken": "memory"})
        except Exception as error:  # whatever a stranger's file can cause; the file is refused
            channel.answer({"broken": type(error).__name__})
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
