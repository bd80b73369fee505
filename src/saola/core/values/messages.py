"""Sentences that a person will read, kept untranslated until a face shows them.

``core`` knows no language. It says *what* is to be said, as a template and its parameters, and the faces
translate the template. ``gettext_noop`` marks the template so that the translators' tools find it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


def gettext_noop(text: str) -> str:
    """Mark ``text`` for translation and return it unchanged."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence: an English template with ``{names}`` and the values that fill them.

    A value may itself be a ``Message``; it is said first and then put in its place.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def in_words(self, translate: Any = gettext_noop) -> str:
        """The sentence in the language of ``translate``, a function from template to template."""
        said = {
            name: value.in_words(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return str(translate(self.template)).format(**said)

    def __str__(self) -> str:
        return self.in_words()

    def __hash__(self) -> int:
        return hash((self.template, tuple(sorted((name, str(value)) for name, value in self.values.items()))))

    def __reduce__(self) -> tuple[Any, ...]:
        return (Message, (self.template, dict(self.values)))

    def as_data(self) -> dict[str, Any]:
        """The message for storage: ``{"say": template, "with": {...}}``; ``from_data`` reads it back."""
        kept = {
            name: value.as_data() if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return {"say": self.template, "with": kept} if kept else {"say": self.template}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Message":
        """Read what ``as_data`` wrote."""
        values = {
            name: cls.from_data(value) if isinstance(value, Mapping) and "say" in value else value
            for name, value in data.get("with", {}).items()
        }
        return cls(data["say"], values)


def say(template: str, **values: Any) -> Message:
    """Shorthand: ``say(gettext_noop("Row {row} is blank."), row=7)``."""
    return Message(template, values)
