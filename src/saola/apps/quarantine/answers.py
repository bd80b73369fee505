"""What a reader answers, looked at before it is believed: it has met a stranger's file, and may speak for it."""

import re
from typing import Any

from saola.core.values import Message

from .child import ReaderStoppedError

_STRANGE = re.compile(r"\{(?![a-z_]+\})|(?<![a-z_])\}")
"""A place in a template that asks for more than a value by its name."""


def part_of(found: dict[str, Any], name: str, kind: type) -> Any:
    """The part ``name`` of an answer. Raises ``ReaderStoppedError`` when it is of another kind."""
    if not isinstance(found.get(name), kind):
        raise ReaderStoppedError("crash", "an answer of another shape")
    return found[name]


def message_of(data: Any) -> Message:
    """A sentence from the reader. Raises ``ReaderStoppedError`` for a template that is not one of ours."""
    if not isinstance(data, dict) or not isinstance(data.get("say"), str) or _STRANGE.search(data["say"]):
        raise ReaderStoppedError("crash", "a sentence of another shape")
    for value in data.get("with", {}).values():
        if isinstance(value, dict):
            message_of(value)
    return Message.from_data(data)
