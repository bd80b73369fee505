"""What is to come in the cases that somebody sees: hearings, and the time limits that run out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Case, Court, Hearing

LONGEST = 366
LINE = 75
"""Octets of a line of an iCalendar file (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that is to come. ``words`` may name people, ``plain`` never does."""

    at: datetime
    case: Case
    court: Court | None
    words: str
    plain: str
    room: str = ""
    is_limit: bool = False
    key: str = ""

    @property
    def is_late(self) -> bool:
        """Whether the time is past: a limit that was not kept, or a hearing of which nobody entered what became."""
        return self.at < timezone.now()


def coming(person: Any, *, days: int = 30, court: str = "", cases: Any = None) -> list[Coming]:
    """Hearings and time limits from today on for ``days`` days, and what is late already, in order of time.

    ``court``: the code of one court; limits have none and are then left out. ``cases``: instead of those that
    ``person`` sees.
    """
    start = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
    until = start + timedelta(days=min(max(days, 1), LONGEST))
    seen = Case.objects.visible_to(person) if cases is None else cases
    hearings = Hearing.objects.filter(
        case__in=seen.order_by().values("pk"), state=Hearing.State.PLANNED, at__lt=until
    )
    if court:
        hearings = hearings.filter(court__code=court)
    found = [_of_hearing(one) for one in hearings.select_related("case", "court")]
    if not court:
        due = seen.exclude(stage="closed").filter(next_due_at__lt=until).select_related("court")
        named = {(one.case.pk, one.at) for one in found}
        limits = (_of_limit(case) for case in due if (case.pk, case.next_due_at) not in named)
        found += [one for one in limits if one is not None]
    return sorted(found, key=lambda one: (one.at, one.case.number))


def _of_hearing(hearing: Hearing) -> Coming:
    kind = hearing.get_kind_display()
    return Coming(
        hearing.at, hearing.case, hearing.court, kind, kind, hearing.room, key=f"hearing-{hearing.pk}"
    )


def _of_limit(case: Case) -> Coming | None:
    if case.next_due_at is None:
        return None
    at, plain = case.next_due_at, _("Time limit")
    return Coming(at, case, None, case.next_due or plain, plain, is_limit=True, key=f"limit-{case.pk}")


def may_leave(found: Iterable[Coming]) -> list[Coming]:
    """What may stand in a file or on paper: not a case that must not go to a court or be passed on."""
    kept = {"H1", "H2", "H3"}
    return [one for one in found if not kept & set(one.case.handling.split())]


def by_court(found: Iterable[Coming]) -> list[tuple[str, list[Coming]]]:
    """The hearings under their courts, and after them the time limits."""
    groups: dict[str, list[Coming]] = {}
    for one in found:
        groups.setdefault(str(one.court) if one.court else "", []).append(one)
    return sorted(groups.items(), key=lambda pair: (pair[0] == "", pair[0]))


def as_ics(found: Iterable[Coming], made_at: datetime) -> str:
    """An iCalendar file (RFC 5545): numbers of cases, courts and rooms; no name and no word that somebody typed."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Saola//Court calendar//EN", "CALSCALE:GREGORIAN"]
    for one in found:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.case.number}-{one.key}@saola",
            f"DTSTAMP:{_instant(made_at)}",
            f"DTSTART:{_instant(one.at)}",
            f"SUMMARY:{_escaped(f'{one.case.number}: {one.plain}')}",
        ]
        if one.court is not None:
            where = ", ".join(part for part in (one.court.name, one.room, one.court.place_name) if part)
            lines.append(f"LOCATION:{_escaped(where)}")
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    """Parts of at most 75 octets, each after the first beginning with a space; no letter is cut in two."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LINE:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + width
    yield part
