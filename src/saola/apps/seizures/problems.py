"""The faulty rows of a file, as a file to send back: their cells, and in plain words what is wrong."""

import csv
from collections.abc import Iterator
from typing import Any, TextIO

from django.utils.translation import gettext as _

from saola.core.values import Message

from . import files
from .models import Batch
from .reading import open_batch

# A spreadsheet program runs a cell that begins so; a quote before it makes it text again.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "'")


def safe(cell: str) -> str:
    """``cell`` so that no spreadsheet program takes it for a formula."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell


def write_csv(batch: Batch, file: TextIO) -> int:
    """Write the faulty rows of a checked or recorded batch; return how many."""
    with open_batch(batch) as opened:
        headers = list(opened.table.headers)
    writer, count = csv.writer(file), 0
    writer.writerow([_("Row"), _("What became of it"), _("What is wrong"), *map(safe, headers)])
    for count, problem in enumerate(files.Problems(batch), 1):  # noqa: B007
        outcome = _("refused") if problem["is_refused"] else _("recorded")
        writer.writerow([problem["row"], outcome, safe(in_words(problem)), *map(safe, problem["cells"])])
    return count


def in_words(problem: dict[str, Any]) -> str:
    """Everything that is wrong with a row, in the reader's language, a line each."""
    return "\n".join(sentences(problem))


def sentences(problem: dict[str, Any]) -> Iterator[str]:
    for each in problem["problems"]:
        yield Message.from_data(each["message"]).in_words(_)
