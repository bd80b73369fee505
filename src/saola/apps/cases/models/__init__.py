"""What is kept of cases."""

from .cases import Case, CaseAgency, CaseLink, CaseSeizure, CaseWorker
from .court import Appeal, Charge, Element, GuidelineRange, Hearing, Sentence
from .courts import Court
from .work import Event, Fact, HandOver, Involvement, Task

__all__ = [
    "Appeal",
    "Case",
    "CaseAgency",
    "CaseLink",
    "CaseSeizure",
    "CaseWorker",
    "Charge",
    "Court",
    "Element",
    "Event",
    "Fact",
    "GuidelineRange",
    "HandOver",
    "Hearing",
    "Involvement",
    "Sentence",
    "Task",
]
