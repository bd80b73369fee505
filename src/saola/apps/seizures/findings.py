"""What checking a file found, gathered while its rows pass: kinds of problem, words not understood, likenesses."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from saola.core.intake import Likeness, RowProblem

from .drafts import IncidentDraft
from .passes import PassedRow
from .settling import Settler

WORDS_KEPT = 2_000
PAIRS_SHOWN = 200

_LISTS = {"unit2": "unit"}
"""Fields whose words are looked up under another name."""


@dataclass(slots=True)
class Findings:
    """Count rows with ``see`` and the names of drafts with ``see_names``; ``as_data`` is the whole."""

    kinds: Counter[tuple[str, bool]] = field(default_factory=Counter)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: int = 0
    with_warning: int = 0

    def see(self, row: PassedRow) -> None:
        """Count what is wrong with a row."""
        problems = (*row.reading.errors, *row.reading.warnings)
        if not problems:
            return
        if row.reading.errors:
            self.refused += 1
        else:
            self.with_warning += 1
        for code, is_error in {(problem.fault.code, problem.is_error) for problem in problems}:
            self.kinds[code, is_error] += 1
        for problem in problems:
            if word := _word_not_understood(problem):
                self._count_word(*word)

    def see_names(self, draft: IncidentDraft, settler: Settler) -> None:
        """Count the names of a draft that stand for no taxon, or for several."""
        for part in draft.specimens:
            written = part.scientific_name or part.common_name
            if written and settler.name(part.scientific_name, part.common_name).taxon_id is None:
                key = "scientific_name" if part.scientific_name else "common_name"
                self._count_word(key, written)

    def _count_word(self, key: str, word: str) -> None:
        if (key, word) in self.words or len(self.words) < WORDS_KEPT:
            self.words[key, word] += 1

    def as_data(self, likely: list[Likeness]) -> dict[str, Any]:
        """Plain data for ``files.Summary``; the most frequent first."""
        return {
            "refused": self.refused,
            "with_warning": self.with_warning,
            "kinds": [
                {"code": code, "is_error": is_error, "rows": rows}
                for (code, is_error), rows in self.kinds.most_common()
            ],
            "words": [
                {"field": key, "word": word, "rows": rows} for (key, word), rows in self.words.most_common()
            ],
            "pair_count": len(likely),
            "pairs": [likeness_data(likeness) for likeness in likely[:PAIRS_SHOWN]],
        }


def _word_not_understood(problem: RowProblem) -> tuple[str, str] | None:
    """The field and the words that a profile could give a meaning to."""
    key = _LISTS.get(problem.field, problem.field)
    if problem.fault.code == "unknown-word":
        return key, problem.found.strip()
    if problem.fault.code == "unknown-country":
        return "country", problem.found.strip()
    if problem.fault.code == "words-behind-number":
        return "unit", str(problem.fault.what.values["words"])
    return None


def likeness_data(likeness: Likeness) -> dict[str, Any]:
    """A probable pair with the parts of its sum, as plain data."""
    return {
        "one": likeness.one,
        "other": likeness.other,
        "score": likeness.score,
        "parts": parts_data(likeness),
    }


def parts_data(likeness: Likeness) -> list[dict[str, Any]]:
    return [
        {"name": part.name, "points": part.points, "text": part.text.as_data()} for part in likeness.parts
    ]
