"""Statistics of sentences, with everything withheld that would point at few people."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saola.core.casework import (
    ChargeState,
    DefendantOutcome,
    Length,
    NoTerm,
    Row,
    compare,
    outcome_of,
    summarise,
)

CONVICTED, ACQUITTED, OPEN, WITHDRAWN, DISMISSED = (
    DefendantOutcome.CONVICTED,
    DefendantOutcome.ACQUITTED,
    DefendantOutcome.OPEN,
    DefendantOutcome.WITHDRAWN,
    DefendantOutcome.DISMISSED,
)


def rows(outcome, number, **more):
    return [Row(outcome=outcome, **more) for _ in range(number)]


def test_conviction_rate_is_of_those_with_a_verdict():
    found = summarise([*rows(CONVICTED, 30), *rows(ACQUITTED, 10), *rows(OPEN, 50)])
    assert found.conviction_rate.value == 0.75
    assert 0.59 < found.conviction_rate.low < 0.60
    assert found.people.count == 90


@pytest.mark.parametrize(("convicted", "acquitted"), [(30, 4), (4, 30), (3, 0)])
def test_conviction_rate_is_withheld_where_it_would_give_a_small_number_away(convicted, acquitted):
    found = summarise([*rows(CONVICTED, convicted), *rows(ACQUITTED, acquitted), *rows(OPEN, 50)])
    assert found.conviction_rate is None


def test_rate_stands_when_the_small_number_lies_elsewhere_and_both_are_shown():
    found = summarise([*rows(CONVICTED, 30), *rows(ACQUITTED, 20), *rows(OPEN, 3), *rows(DISMISSED, 6)])
    assert found.outcomes[OPEN].count is None
    assert found.outcomes[CONVICTED].count is not None
    assert found.conviction_rate is not None


def test_custody_share_and_quartiles_need_people_enough():
    def given_(number):
        term = {"custody": Length(months=6), "maximum": Length(months=48)}
        return summarise(rows(CONVICTED, number, **term))

    assert given_(4).custody.median is None
    assert given_(5).share.median.value == 0.125
    assert given_(9).custody.lower is None
    assert given_(10).custody.upper is not None


def test_life_counts_as_convicted_and_not_as_days():
    found = summarise(rows(CONVICTED, 9, custody=NoTerm.LIFE, maximum=NoTerm.LIFE))
    assert found.outcomes[CONVICTED].count == 9
    assert found.custody.median is None
    assert found.share.median is None


def test_open_cases_lengthen_the_time_to_disposal():
    ended = [Row(outcome=CONVICTED, days=days) for days in range(100, 120)]
    alone = summarise(ended).disposal
    beside = summarise([*ended, *rows(OPEN, 15, days=400)]).disposal
    assert (alone.days, beside.days) == (109, 117)
    assert summarise([*ended[:4], *rows(OPEN, 15, days=400)]).disposal is None


def test_outcome_of_a_defendant_is_that_of_the_gravest_charge():
    of = ChargeState
    assert outcome_of([of.ACQUITTED, of.CONVICTED, of.FILED]) is CONVICTED
    assert outcome_of([of.ACQUITTED, of.STAYED]) is OPEN
    assert outcome_of([of.WITHDRAWN, of.ACQUITTED]) is ACQUITTED
    with pytest.raises(ValueError):
        outcome_of([])


def test_groups_and_their_sum_give_no_small_number_away():
    """One court withholds a four: not to be had as the difference of all and the other courts."""
    known = [
        *rows(CONVICTED, 40, court="A"),
        *rows(ACQUITTED, 4, court="A"),
        *rows(CONVICTED, 50, court="B"),
        *rows(ACQUITTED, 20, court="B"),
        *rows(CONVICTED, 60, court="C"),
        *rows(ACQUITTED, 30, court="C"),
    ]
    found = compare(known, lambda row: row.court)
    assert list(found.groups) == ["A", "B", "C"]
    small = found.groups["A"].outcomes[ACQUITTED]
    assert (small.count, small.is_small) == (None, True)
    others = [found.groups[name].outcomes[ACQUITTED].count for name in "BC"]
    assert None in [*others, found.together.outcomes[ACQUITTED].count]
    assert found.groups["C"].conviction_rate is not None or found.groups["B"].conviction_rate is not None


def test_nothing_to_compare_is_refused():
    with pytest.raises(ValueError):
        compare([], lambda row: row.court)


def agrees(cell, count):
    if cell.count is not None:
        return cell.count == count
    return 0 < count < 5 if cell.is_small else count == 0 or count >= 5


KINDS = [(CONVICTED, ""), (WITHDRAWN, "evidence"), (WITHDRAWN, "witness")]


def published(found, numbers):
    """What a reader sees of these numbers: pairs of what is shown and what a table with these numbers would have."""
    groups = [*zip(found.groups.values(), numbers, strict=True)]
    groups.append((found.together, [sum(column) for column in zip(*numbers, strict=True)]))
    for summary, (convicted, evidence, witness) in groups:
        yield summary.outcomes[CONVICTED], convicted
        yield summary.outcomes[WITHDRAWN], evidence + witness
        yield summary.reasons["evidence"], evidence
        yield summary.reasons["witness"], witness
        yield summary.people, convicted + evidence + witness


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 7)] * 3), min_size=2, max_size=2))
def test_attacker_pins_no_withheld_number_of_outcomes_with_their_reasons(numbers):
    known = [
        Row(outcome=outcome, reason=reason, court=court)
        for court, row in zip("AB", numbers, strict=True)
        for (outcome, reason), number in zip(KINDS, row, strict=True)
        for _ in range(number)
    ]
    present = {row.court for row in known}, {row.reason for row in known if row.outcome is WITHDRAWN}
    if present != ({"A", "B"}, {"evidence", "witness"}):
        return
    found = compare(known, lambda row: row.court)
    guesses = [
        [count for _, count in published(found, (guess[:3], guess[3:]))]
        for guess in product(*(choices(cell) for cell in inner(found)))
        if all(agrees(cell, count) for cell, count in published(found, (guess[:3], guess[3:])))
    ]
    for place, (cell, _) in enumerate(published(found, numbers)):
        if cell.count is None:
            assert len({guess[place] for guess in guesses}) > 1


def inner(found):
    for summary in found.groups.values():
        yield from (summary.outcomes[CONVICTED], summary.reasons["evidence"], summary.reasons["witness"])


def choices(cell):
    return [number for number in range(10) if agrees(cell, number)]
