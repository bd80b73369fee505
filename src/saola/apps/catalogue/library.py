"""The knowledge library: dated, cited YAML that comes with Saola. Read here, nowhere else."""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class KnowledgeError(ValueError):
    """A knowledge file cannot be read; the message names the file and the place."""


def knowledge_files(folder: str) -> Iterator[Traversable]:
    """Every YAML file below ``folder`` of the library, in order of name."""
    yield from _walk(file(folder))


def _walk(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.name.endswith(".yaml"):
            yield entry


def file(path: str) -> Traversable:
    """The file ``path`` of the library, whatever it holds."""
    return resources.files("saola") / "knowledge" / path


@cache
def read(path: str) -> dict[str, Any]:
    """The file ``path`` of the library, such as ``vocabularies/terms.yaml``."""
    return parse(file(path))


def head(source: Traversable) -> dict[str, Any]:
    """What a species file says of itself, before its taxa: a fraction of the work of reading it whole."""
    return _loaded(source.read_text(encoding="utf-8").partition("\ntaxa:")[0], source)


def parse(source: Traversable) -> dict[str, Any]:
    """The content of one file. Raises ``KnowledgeError`` when it is not YAML."""
    return _loaded(source.read_bytes(), source)


def _loaded(text: str | bytes, source: Traversable) -> dict[str, Any]:
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{source.name} cannot be read: {error}") from error
