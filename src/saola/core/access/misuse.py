"""Twelve patterns of misuse, each a function over one person's day. A sign accuses nobody: it asks to be looked at.

The thresholds are our choice, set so that ordinary work stays quiet; ``tests/core/access`` measures both sides.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from statistics import median

from saola.core.values import gettext_noop, say

from .emergencies import REVIEWED_WITHIN
from .watching import Day, Kind, Look, Sign

HISTORY = timedelta(days=30)
NIGHT = (22, 5)  # from this hour to that one
_NUMBER = re.compile(r"(.*?)(\d+)$")

PATTERNS = {
    "no-case": gettext_noop("Records opened without a case."),
    "known-name": gettext_noop("A search for oneself or a colleague."),
    "off-shift": gettext_noop("Work at night by somebody who works by day."),
    "volume": gettext_noop("Far more look-ups than usual."),
    "in-sequence": gettext_noop("Records tried number by number."),
    "before-failure": gettext_noop("A look-up shortly before an operation failed."),
    "decoy": gettext_noop("A record that nobody has reason to open."),
    "denials": gettext_noop("Refused again and again."),
    "export-burst": gettext_noop("Exports one after another, or a very large one."),
    "unreviewed-emergency": gettext_noop("An emergency access that nobody reviewed."),
    "leaving": gettext_noop("More look-ups than usual around a change of role or before leaving."),
    "others-lists": gettext_noop("Tries at records on lists of others."),
    "emergency": gettext_noop("The glass was broken."),
    "reset-alone": gettext_noop("Second factors taken away without a second person."),
}
"""What each pattern is; the last two are raised at once when it happens, the others by the pass over the journal."""


def signs(day: Day) -> Iterator[Sign]:
    """Every pattern found in the day."""
    for pattern in _PATTERNS:
        if (sign := pattern(day)) is not None:
            yield sign


def no_case(day: Day) -> Sign | None:
    """Five records held close opened in a day without a case."""
    loose = [look for look in _opened_close(day.looks) if not look.has_case]
    if len(loose) < 5:
        return None
    return _sign("no-case", gettext_noop("Opened {many} records held close without naming a case."), loose)


def known_name(day: Day) -> Sign | None:
    """A search for one's own name or that of somebody one works with."""
    names = [(name, _parts(name)) for name in (day.person.full_name, *day.person.colleagues)]
    for look in day.looks:
        if look.kind is Kind.SEARCHED:
            said = set(_parts(look.words))
            for name, parts in names:
                if parts and (set(parts) <= said or (len(said) == 1 and said == {parts[-1]})):
                    return _sign("known-name", gettext_noop("Searched for {name}."), [look], name=name)
    return None


def off_shift(day: Day) -> Sign | None:
    """Three acts at night by somebody who worked at night on fewer than three of the days before."""
    at_night = [look for look in day.looks if _is_night(look)]
    nights = sum(any(map(_is_night, looks)) for looks in day.past.values())
    if len(at_night) < 3 or nights >= 3 or len(day.past) < 5:
        return None
    return _sign("off-shift", gettext_noop("Worked {many} times at night, which is unusual."), at_night)


def volume(day: Day) -> Sign | None:
    """More than three times one's own median of the days before: twenty held close at least, or sixty in all."""
    opened, usual = _opened_close(day.looks), _usual(day)
    if len(opened) >= 20 and len(day.past) >= 5 and len(opened) > 3 * usual:
        return _sign("volume", gettext_noop("Opened {many} records; {usual} are usual."), opened, usual=usual)
    read, usual = _read(day, day.now.date()), _usually_read(day)
    if read >= 60 and len(_worked(day)) >= 5 and read > 3 * usual:
        words = gettext_noop("Read {many} records in all; {usual} are usual.")
        return _sign("volume", words, _opened(day.looks), many=read, usual=usual)
    return None


def in_sequence(day: Day) -> Sign | None:
    """Eight numbers one after another within an hour, there or not; other work in between hides nothing.

    Eight that everyone may open are a shelf being counted, not a search.
    """
    runs: dict[tuple[str, int], list[Look]] = {}
    for look in day.looks:
        number = _NUMBER.match(look.record) if look.kind in (Kind.OPENED, Kind.MISSED) else None
        if number is None:
            continue
        series, at = number[1], int(number[2])
        before = runs.pop((series, at - 1), [])
        run = [each for each in before if look.at - each.at <= timedelta(hours=1)] + [look]
        if len(run) >= 8 and any(each.is_close for each in run[-8:]):
            return _sign("in-sequence", gettext_noop("Tried {many} numbers one after another."), run)
        if len(run) > len(runs.get((series, at), ())):
            runs[series, at] = run
    return None


def before_failure(day: Day) -> Sign | None:
    """A record of an operation opened without a case in the three days before it failed."""
    for failure in day.failures:
        for look in (look for looks in (*day.past.values(), day.looks) for look in looks):
            is_close = timedelta(0) <= failure.at - look.at <= timedelta(days=3)
            if look.record in failure.records and is_close and not look.has_case:
                return _sign(
                    "before-failure",
                    gettext_noop("Looked up {record} shortly before its operation failed."),
                    [look],
                    record=look.record,
                )
    return None


