"""Reading the journal, and proving it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from saola.core.sealing import Break

from .events import CODES, EVENTS
from .first_format import walk
from .models import Entry


@dataclass(frozen=True, slots=True)
class Proof:
    """What a walk over the whole journal found."""

    entries: int
    breaks: tuple[Break, ...]
    head: str

    @property
    def holds(self) -> bool:
        return not self.breaks


def verify() -> Proof:
    """Recompute every digest from the first entry on."""
    breaks = tuple(walk(_links()))
    head = Entry.objects.order_by("-seq").values_list("digest", flat=True).first() or ""
    return Proof(Entry.objects.count(), breaks, head)


def _links() -> Iterator[tuple]:
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=2000):
        yield entry.seq, entry.previous, entry.digest, entry.content()


def sentence(entry: Entry) -> str:
    """The entry as a sentence in the reader's language."""
    kept = {**entry.detail, "actor": entry.actor}
    words = {name: _in_words(name, value) for name, value in kept.items()}
    return _(EVENTS[entry.event]).format_map(_Forgiving(words))


def _in_words(name: str, value: Any) -> Any:
    if value in (None, ""):
        return "–"
    known = CODES.get(name, {}).get(value) if isinstance(value, str) else None
    return _(known) if known else value


def event_words(event: str) -> str:
    """What an event is, without who and what: for choosing among them."""
    return _(EVENTS[event]).format_map(_Left())


class _Left(dict):
    def __missing__(self, name: str) -> str:
        return "…"


class _Forgiving(dict):
    """An old entry may lack a word that today's sentence has; the sentence is then shown with a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def history(record) -> list[Entry]:
    """All that happened to ``record``, newest first."""
    return list(Entry.objects.about(record._meta.label_lower, record.pk))
