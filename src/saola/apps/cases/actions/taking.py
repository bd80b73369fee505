"""How every act on a case begins and ends: taken by one at a time, allowed, and counted as a change."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.core.casework import CaseRefusal, Stage
from saola.core.values import gettext_noop, say

from ..models import Case
from ..queries import clocks


class ChangedMeanwhileError(RuntimeError):
    """Somebody else changed the record after it was opened; both changes are shown to decide."""


def take(
    case: Case,
    by: Any,
    permission: Permission = Permission.CASES_WRITE,
    *,
    seen: int | None = None,
    may_be_closed: bool = False,
) -> None:
    """Read ``case`` anew and keep others from changing it until the transaction ends.

    Raises ``PermissionDenied``; ``ChangedMeanwhileError`` where its version is not the one that ``by`` had ``seen``;
    and ``CaseRefusal`` for a closed case, unless the act may be done to one.
    """
    case.refresh_from_db(from_queryset=Case.objects.select_for_update(of=("self",)).select_related("lead"))
    policy.require(by, permission, case, {"purpose": case.number})
    if seen is not None and seen != case.version:
        raise ChangedMeanwhileError(case.number)
    if case.stage == Stage.CLOSED and not may_be_closed:
        words = gettext_noop("The case is closed, and nothing was changed. Reopen it first.")
        raise CaseRefusal(say(words))


def give_back(case: Case, **fields: Any) -> None:
    """Keep ``fields``, count the change, and work out again what lists show of the case."""
    Case.objects.filter(pk=case.pk).update(**fields, version=F("version") + 1)
    for name, value in fields.items():
        setattr(case, name, value)
    case.version += 1
    clocks.refresh(case)


def entered_at(at: datetime | None) -> datetime:
    """``at``, for what is brought over from another register, or now; never later than now."""
    now = timezone.now()
    return min(at or now, now)
