"""What Linux offers a process that wants to lose its rights, asked for without a library between.

Each function raises ``OSError`` where the kernel does not offer it or does not allow it here. Numbers and
structures are those of the kernel's own headers: ``linux/landlock.h``, ``linux/seccomp.h``, ``linux/filter.h``,
``linux/capability.h``, ``linux/sched.h``, ``linux/prctl.h``.
"""

import ctypes
import os
import struct
from collections.abc import Iterable

_libc = ctypes.CDLL(None, use_errno=True)

NEW_UTS, NEW_IPC, NEW_USER, NEW_NET = 0x04000000, 0x08000000, 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_VERSION = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights over files each version of Landlock knows; later ones know as many as the fifth."""
_TCP = 0b11
_SCOPES = 0b11


def _asked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def leave_namespaces(flags: int) -> None:
    """Move this process into namespaces of its own (``unshare``)."""
    _asked(_libc.unshare(flags))


def gain_no_privileges() -> None:
    """Nothing this process starts may ever have more rights than it has."""
    _asked(_libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))


def drop_capabilities() -> None:
    """Give up the rights of root, those inside an own user namespace too."""
    header = struct.pack("Ii", 0x20080522, 0)
    _asked(_libc.capset(header, bytes(24)))


def landlock_version() -> int:
    """The version of Landlock, from 1. Raises ``OSError`` where there is none."""
    return _asked(_libc.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION))


def shut_files(readable: Iterable[str] = ()) -> None:
    """Refuse every file from now on, but for reading below the folders ``readable``; refuse TCP and signals too
    where the version of Landlock can. Files that are open stay open."""
    version = landlock_version()
    files = (1 << _FILE_RIGHTS[min(version, 5)]) - 1
    rights = struct.pack("QQQ", files, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = _asked(_libc.syscall(_LANDLOCK_CREATE, rights, size, 0))
    try:
        for path in readable:
            folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                rule = struct.pack("=Qi", _READ_FILE | _READ_FOLDER, folder)
                _asked(_libc.syscall(_LANDLOCK_ADD, rules, 1, rule, 0))
            finally:
                os.close(folder)
        _asked(_libc.syscall(_LANDLOCK_RESTRICT, rules, 0))
    finally:
        os.close(rules)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def filter_calls(steps: list[tuple[int, int, int, int]]) -> None:
    """Have the kernel judge every call of this process by ``steps`` of Berkeley packet filter."""
    packed = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), packed)
    _asked(_libc.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0))
