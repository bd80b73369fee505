"""Acts of the terminal that need a second person: the first run asks, the second person decides on the pages, and
the next run with the same words does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .speaking import refuse


def named(name: str) -> Any:
    """The person who asks. Leaves with 1 when nobody signs in by this name."""
    from saola.apps.accounts.models import Person

    person = Person.objects.select_related("agency").filter(name=name, is_active=True).first()
    if person is None:
        refuse(f"Nobody signs in as {name}. Nothing was done.")
    return person


@contextmanager
def approved(action: str, parameters: dict[str, Any], *, by: Any, reason: str) -> Iterator[None]:
    """Do what stands inside in one transaction with the approval that it uses up.

    Without one that is good, nothing stays done: a second person is asked, and the command leaves with 1.
    """
    from django.db import transaction

    from saola.apps.accounts import approvals

    try:
        with transaction.atomic():
            yield
            approvals.spend(action, parameters, by=by)
    except approvals.NeedsApprovalError as error:
        approvals.note_refusal(error.refusal, action, by=by)
        asked(error, by=by, reason=reason)


def asked(error: Any, *, by: Any, reason: str) -> None:
    """Ask for the approval that was missing, and leave with 1."""
    from saola.apps.accounts import approvals

    approval = approvals.ask(error.action, error.parameters, by=by, reason=reason)
    refuse(
        f"{approvals.sentence(error.action, error.parameters)} Nothing was done: {error.refusal.why} "
        f"They find it under Access, Approvals, until {approval.expires_at:%d %B, %H:%M} UTC. "
        "Then run the same command again."
    )
