"""Whether the daily round is made: when each of its parts was done last, and what is left of what it found."""

from datetime import timedelta

from django.utils import timezone

from saola.apps.evidence.models import SealedFile
from saola.apps.journal import queries
from saola.apps.journal.models import Entry
from saola.core.values import Message, gettext_noop, say

from ..checking import Check, Condition, State

EVERY = timedelta(days=2)
"""A round a day, and a night in which the node was off."""


def _last(code: str, event: str, done: str, never: str, command: str) -> Condition:
    at = Entry.objects.filter(event=event).order_by("-seq").values_list("at", flat=True).first()
    said = say(done, at=f"{timezone.localtime(at):%Y-%m-%d %H:%M}") if at else say(never)
    if at is not None and timezone.now() - at < EVERY:
        return Condition(code, State.SAFE, said)
    return Condition(code, State.WARN, said, _then(command))


def _then(command: str) -> Message:
    return say(
        gettext_noop("saola work makes the round once a day: keep it running, or run {command}."),
        command=command,
    )


def watched() -> Condition:
    return _last(
        "watched",
        "misuse.watched",
        gettext_noop("What people looked at was last gone through on {at}."),
        gettext_noop("What people looked at was never gone through."),
        "saola journal watch",
    )


def proved() -> Condition:
    if queries.frozen() is not None:
        return Condition(
            "proved",
            State.UNSAFE,
            say(gettext_noop("The journal does not hold.")),
            say(gettext_noop("Keep this node as it is and call your security officer.")),
        )
    return _last(
        "proved",
        "journal.verified",
        gettext_noop("The journal was last proved on {at}."),
        gettext_noop("The journal was never proved."),
        "saola journal verify",
    )


def rehashed() -> Condition:
    if altered := SealedFile.objects.filter(is_sound=False).values("sha256").distinct().count():
        return Condition(
            "rehashed",
            State.UNSAFE,
            say(gettext_noop("{count} sealed files are not what was sealed."), count=altered),
            say(
                gettext_noop(
                    "saola evidence rehash --all names them. Bring them back from a backup, and run it again."
                )
            ),
        )
    return _last(
        "rehashed",
        "evidence.rehashed",
        gettext_noop("Sealed files were last hashed again on {at}."),
        gettext_noop("Sealed files were never hashed again."),
        "saola evidence rehash",
    )


CHECKS: tuple[Check, ...] = (watched, proved, rehashed)
