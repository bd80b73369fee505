"""What a process that reads a stranger's file may still do: next to nothing, and not for long."""

import os
import resource
from collections.abc import Callable
from dataclasses import dataclass

from . import kernel
from .refused_calls import refuse_calls

MEGABYTE = 1_000_000
NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Fence:
    """How much a reader may use. The defaults are those of an upload; ``readable`` are folders it may read."""

    memory: int = 1_000 * MEGABYTE
    """Bytes of address space."""
    processor: int = 60
    """Seconds of processor time."""
    patience: float = 120.0
    """Seconds that whoever asked waits for it, all answers together."""
    answer: int = 2_000 * MEGABYTE
    """Bytes of all its answers together."""
    threads: int = 0
    readable: tuple[str, ...] = ()


def leave_home() -> list[str]:
    """Once, before the first reader is born: a user of its own and no network, for this process and all its
    readers. Return what holds of ``user`` and ``network``."""
    is_root = os.geteuid() == 0
    flags = kernel.NEW_NET | kernel.NEW_IPC | kernel.NEW_UTS | (0 if is_root else kernel.NEW_USER)
    has_left = _try(lambda: kernel.leave_namespaces(flags))
    if is_root:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    _try(kernel.drop_capabilities)
    kernel.gain_no_privileges()
    return (["user"] if is_root or has_left else []) + (["network"] if has_left else [])


def stand_inside(fence: Fence, keep: set[int]) -> list[str]:
    """Give up every right for good, in this process. Return what of the following holds: ``limits``, ``files``
    (no files but those ``keep`` holds open) and ``calls`` (no sockets, programs and other processes)."""
    _close_all_but(keep)
    _limit(fence)
    holding = ["limits"]
    if _try(lambda: kernel.shut_files(fence.readable)):
        holding.append("files")
    if _try(lambda: refuse_calls(threads=fence.threads > 0)):
        holding.append("calls")
    return holding


def _try(lose: Callable[[], None]) -> bool:
    """Whether this kernel let go of the right; ``safety`` shows an administrator where it did not."""
    try:
        lose()
    except OSError:
        return False
    return True


def _limit(fence: Fence) -> None:
    bounds = {
        resource.RLIMIT_AS: fence.memory,
        resource.RLIMIT_CPU: fence.processor,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_NPROC: fence.threads,
    }
    for name, most in bounds.items():
        _, hard = resource.getrlimit(name)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(name, (most, most))


def _close_all_but(keep: set[int]) -> None:
    start = 3
    for number in sorted(keep):
        os.closerange(start, number)
        start = number + 1
    os.closerange(start, max(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 4096))
