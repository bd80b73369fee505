"""Binding a view to the permission it needs, where a test can read it back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from saola.apps.journal import actions as journal

from . import alerts, policy
from .roles import Permission

View = Callable[..., HttpResponse]


def needs(permission: Permission) -> Callable[[View], View]:
    """Open a view only to those whom the policy allows; for anyone else the page does not exist."""

    def bind(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            decision = policy.decide(request.user, permission)
            if not decision:
                note_denied(request.user, permission, decision.rule)
                raise Http404
            return view(request, *args, **kwargs)

        guarded.permission = permission
        return guarded

    return bind


def note_denied(person: Any, permission: Permission, rule: str) -> None:
    """Write down that a page was asked for that the policy does not open."""
    if getattr(person, "is_authenticated", False):
        with transaction.atomic():
            journal.write("access.denied", by=person, action=str(permission), outcome="denied", rule=rule)


def note_missed(person: Any, kind: str, key: str) -> None:
    """Write down that a record was asked for by name which is not there for this person.

    The same is written whether it does not exist or is hidden, so that the two take equally long.
    """
    with transaction.atomic():
        entry = journal.write("record.missed", by=person, record=f"{kind} {key}"[:100], outcome="denied")
        alerts.note_touch(person, kind, key, entry.seq)


def open_to_all(reason: str) -> Callable[[View], View]:
    """Mark a view that asks for no permission, with the reason why it does not."""

    def bind(view: View) -> View:
        view.open_because = reason
        return view

    return bind
