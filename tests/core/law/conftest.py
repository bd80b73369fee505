"""The law of the library, read once."""

from pathlib import Path

import pytest
import yaml

from saola.core.law import LawBook, read_law
from saola.core.law.reading.treaties import read_treaties

KNOWLEDGE = Path(__file__).parents[3] / "src" / "saola" / "knowledge"


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@pytest.fixture(scope="session")
def library() -> LawBook:
    return LawBook(tuple(read_law(load(path)) for path in sorted((KNOWLEDGE / "law").glob("*.yaml"))))


@pytest.fixture(scope="session")
def treaties():
    names = ("treaties", "treaty_declarations", "cooperation_treaties")
    return read_treaties(*(load(KNOWLEDGE / f"{name}.yaml") for name in names))
