"""Small numbers are withheld, and an attacker who knows all the rules cannot work one out."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saola.core.casework import Cell, withhold
from saola.core.casework.withholding import THRESHOLD, Arc, protect

SMALL = range(1, THRESHOLD)


def with_sums(rows):
    rows = [(*row, sum(row)) for row in rows]
    return [*rows, tuple(map(sum, zip(*rows, strict=True)))]


def shown(table):
    """As the reader has it: rows with their sums, then the sums of columns with the total."""
    rows = [(*row, total) for row, total in zip(table.rows, table.row_sums, strict=True)]
    return [*rows, (*table.column_sums, table.total)]


def agrees(cell, count):
    """Whether the number can stand behind what is shown, to a reader who knows why each is withheld."""
    if cell.count is not None:
        return cell.count == count
    return count in SMALL if cell.is_small else count >= THRESHOLD or count == 0


def attack(table, reach):
    """Every table that can stand behind what is shown, with numbers up to ``reach``."""
    known = shown(table)
    inner = [cell for row in table.rows for cell in row]
    choices = [[n for n in range(reach + 1) if agrees(cell, n)] for cell in inner]
    width = len(table.rows[0])
    for numbers in product(*choices):
        rows = [numbers[place : place + width] for place in range(0, len(numbers), width)]
        guess = with_sums(rows)
        pairs = zip(known, guess, strict=True)
        if all(agrees(cell, n) for row, ns in pairs for cell, n in zip(row, ns, strict=True)):
            yield guess


def pinned(table, reach):
    """The withheld cells that could be one number only."""
    guesses = list(attack(table, reach))
    assert guesses
    places = [
        (r, c) for r, row in enumerate(shown(table)) for c, cell in enumerate(row) if cell.count is None
    ]
    return [place for place in places if len({guess[place[0]][place[1]] for guess in guesses}) == 1]


def counts(rows, columns, most):
    row = st.lists(st.integers(0, most), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


@given(counts(2, 2, 12))
def test_attacker_pins_no_withheld_number_of_a_small_table(numbers):
    assert pinned(withhold(numbers), reach=15) == []


@settings(max_examples=40, deadline=None)
@given(counts(2, 3, 6))
def test_attacker_pins_no_withheld_number_of_a_wider_table(numbers):
    assert pinned(withhold(numbers), reach=8) == []


@given(counts(1, 4, 9))
def test_attacker_pins_no_withheld_number_of_one_row(numbers):
    assert pinned(withhold(numbers), reach=11) == []


@given(counts(3, 4, 40))
def test_no_small_number_is_ever_shown(numbers):
    for row, truth in zip(shown(withhold(numbers)), with_sums(numbers), strict=True):
        for cell, count in zip(row, truth, strict=True):
            assert cell.count in (None, count)
            assert (count in SMALL) <= (cell.count is None)
            assert cell.is_small <= (count in SMALL)


def test_attack_finds_what_is_not_protected():
    """The oracle itself: a single number withheld beside its sums is found."""
    bare = withhold([[20, 20], [20, 20]])
    naive = type(bare)(
        ((Cell(None, True), Cell(20)), bare.rows[1]),
        (Cell(23), *bare.row_sums[1:]),
        (Cell(23), bare.column_sums[1]),
        Cell(63),
    )
    assert pinned(naive, reach=20) == [(0, 0)]


def test_table_of_great_numbers_is_shown_whole():
    table = withhold([[5, 20], [0, 30]])
    assert all(cell.count is not None for row in shown(table) for cell in row)


def test_one_small_number_takes_three_others_with_it():
    table = withhold([[3, 20, 30], [40, 50, 60], [70, 80, 90]])
    withheld = [
        (r, c) for r, row in enumerate(shown(table)) for c, cell in enumerate(row) if cell.count is None
    ]
    assert withheld == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert [str(table.rows[0][c].in_words) for c in range(3)] == ["fewer than 5", "withheld", "30"]


def test_small_numbers_that_their_sum_would_give_away_take_it_with_them():
    """Five ones add up to five: with the five shown, nothing would be left to guess."""
    table = withhold([[1, 1, 1, 1, 1]])
    assert table.total.count is None


def test_nobody_at_all_is_shown():
    assert withhold([[0, 0]]).total == Cell(0)


def test_great_table_keeps_its_great_sums():
    """Sixty courts by twelve reasons, most of them small."""
    numbers = [[(7 * row + 3 * column) % 11 for column in range(12)] for row in range(60)]
    table = withhold(numbers)
    assert table.total.count == sum(map(sum, numbers))


def test_bad_tables_are_refused():
    for bad in ([], [[]], [[1], [1, 2]], [[-1]]):
        with pytest.raises(ValueError):
            withhold(bad)


def test_everything_is_withheld_where_nothing_else_helps():
    """A number that no other number balances."""
    cells = protect({"one": Arc(3, "a", "b"), "other": Arc(9, "c", "d")})
    assert set(cells.values()) == {Cell(None)}
