"""Nobody can be singled out on the page of sentencing, by whatever selections."""

import re
from datetime import date
from itertools import product
from random import Random

import pytest

from saola.apps.cases.queries import sentencing
from saola.apps.cases.queries.judgments import Judged
from saola.apps.cases.views.sentencing import as_csv
from saola.core.casework import DefendantOutcome, Length, Row
from saola.core.casework.withholding import Cell

TODAY = date(2024, 1, 1)
COUNTS = ("people", "convicted", "acquitted", "dismissed", "withdrawn")


def population(seed: int, size: int = 160) -> tuple[Judged, ...]:
    pick = Random(seed)
    outcomes = [DefendantOutcome.CONVICTED] * 5 + list(DefendantOutcome)
    rows = []
    for _ in range(size):
        outcome = pick.choice(outcomes)
        is_convicted = outcome is DefendantOutcome.CONVICTED
        row = Row(
            outcome=outcome,
            offence=pick.choice(["A-1", "A-1", "A-1", "A-2", "B-9"]),
            group=pick.choice(["pangolins", "pangolins", "elephants", "parrots"]),
            court=pick.choice(["Delta", "Delta", "Hills", "Lake"]),
            year=pick.choice(["2021", "2022", "2023"]),
            custody=Length(pick.randint(100, 2000)) if is_convicted else None,
            maximum=Length(1826),
            days=pick.randint(20, 900),
            reason="procedure" if outcome is DefendantOutcome.WITHDRAWN else "",
        )
        rows.append(Judged(row, (("QZD", 1000),) if is_convicted else (), TODAY))
    return tuple(rows)


@pytest.fixture(params=range(4))
def everybody(request, monkeypatch, db):
    people = population(request.param)
    monkeypatch.setattr(sentencing, "everybody", lambda today: people)
    monkeypatch.setattr(sentencing, "stamp", lambda: ("population", request.param))
    return people


def selections():
    words = {
        "offence": ["", "A-1", "A-2", "B-9"],
        "group": ["", "pangolins", "elephants", "parrots"],
        "court": ["", "Delta", "Hills", "Lake"],
        "year": ["", "2021", "2022", "2023"],
    }
    for values in product(*words.values()):
        chosen = {name: value for name, value in zip(words, values, strict=True) if value}
        for by in words:
            if by not in chosen:
                yield by, chosen


def matching(people, chosen):
    return [one for one in people if all(getattr(one.row, name) == value for name, value in chosen.items())]


def test_no_selection_shows_a_small_or_an_exact_number(everybody):
    asked = 0
    for by, chosen in selections():
        found = sentencing.answer(by, chosen, TODAY)
        few = len(matching(everybody, chosen)) < sentencing.FEWEST
        assert found.is_too_few == few
        if few:
            assert not found.lines
            continue
        asked += 1
        for line in (*found.lines, found.together):
            shown = [getattr(line, name) for name in COUNTS]
            numbers = [int(text) for text in shown if text.isdigit()]
            assert all(number % sentencing.ROUND_TO == 0 for number in numbers)
    assert asked > 100


def test_nothing_is_computed_of_fewer_than_five(everybody):
    for by, chosen in selections():
        found = sentencing.answer(by, chosen, TODAY)
        for line in found.lines:
            own = [one for one in matching(everybody, chosen) if getattr(one.row, by) == line.key]
            given = [one for one in own if one.row.custody is not None]
            if len(given) < 5:
                assert line.custody is None
                assert line.share is None
            if len(given) < sentencing.FEWEST:
                assert line.fine is None
                assert line.quartiles is None


def test_the_file_says_no_more_than_the_page(everybody):
    found = sentencing.answer("court", {}, TODAY)
    content = as_csv(found)
    for line in found.lines:
        assert re.search(rf"^{line.label},{line.people},{line.convicted}", content, re.MULTILINE)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0"), (5, "5"), (7, "5"), (8, "10"), (12, "10"), (13, "15")]
)
def test_numbers_are_shown_to_the_nearest_five(count, shown):
    assert sentencing.shown(Cell(count)) == shown


def test_a_withheld_number_is_said_in_words():
    assert sentencing.shown(Cell(None, is_small=True)) == "fewer than 5"
    assert sentencing.shown(Cell(None)) == "withheld"
