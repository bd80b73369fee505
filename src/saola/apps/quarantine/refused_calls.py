"""The calls to the kernel that no reader of a file needs, refused to it: sockets, programs, other processes.

Sockets and programs are refused here for any network and any file, whatever namespaces this machine allows.
"""

import platform

from . import kernel

X86_64, AARCH64 = 0xC000003E, 0xC00000B7

_REFUSED: dict[str, tuple[int, int]] = {
    # the network; what is open stays open
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    # programs
    "execve": (59, 221),
    "execveat": (322, 281),
    # other processes
    "kill": (62, 129),
    "tkill": (200, 130),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "kcmp": (312, 272),
    # the machine
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "personality": (135, 92),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    # where the kernel was most often broken
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
}
"""Numbers on x86_64 and on aarch64 (``asm/unistd_64.h``, ``asm-generic/unistd.h``)."""
_FORKS = {"fork": (57, -1), "vfork": (58, -1)}
_CLONE, _CLONE3 = (56, 220), 435
_SAME_PROGRAM = 0x00010000  # CLONE_THREAD

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOWED, _KILLED = 0x7FFF0000, 0x80000000
_NOT_PERMITTED, _NOT_THERE = 0x00050000 | 1, 0x00050000 | 38
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_OTHER_NUMBERING = 0x40000000


def refuse_calls(*, threads: bool) -> None:
    """Refuse the calls above to this process for good; it may start threads only with ``threads``.

    Raises ``OSError`` where the kernel has no filter or the machine is of another kind.
    """
    machine = {"x86_64": (X86_64, 0), "aarch64": (AARCH64, 1)}.get(platform.machine())
    if machine is None:
        raise OSError(38, f"no list of calls for {platform.machine()}")
    kernel.filter_calls(steps(*machine, threads=threads))


def steps(kind: int, column: int, *, threads: bool) -> list[tuple[int, int, int, int]]:
    """The filter as steps of Berkeley packet filter: (operation, jump if true, jump if false, operand)."""
    numbers = [pair[column] for pair in (*_REFUSED.values(), *_FORKS.values()) if pair[column] >= 0]
    program = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, kind),
        (_ANSWER, 0, 0, _KILLED),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _OTHER_NUMBERING),
        (_ANSWER, 0, 0, _NOT_PERMITTED),
        # the C library then falls back to the older call, whose flags can be seen
        (_EQUAL, 0, 1, _CLONE3),
        (_ANSWER, 0, 0, _NOT_THERE),
    ]
    for number in numbers:
        program += [(_EQUAL, 0, 1, number), (_ANSWER, 0, 0, _NOT_PERMITTED)]
    program += [
        (_EQUAL, 0, 3, _CLONE[column]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_ANY_BIT, 1 if threads else 0, 0, _SAME_PROGRAM),
        (_ANSWER, 0, 0, _NOT_PERMITTED),
        (_ANSWER, 0, 0, _ALLOWED),
    ]
    return program
