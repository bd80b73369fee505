"""What is to be done in a case."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from saola.apps.accounts.models import Person
from saola.apps.journal import actions as journal
from saola.core.casework import CaseRefusal
from saola.core.values import gettext_noop, say

from ..models import Case, Task
from .taking import entered_at, give_back, take


@transaction.atomic
def add(
    case: Case,
    words: str,
    *,
    by: Any,
    owner: Person | None = None,
    due_on: date | None = None,
    at: datetime | None = None,
) -> Task:
    """Add something to be done. Raises ``CaseRefusal`` without words and for an owner who is not on the team."""
    take(case, by)
    if not words.strip():
        raise CaseRefusal(say(gettext_noop("Say what is to be done.")))
    if owner is not None and not case.workers.filter(person=owner, until_at=None).exists():
        text = gettext_noop("{name} is not on the team of the case. Put them on it first.")
        raise CaseRefusal(say(text, name=owner.full_name))
    task = Task.objects.create(
        case=case, words=words.strip()[:300], owner=owner, due_on=due_on, added_at=entered_at(at), added_by=by
    )
    journal.write("case.task_added", by=by, about=case)
    give_back(case)
    return task


def end(task: Task, outcome: str, *, by: Any, at: datetime | None = None) -> Task:
    """Say that it is done, and what came of it."""
    return _end(task, Task.State.DONE, outcome, by, at)


def drop(task: Task, reason: str, *, by: Any, at: datetime | None = None) -> Task:
    """Say that it will not be done, and why. Raises ``CaseRefusal`` without a reason."""
    if not reason.strip():
        raise CaseRefusal(say(gettext_noop("Say why the task is dropped.")))
    return _end(task, Task.State.DROPPED, reason, by, at)


@transaction.atomic
def _end(task: Task, state: Task.State, outcome: str, by: Any, at: datetime | None) -> Task:
    case = task.case
    take(case, by, may_be_closed=True)
    fields = {"state": state, "outcome": outcome.strip(), "ended_at": entered_at(at), "ended_by": by}
    if not Task.objects.filter(pk=task.pk, state=Task.State.OPEN).update(**fields):
        raise CaseRefusal(say(gettext_noop("Somebody ended this task already; nothing was changed.")))
    for name, value in fields.items():
        setattr(task, name, value)
    journal.write("case.task_ended", by=by, about=case, state=state)
    give_back(case)
    return task
