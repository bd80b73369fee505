"""Every question that can be put, by the word in its address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Question:
    """``code`` stands in the address. ``asks_nothing``: it is answered before anything was told."""

    code: str
    title: Promise
    lead: Promise
    form: type
    answer: Callable[[Any], Any]
    asks_nothing: bool = False


def questions() -> dict[str, Question]:
    """In the order in which they are listed."""
    from . import (
        amendments,
        both_states,
        comparison,
        convention,
        legal_basis,
        limitation,
        permits,
        serious_crime,
    )

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
