"""What waits for somebody in the cases they work on, as their home page lists it: counted, with where it is done."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.core.casework import HandoverState, Stage

from ..models import Case, HandOver, Involvement, Task

SOON = timedelta(days=7)
MOST_TASKS = 5


def for_person(person: Any) -> Iterator[dict[str, str]]:
    """``label``, ``url``, ``note``, ``kind`` of each, the most pressing first."""
    yield from _due(person)
    if policy.decide(person, Permission.CASES_WRITE):
        yield from _hand_overs(person)
        yield from _tasks(person)
        yield from _categories(person)


def _due(person: Any) -> Iterator[dict[str, str]]:
    now = timezone.now()
    mine = Case.objects.visible_to(person).worked_on_by(person)
    url = reverse("cases:list")
    if many := mine.filter(next_due_at__lt=now).count():
        label = ngettext(
            "A time limit is over in {many} case you work on",
            "A time limit is over in {many} cases you work on",
            many,
        ).format(many=formats.number_format(many))
        yield _task(label, f"{url}?mine=1&due=late&sort=due", _("overdue"), "danger")
    if many := mine.filter(next_due_at__gte=now, next_due_at__lt=now + SOON).count():
        label = ngettext(
            "Something is due within a week in {many} case you work on",
            "Something is due within a week in {many} cases you work on",
            many,
        ).format(many=formats.number_format(many))
        yield _task(label, f"{url}?mine=1&due=7&sort=due", "", "clock")


def _hand_overs(person: Any) -> Iterator[dict[str, str]]:
    if not person.agency_id:
        return
    seen = Case.objects.visible_to(person).order_by()
    asked = HandOver.objects.filter(
        state=HandoverState.PROPOSED, receiver=person.agency_id, case__in=seen
    ).select_related("case", "giver")
    for hand in asked[:MOST_TASKS]:
        label = _("{agency} would hand the case {number} over to you: decide").format(
            agency=hand.giver, number=hand.case.number
        )
        yield _task(label, reverse("cases:hand-over", args=[hand.case.number]), "", "clock")


def _tasks(person: Any) -> Iterator[dict[str, str]]:
    """Their own, those with a day first."""
    seen = Case.objects.visible_to(person).worked_on_by(person).order_by()
    own = Task.objects.filter(owner=person, state=Task.State.OPEN, due_on__isnull=False, case__in=seen)
    today = timezone.localdate()
    for task in own.select_related("case").order_by("due_on", "pk")[:MOST_TASKS]:
        url = f"{reverse('cases:case', args=[task.case.number])}#tasks"
        yield _task(f"{task.case.number}: {task.words}", url, *_note(task.due_on, today))


def _note(due_on: date, today: date) -> tuple[str, str]:
    days = (due_on - today).days
    if days < 0:
        return ngettext("{days} day late", "{days} days late", -days).format(days=-days), "danger"
    return ngettext("{days} day left", "{days} days left", days).format(days=days), "clock"


def _categories(person: Any) -> Iterator[dict[str, str]]:
    """People of whom it is still not known what they are to the law, thirty days on."""
    seen = Case.objects.visible_to(person).worked_on_by(person).exclude(stage=Stage.CLOSED).order_by()
    late = Involvement.objects.filter(case__in=seen, review_on__lt=timezone.localdate())
    for one in late.select_related("case", "party").order_by("review_on")[:MOST_TASKS]:
        label = _("Say what {number} is to the case {case}: it was not known").format(
            number=one.party.number, case=one.case.number
        )
        url = reverse("cases:person", args=[one.case.number, one.pk])
        yield _task(label, url, _("overdue"), "clock")


def _task(label: str, url: str, note: str = "", kind: str = "quiet") -> dict[str, str]:
    return {"label": label, "url": url, "note": note, "kind": kind}
