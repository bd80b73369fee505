"""Erasing a case for good: its rows, down to the last entry. The people in it are records of their own."""

from collections.abc import Iterator, Sequence

from django.db.models import Model

from .models import (
    Appeal,
    Case,
    CaseAgency,
    CaseLink,
    CaseSeizure,
    CaseWorker,
    Charge,
    Element,
    Event,
    Fact,
    HandOver,
    Hearing,
    Involvement,
    Sentence,
    Task,
)

OF_CASE = (
    CaseAgency,
    CaseWorker,
    CaseSeizure,
    CaseLink,
    Task,
    HandOver,
    Fact,
    Hearing,
    Appeal,
    Event,
    Charge,
    Involvement,
)
"""What hangs on a case, in an order in which nothing that is removed is still pointed at."""
OF_CHARGE = (Element, Sentence)


def parts(cases: Sequence[Case]) -> Iterator[Model]:
    """The rows of these cases in a fixed order."""
    yield from sorted(cases, key=lambda case: case.pk)
    for model in OF_CHARGE:
        yield from model._default_manager.filter(charge__case__in=cases).order_by("pk")
    for model in OF_CASE:
        yield from model._default_manager.filter(case__in=cases).order_by("pk")


def erase(cases: Sequence[Case]) -> None:
    """Remove these cases. Entries and hearings that go on from others, and sentences, go the newest first."""
    for row in Sentence.objects.filter(charge__case__in=cases).order_by("-pk"):
        row.delete()
    for model in OF_CASE:
        rows = model._default_manager.filter(case__in=cases)
        if model in (Hearing, Event, Appeal):
            for row in rows.order_by("-pk"):
                row.delete()
        else:
            rows.delete()
    Case.objects.filter(pk__in=[case.pk for case in cases]).delete()
