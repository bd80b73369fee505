"""Twelve scripted misuses inside ninety days of ordinary work: all are noticed, and ordinary work stays quiet.

``SAOLA_TORTURE=N`` repeats the ninety days with N seeds.
"""

import os
import random
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from saola.core.access import HISTORY, PATTERNS, Day, Failure, Kind, Look, Unreviewed, Watched, signs

FIRST = date(2026, 1, 5)
DAYS = 90
SEEDS = range(max(1, min(int(os.environ.get("SAOLA_TORTURE", "1")), 200)))
NAMES = ("Selma Tarrovik", "Wei Lantane", "Piet Varonnick", "Amara Hollivane", "索菲亚", "Joaquim Adelune")


class Office:
    """Six people at ordinary work: busy and quiet days, a night shift, typing errors, monthly exports."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.people = [
            Watched(f"p{at}", name, tuple(other for other in NAMES if other != name))
            for at, name in enumerate(NAMES)
        ]
        self.seq = 0
        self.looks = {person.name: {} for person in self.people}
        self.ordinary = {person.name: {} for person in self.people}
        for at, person in enumerate(self.people):
            usual = self.chance.choice([4, 9, 16, 25])
            for back in range(DAYS):
                day = FIRST + timedelta(days=back)
                if day.weekday() < 5 or self.chance.random() < 0.1:
                    self.looks[person.name][day] = self._ordinary(
                        day, usual, is_night=at == 2 and back % 3 == 0
                    )
                    pages = self.chance.gauss(3 * usual, usual)
                    self.ordinary[person.name][day] = max(0, round(pages))

    def _ordinary(self, day, usual, *, is_night):
        many = max(0, round(self.chance.gauss(usual, usual / 3)))
        hours = (20, 23) if is_night else (8, 18)
        instants = sorted(
            datetime.combine(day, time(self.chance.randrange(*hours), self.chance.randrange(60)), UTC)
            for _ in range(many + 3)
        )
        made = [
            self.look(
                at, Kind.OPENED, f"S{self.chance.randrange(9000):06d}", has_case=self.chance.random() < 0.97
            )
            for at in instants[:many]
        ]
        made += [
            self.look(
                instants[-1],
                Kind.SEARCHED,
                words=self.chance.choice(["ivory Hai Phong", "Manis", "CU/77", "post"]),
            )
        ]
        if self.chance.random() < 0.15:
            made.append(self.look(instants[0], Kind.MISSED, f"S{self.chance.randrange(9000):06d}"))
        if self.chance.random() < 0.05:
            made.append(self.look(instants[0], Kind.DENIED))
        if day.day in (1, 2, 3):
            made.append(self.look(instants[-2], Kind.EXPORTED, count=self.chance.randrange(50, 900)))
        return sorted(made, key=lambda look: look.at)

    def look(self, at, kind, record="", **fields):
        self.seq += 1
        return Look(self.seq, at, kind, record, **fields)

    def day(self, person, day, extra=(), **facts):
        past = {d: looks for d, looks in self.looks[person.name].items() if timedelta(0) < day - d <= HISTORY}
        looks = sorted([*self.looks[person.name].get(day, ()), *extra], key=lambda look: look.at)
        facts = {"ordinary": self.ordinary[person.name]} | facts
        return Day(datetime.combine(day, time(23, 59), UTC), person, looks, past, **facts)


def at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), UTC)


LATE = FIRST + timedelta(days=80)


def script(pattern, office, person):
    """The looks, the facts and the person of one misuse on the day ``LATE``."""
    look = office.look
    one = {
        "no-case": ([look(at(LATE, 10, m), Kind.OPENED, f"S{m * 7:06d}") for m in range(6)], {}),
        "known-name": ([look(at(LATE, 10), Kind.SEARCHED, words="lantane, wei")], {}),
        "off-shift": ([look(at(LATE, 23, m), Kind.OPENED, f"S{m * 5:06d}", has_case=True) for m in range(4)], {}),
        "volume": ([look(at(LATE, 9 + m // 60, m % 60), Kind.OPENED, f"S{m * 3:06d}", has_case=True) for m in range(120)], {}),
        "in-sequence": ([look(at(LATE, 11, m), Kind.OPENED, f"S{500 + m:06d}", has_case=True) for m in range(9)], {}),
        "before-failure": (
            [look(at(LATE, 10), Kind.OPENED, "S004711")],
            {"failures": (Failure(at(LATE, 20), frozenset({"S004711"})),)},
        ),
        "decoy": ([look(at(LATE, 10), Kind.MISSED, "S009999")], {"decoys": frozenset({"S009999"})}),
        "denials": ([look(at(LATE, 10, m * 5), Kind.DENIED) for m in range(7)], {}),
        "export-burst": ([look(at(LATE, 10, m * 7), Kind.EXPORTED, count=200) for m in range(5)], {}),
        "unreviewed-emergency": ([], {"unreviewed": (Unreviewed(at(LATE - timedelta(days=1), 12), "S000001", 7),)}),
        "leaving": ([look(at(LATE, 9 + m // 60, m % 60), Kind.OPENED, f"S{m * 11:06d}", has_case=True) for m in range(70)], {}),
        "others-lists": ([look(at(LATE, 10 + m, m), Kind.MISSED, f"S{m * 91:06d}", is_hidden=True) for m in range(3)], {}),
    }  # fmt: skip
    extra, facts = one[pattern]
    if pattern == "leaving":
        person = replace(person, leaves_on=LATE + timedelta(days=9))
    return person, extra, facts


SCRIPTED = [pattern for pattern in PATTERNS if pattern not in ("emergency", "reset-alone")]


def test_twelve_patterns_are_scripted():
    assert len(SCRIPTED) == 12


@pytest.mark.parametrize("pattern", SCRIPTED)
def test_scripted_misuse_is_noticed_the_same_day(pattern):
    for seed in SEEDS:
        office = Office(seed)
        person, extra, facts = script(pattern, office, office.people[0])
        found = {sign.pattern: sign for sign in signs(office.day(person, LATE, extra, **facts))}
        assert pattern in found, (seed, pattern)
        assert {look.seq for look in extra} & set(found[pattern].entries) or pattern == "unreviewed-emergency"
        assert str(found[pattern].sentence)


def test_ordinary_work_stays_quiet(capsys):
    found = months = 0
    for seed in SEEDS:
        office = Office(seed)
        months += len(office.people) * DAYS / 30
        for person in office.people:
            for day in office.looks[person.name]:
                found += len(list(signs(office.day(person, day))))
    with capsys.disabled():
        sys.stdout.write(
            f"\n35 | insider patterns | {len(SEEDS)} x 90 days x 6 people | {found / months:.2f} false alerts a user-month | seeds 0-{len(SEEDS) - 1}\n"
        )
    assert found / months <= 5


def test_quiet_day_of_nobody_new_gives_no_sign():
    assert list(signs(Day(at(LATE, 12), Watched("x", "X Y"), (), {}))) == []


@pytest.mark.parametrize(
    ("words", "is_found"),
    [("Lantane", True), ("Wei Lantane", True), ("lantane port", False), ("索菲亚", True), ("Wei", False)],
)
def test_name_is_known_whole_or_by_its_last_word(words, is_found):
    person = Watched("x", "Xu", ("Wei Lantane", "索菲亚"))
    looks = [Look(1, at(LATE, 10), Kind.SEARCHED, words=words)]
    assert bool(list(signs(Day(at(LATE, 12), person, looks, {})))) == is_found


def test_pages_come_back_to_and_gaps_are_no_sequence():
    numbers = [1, 1, 2, 2, 3, 9, 5, 6, 7, 8, 11, 12]
    looks = [Look(n, at(LATE, 10, n), Kind.OPENED, f"S{x:06d}", has_case=True) for n, x in enumerate(numbers)]
    assert not [s for s in signs(Day(at(LATE, 12), Watched("x"), looks, {})) if s.pattern == "in-sequence"]


def ordinary_opens(many):
    return [Look(n, at(LATE, 10, n), Kind.OPENED, f"E{n:06d}", is_close=False) for n in range(many)]


def test_shelf_that_everyone_may_read_is_opened_without_a_case_in_order():
    assert list(signs(Day(at(LATE, 12), Watched("x"), ordinary_opens(20), {}))) == []


def test_numbers_tried_among_a_shelf_are_a_sequence():
    looks = ordinary_opens(9)
    looks[4] = replace(looks[4], kind=Kind.MISSED, is_close=True)
    found = list(signs(Day(at(LATE, 12), Watched("x"), looks, {})))
    assert [sign.pattern for sign in found] == ["in-sequence"]


def test_opens_told_and_opens_counted_are_one_volume():
    past = {LATE - timedelta(days=back): [] for back in range(1, 9)}
    looks = [replace(look, record="E000001") for look in ordinary_opens(30)]
    for counted, is_found in ((29, False), (30, True)):
        day = Day(at(LATE, 12), Watched("x"), looks, past, ordinary={LATE: counted})
        assert [sign.pattern for sign in signs(day)] == ["volume"] * is_found


@pytest.mark.parametrize(
    ("reads", "usual", "is_found"), [(61, 20, True), (60, 20, False), (59, 5, False), (900, 300, False)]
)
def test_many_ordinary_records_are_noticed_though_no_entry_tells_of_them(reads, usual, is_found):
    days = {LATE - timedelta(days=back): usual for back in range(1, 9)}
    day = Day(at(LATE, 12), Watched("x"), (), {}, ordinary=days | {LATE: reads})
    assert [sign.pattern for sign in signs(day)] == (["volume"] if is_found else [])


def test_reading_before_leaving_is_noticed_earlier():
    days = {LATE - timedelta(days=back): 10 for back in range(1, 9)}
    leaver = Watched("x", leaves_on=LATE + timedelta(days=20))
    for reads, found in ((31, ["leaving"]), (20, [])):
        day = Day(at(LATE, 12), leaver, (), {}, ordinary=days | {LATE: reads})
        assert [sign.pattern for sign in signs(day)] == found
