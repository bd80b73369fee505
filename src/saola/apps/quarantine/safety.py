"""What of the fence around readers of files holds on this machine: not what was asked for, but what a reader met."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from .child import Child, ReaderStoppedError

WANTED = ("user", "network", "limits", "files", "calls")


@dataclass(frozen=True, slots=True)
class Fenced:
    """``missing``: parts of the fence that this kernel does not give. ``done``: what a reader could do after all
    when it tried to reach files, the network, programs and other processes; empty is well."""

    missing: tuple[str, ...]
    done: tuple[str, ...]

    @property
    def is_shut(self) -> bool:
        return not self.done


def try_out() -> Fenced:
    """Send a reader to try everything it must not do. Raises ``ReaderStoppedError`` where none can be started."""
    with tempfile.NamedTemporaryFile(prefix="saola-trial-") as file, Child("trial", b"") as child:
        Path(file.name).chmod(0o644)
        found = child.ask({"read": file.name})
        if not isinstance(found, dict) or not isinstance(found.get("done"), list):
            raise ReaderStoppedError("crash", "an answer of another shape")
        missing = tuple(part for part in WANTED if part not in child.holding)
        return Fenced(missing, tuple(map(str, found["done"])))
