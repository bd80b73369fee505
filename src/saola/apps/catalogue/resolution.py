"""Resolution 2013/40 as the library knows it: what each paragraph asks, and which rooms show that it is done."""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.utils.translation import get_language

from saola.core.values import Mark, Source

from . import library


@dataclass(frozen=True, slots=True)
class Proof:
    """The ``records`` of one ``room`` that show a paragraph, and the question put to them, by language."""

    room: str
    records: tuple[str, ...]
    questions: dict[str, str]

    @property
    def asks(self) -> str:
        return _in_the_readers_language(self.questions)

    @property
    def comes_later(self) -> bool:
        """Whether the room is not part of this installation yet."""
        return not apps.is_installed(f"saola.apps.{self.room}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One operative paragraph in our own words, by language: short (``labels``) and whole (``texts``).

    ``verb`` is that of the text, in English; ``of`` is whom it asks.
    """

    number: int
    verb: str
    of: str
    labels: dict[str, str]
    texts: dict[str, str]
    proofs: tuple[Proof, ...]
    source: Source

    @property
    def label(self) -> str:
        return _in_the_readers_language(self.labels)

    @property
    def wants(self) -> str:
        return _in_the_readers_language(self.texts)

    @property
    def comes_later(self) -> bool:
        """Whether none of its rooms is there yet."""
        return all(proof.comes_later for proof in self.proofs)


def _in_the_readers_language(said: dict[str, str]) -> str:
    """What was said in the language of the reader, else in English."""
    return said.get((get_language() or "en").partition("-")[0], said["en"])


@cache
def paragraphs() -> tuple[Paragraph, ...]:
    """The fifteen operative paragraphs in order."""
    content = library.read("resolution.yaml")
    return tuple(_paragraph(entry, content["sources"]) for entry in content["paragraphs"])


def _paragraph(entry: dict, sources: dict) -> Paragraph:
    cited = sources[entry["source"]]
    return Paragraph(
        number=entry["number"],
        verb=entry["verb"],
        of=entry["of"],
        labels=entry["label"],
        texts=entry["wants"],
        proofs=tuple(Proof(one["room"], tuple(one["records"]), one["asks"]) for one in entry["shown_by"]),
        source=Source(cited["title"], f"paragraph {entry['number']}", Mark(entry["mark"])),
    )
