"""What every kept field is (public, personal, secret) and how every record changes, as ``declarations.yaml`` says."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("declarations.yaml")


@dataclass(frozen=True, slots=True)
class Declared:
    """One record: ``changes`` is ``mutable``, ``append-only`` or ``frozen``; each field stands in one of the sets."""

    changes: str
    public: frozenset[str]
    personal: frozenset[str]
    secret: frozenset[str]

    @property
    def fields(self) -> frozenset[str]:
        return self.public | self.personal | self.secret


@cache
def declarations() -> dict[str, Declared]:
    """By label of the model (``seizures.Incident``)."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        label: Declared(
            said["changes"],
            *(frozenset(said.get(kind, ())) for kind in ("public", "personal", "secret")),
        )
        for label, said in read.items()
    }
