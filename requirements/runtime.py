"""Prints the lines of ``dev.lock`` that a node needs, without what only builds and tests: ``python requirements/runtime.py``.

Reads what the installed packages themselves ask for, from ``saola[postgres]`` on. Nothing is asked of the network.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK = Path(__file__).with_name("dev.lock")


def needed(name: str, extra: str) -> set[str]:
    """Everything that ``name[extra]`` asks for on this machine, and what that asks for, as canonical names."""
    found: set[tuple[str, str]] = set()
    waiting = {(name, ""), (name, extra)}
    while waiting:
        asking = waiting.pop()
        found.add(asking)
        waiting |= set(_asked(*asking)) - found
    return {other for other, _extra in found} - {name}


def _asked(name: str, extra: str) -> Iterator[tuple[str, str]]:
    try:
        asked = requires(name) or []
    except PackageNotFoundError:  # of another system than this one
        return
    for requirement in map(Requirement, asked):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            for each in ("", *requirement.extras):
                yield canonicalize_name(requirement.name), each


def entries(text: str) -> dict[str, str]:
    """Each package of a lock with its hashes, by canonical name. One may stand there once for each Python."""
    found: dict[str, str] = {}
    for part in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE):
        if "==" in part:
            name = canonicalize_name(re.split(r"[=\[ ;]", part, maxsplit=1)[0])
            found[name] = found.get(name, "") + part
    return found


if __name__ == "__main__":
    names = needed("saola", "postgres")
    locked = entries(LOCK.read_text())
    missing = names - set(locked)
    if missing:
        raise SystemExit(f"The lock does not hold {', '.join(sorted(missing))}; make it again.")
    sys.stdout.write("".join(locked[name] for name in sorted(names)))
