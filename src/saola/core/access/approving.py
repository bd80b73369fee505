"""Who may be the second person, and when an approval is still good."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from saola.core.values import Message, gettext_noop, say

from .actors import Actor
from .words import ActClass

LIFE = timedelta(hours=24)
"""How long an approval, asked for or given, is good."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an approval cannot be given or used."""

    rule: str
    why: Message


def refuse_approver(act_class: ActClass, asker: Actor, approver: Actor) -> Refusal | None:
    """Why ``approver`` may not be the second person of ``asker``; ``None`` when they may."""
    if asker.name == approver.name:
        return Refusal(
            "approver-is-asker", say(gettext_noop("Nobody approves what they asked for themselves."))
        )
    if act_class is not ActClass.A:
        return None
    if not asker.agency or not approver.agency or asker.agency == approver.agency:
        return Refusal(
            "approver-of-same-agency",
            say(gettext_noop("For this act the second person must be of another agency.")),
        )
    if asker.unit and asker.unit == approver.unit:
        return Refusal(
            "approver-of-same-unit",
            say(gettext_noop("For this act the second person must be of another unit.")),
        )
    return None


def refuse_use(
    *, state: str, asked_by: str, user: str, digest: str, wanted: str, expires_at: datetime, now: datetime
) -> Refusal | None:
    """Why an approval over ``digest`` does not cover the act over ``wanted`` by ``user`` at ``now``."""
    if state == "spent":
        return Refusal("approval-spent", say(gettext_noop("The approval was used already; it is good once.")))
    if state != "approved":
        return Refusal("approval-not-given", say(gettext_noop("Nobody approved it.")))
    if asked_by != user:
        return Refusal(
            "approval-of-somebody-else", say(gettext_noop("Somebody else asked for the approval."))
        )
    if digest != wanted:
        return Refusal(
            "approval-of-other-content", say(gettext_noop("What was approved is not what is to be done now."))
        )
    if now >= expires_at:
        return Refusal("approval-ran-out", say(gettext_noop("The approval ran out; ask again.")))
    return None