def decoy(day: Day) -> Sign | None:
    """A decoy touched: opened, or asked for by its number."""
    touched = [look for look in day.looks if look.record in day.decoys]
    if not touched:
        return None
    return _sign("decoy", gettext_noop("Touched the decoy {record}."), touched, record=touched[0].record)


def denials(day: Day) -> Sign | None:
    """Six refusals within an hour."""
    refused = [look for look in day.looks if look.kind in (Kind.DENIED, Kind.MISSED)]
    for first, last in zip(refused, refused[5:], strict=False):
        if last.at - first.at <= timedelta(hours=1):
            return _sign("denials", gettext_noop("Was refused {many} times in a day."), refused)
    return None


def export_burst(day: Day) -> Sign | None:
    """Four exports within an hour, or one of a thousand records and five times the largest before."""
    exports = [look for look in day.looks if look.kind is Kind.EXPORTED]
    for first, last in zip(exports, exports[3:], strict=False):
        if last.at - first.at <= timedelta(hours=1):
            return _sign("export-burst", gettext_noop("Took {many} exports in a day."), exports)
    before = [look.count for looks in day.past.values() for look in looks if look.kind is Kind.EXPORTED]
    large = [look for look in exports if look.count >= 1000 and look.count > 5 * max(before, default=0)]
    if large:
        return _sign(
            "export-burst", gettext_noop("Exported {count} records at once."), large, count=large[0].count
        )
    return None


def unreviewed_emergency(day: Day) -> Sign | None:
    """An emergency that was not reviewed within a day."""
    late = [each for each in day.unreviewed if day.now - each.opened_at >= REVIEWED_WITHIN]
    if not late:
        return None
    return Sign(
        "unreviewed-emergency",
        say(
            gettext_noop("The emergency access to {record} was not reviewed in a day."), record=late[0].record
        ),
        tuple(each.seq for each in late),
    )


def leaving(day: Day) -> Sign | None:
    """Twice the usual, or an export, in the month before leaving or the week after a change of role."""
    today, person = day.now.date(), day.person
    goes = person.leaves_on is not None and timedelta(0) <= person.leaves_on - today <= timedelta(days=30)
    changed = person.role_changed_on is not None and (
        timedelta(0) <= today - person.role_changed_on <= timedelta(days=7)
    )
    if not (goes or changed):
        return None
    opened, exports = _opened_close(day.looks), [look for look in day.looks if look.kind is Kind.EXPORTED]
    if len(opened) >= 10 and len(opened) > 2 * _usual(day):
        return _sign(
            "leaving", gettext_noop("Opened {many} records shortly before leaving or in a new role."), opened
        )
    if (read := _read(day, today)) >= 30 and read > 2 * _usually_read(day):
        words = gettext_noop("Read {many} records in all shortly before leaving or in a new role.")
        return _sign("leaving", words, _opened(day.looks), many=read)
    if goes and exports and day.past and not _exports_before(day):
        return _sign(
            "leaving", gettext_noop("Took exports, as never before, shortly before leaving."), exports
        )
    return None


def others_lists(day: Day) -> Sign | None:
    """Three records on lists of others asked for by name in a day."""
    tried = [look for look in day.looks if look.is_hidden]
    if len({look.record for look in tried}) < 3:
        return None
    return _sign("others-lists", gettext_noop("Asked for {many} records on lists of others."), tried)


_PATTERNS: tuple[Callable[[Day], Sign | None], ...] = (
    no_case,
    known_name,
    off_shift,
    volume,
    in_sequence,
    before_failure,
    decoy,
    denials,
    export_burst,
    unreviewed_emergency,
    leaving,
    others_lists,
)


def _sign(pattern: str, template: str, looks: Sequence[Look], **values: object) -> Sign:
    sentence = say(template, **{"many": len(looks), **values})
    return Sign(pattern, sentence, tuple(look.seq for look in looks))


def _opened(looks: Sequence[Look]) -> list[Look]:
    return [look for look in looks if look.kind is Kind.OPENED]


def _opened_close(looks: Sequence[Look]) -> list[Look]:
    return [look for look in _opened(looks) if look.is_close]


def _usual(day: Day) -> float:
    """The median of records held close opened on the days before on which the person worked."""
    return median([len(_opened_close(looks)) for looks in day.past.values()] or [0])


def _read(day: Day, on: date) -> int:
    """Every record read on a day: those held close, and the others."""
    looks = day.looks if on == day.now.date() else day.past.get(on, ())
    return len(_opened(looks)) + day.ordinary.get(on, 0)


def _worked(day: Day) -> set[date]:
    """The days before on which the person worked."""
    return {*day.past, *day.ordinary} - {day.now.date()}


def _usually_read(day: Day) -> float:
    return median([_read(day, on) for on in _worked(day)] or [0])


def _exports_before(day: Day) -> bool:
    return any(look.kind is Kind.EXPORTED for looks in day.past.values() for look in looks)


def _is_night(look: Look) -> bool:
    first, last = NIGHT
    return look.at.hour >= first or look.at.hour < last


def _parts(name: str) -> list[str]:
    """The words of a name, without those too short to tell anything (scripts without cases keep theirs)."""
    return [part for part in re.findall(r"\w+", name.casefold()) if len(part) > 2 or not part.isascii()]
