"""Breaking the glass: what must be said, how long it lasts, and who looks at it afterwards."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from saola.core.values import Message, gettext_noop, say

LASTS = timedelta(minutes=60)
REVIEWED_WITHIN = timedelta(hours=24)
LOCKED_AFTER = timedelta(hours=72)
SHORTEST_REASON = 30
THREATS = ("life", "flight", "destruction")


def refuse_opening(threat: str, reason: str, unreviewed: Sequence[datetime], now: datetime) -> Message | None:
    """Why the glass may not be broken; ``unreviewed`` are the instants of one's own emergencies nobody reviewed."""
    if threat not in THREATS:
        return say(gettext_noop("Name the threat: a life, a flight, or the destruction of evidence."))
    if len(" ".join(reason.split())) < SHORTEST_REASON:
        return say(
            gettext_noop("Say what is happening in {least} characters or more; the reviewer reads it."),
            least=SHORTEST_REASON,
        )
    if any(now - opened >= LOCKED_AFTER for opened in unreviewed):
        return say(
            gettext_noop(
                "An emergency access of yours was not reviewed within three days, so no other is given. Ask for the review."
            )
        )
    return None


def refuse_reviewer(person: tuple[str, str, str], reviewer: tuple[str, str, str]) -> Message | None:
    """Why ``reviewer`` may not review an emergency of ``person``; both as name, agency and unit."""
    if person[0] == reviewer[0]:
        return say(gettext_noop("Nobody reviews what they did themselves."))
    if person[1:] == reviewer[1:]:
        return say(gettext_noop("The review is for somebody outside the unit."))
    return None
