"""Whether somebody keeps watch: backups, drills, a second administrator, the clock."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from saola.apps.accounts.models import Person
from saola.apps.accounts.roles import ROLES, Permission
from saola.apps.journal.models import Entry
from saola.core.values import gettext_noop, say

from ..backup import drill as drills
from ..checking import Check, Condition, State

DRILL_EVERY = timedelta(days=35)
"""A drill a month, with a few days of grace."""
BACKUP_EVERY = timedelta(days=2)
CLOCK_GRACE = timedelta(minutes=5)


def recipient() -> Condition:
    if settings.BACKUP_RECIPIENT:
        return Condition(
            "recipient", State.SAFE, say(gettext_noop("Backups are encrypted to an offline key."))
        )
    return Condition(
        "recipient",
        State.UNSAFE,
        say(gettext_noop("Nobody is named for whom to encrypt backups, so none is taken.")),
        say(
            gettext_noop(
                "Run saola backup-identity on a medium that leaves this machine, and set SAOLA_BACKUP_RECIPIENT."
            )
        ),
    )


def backup() -> Condition:
    last = Entry.objects.filter(event="backup.taken").order_by("-seq").values_list("at", flat=True).first()
    if last is not None and timezone.now() - last < BACKUP_EVERY:
        return Condition(
            "backup", State.SAFE, say(gettext_noop("The last backup was taken on {day}."), day=last.date())
        )
    then = say(gettext_noop("Run saola backup OUT, every night by the timer of docs/guide/deploy.md."))
    if last is None:
        return Condition("backup", State.UNSAFE, say(gettext_noop("No backup was ever taken.")), then)
    return Condition(
        "backup",
        State.UNSAFE,
        say(gettext_noop("The last backup was taken on {day}."), day=last.date()),
        then,
    )


def drill() -> Condition:
    """The age of the last good drill, not of the last backup: a backup nobody restored proves nothing."""
    good = drills.last_good()
    then = say(gettext_noop("Run saola drill OUT --identity FILE, with the offline key, once a month."))
    if good is None:
        return Condition(
            "drill", State.UNSAFE, say(gettext_noop("No backup was ever proved by a drill.")), then
        )
    at = datetime.fromisoformat(good.at)
    said = say(gettext_noop("The last good drill was on {day}."), day=at.date())
    newest = next(drills.results())
    if not newest.is_good:
        said = say(
            gettext_noop("The newest drill failed: {fault} The last good one was on {day}."),
            fault=newest.fault,
            day=at.date(),
        )
        return Condition("drill", State.UNSAFE, said, then)
    return Condition("drill", State.SAFE if timezone.now() - at < DRILL_EVERY else State.UNSAFE, said, then)


def administrators() -> Condition:
    roles = [role.code for role in ROLES.values() if Permission.PEOPLE_MANAGE in role.permissions]
    count = Person.objects.filter(is_active=True, role__in=roles).count()
    if count > 1:
        return Condition(
            "administrators", State.SAFE, say(gettext_noop("{count} people keep the accounts."), count=count)
        )
    return Condition(
        "administrators",
        State.WARN,
        say(
            gettext_noop(
                "Fewer than two people keep the accounts: when one is away nobody can close an account."
            )
        ),
        say(gettext_noop("Give a second person a role that keeps accounts.")),
    )


def clock() -> Condition:
    last = Entry.objects.order_by("-seq").values_list("at", flat=True).first()
    if last is None or last - timezone.now() < CLOCK_GRACE:
        return Condition("clock", State.SAFE, say(gettext_noop("The clock does not contradict the journal.")))
    return Condition(
        "clock",
        State.UNSAFE,
        say(
            gettext_noop(
                "The clock is behind the newest entry of the journal, so it was set back or was wrong before."
            )
        ),
        say(gettext_noop("Set the clock; keep it by a time server of your own network.")),
    )


CHECKS: tuple[Check, ...] = (recipient, backup, drill, administrators, clock)
