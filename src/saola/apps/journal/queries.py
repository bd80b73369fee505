"""Reading the journal in words, and what stands in it about itself."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from . import beside, codes
from .events import EVENTS
from .models import Entry
from .verifying import Report, verify

__all__ = ["Report", "event_words", "frozen", "history", "sentence", "sentences", "verify"]


def frozen() -> Entry | None:
    """The failure since which nothing may be exchanged, handed to a court or purged; ``None`` when all may go on.

    A failed verification freezes; opening a new epoch, with a reason, ends it.
    """
    last = Entry.objects.filter(event__in=("journal.failed", "journal.epoch_opened")).order_by("-seq").first()
    return last if last is not None and last.event == "journal.failed" else None


def sentence(entry: Entry) -> str:
    """The entry as a sentence in the reader's language."""
    return sentences([entry])[0]


def sentences(entries: Sequence[Entry]) -> list[str]:
    """Each entry as a sentence; their words are read at once."""
    words = beside.words_beside(entries)
    return [_said(entry, words[entry.seq]) for entry in entries]


def _said(entry: Entry, beside_it: dict[str, Any]) -> str:
    kept = {"rule": entry.rule, **entry.said_with(beside_it), "actor": entry.actor}
    words = {name: codes.in_words(name, value) for name, value in kept.items()}
    return _(EVENTS[entry.event]).format_map(_Forgiving(words))


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
