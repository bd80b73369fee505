"""Every question that can be put, by the word in its address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Question:
    """``code`` stands in the address. ``is_ready`` says whether what was told is enough to answer at once."""

    code: str
    title: Promise
    lead: Promise
    form: type
    answer: Callable[[Any], Any]


def questions() -> dict[str, Question]:
    """In the order in which they are listed."""
    from . import amendments, both_states, comparison, convention, legal_basis, limitation, permits, serious_crime

    modules = (
        serious_crime,
        convention,
        both_states,
        legal_basis,
        limitation,
        permits,
        comparison,
        amendments,
    )
    return {module.QUESTION.code: module.QUESTION for module in modules}
