"""What changed between two versions, whatever they are."""

from hypothesis import given
from hypothesis import strategies as st

from saola.apps.seizures.aitr.difference import compare

CELLS = st.sampled_from(["", "NA", "1", "2"])


@st.composite
def versions(draw):
    keys = draw(st.lists(st.sampled_from([f"S{n}/1" for n in range(8)]), unique=True))
    return [{"key": key, "quantity": draw(CELLS), "origin": draw(CELLS)} for key in keys]


@given(versions())
def test_version_does_not_differ_from_itself(rows):
    assert not compare(rows, rows)
    assert len(compare(rows, rows)) == 0


@given(versions(), versions())
def test_difference_backwards_is_its_mirror(one, other):
    there, back = compare(one, other), compare(other, one)
    by_key = lambda rows: sorted(row["key"] for row in rows)  # noqa: E731
    assert by_key(there.added) == by_key(back.removed)
    assert by_key(there.removed) == by_key(back.added)
    turned = {changed.key: {c: (a, b) for c, (b, a) in changed.fields.items()} for changed in back.changed}
    assert {changed.key: changed.fields for changed in there.changed} == turned


@given(versions(), versions())
def test_difference_makes_the_older_version_into_the_newer(one, other):
    found = compare(one, other)
    made = {row["key"]: dict(row) for row in one}
    for row in found.removed:
        del made[row["key"]]
    for row in found.added:
        made[row["key"]] = row
    for changed in found.changed:
        made[changed.key] |= {code: after for code, (_, after) in changed.fields.items()}
    assert made == {row["key"]: row for row in other}


def test_rows_in_another_order_are_no_difference():
    rows = [{"key": "S1/1", "quantity": "1"}, {"key": "S2/1", "quantity": "2"}]
    assert not compare(rows, rows[::-1])


def test_column_that_an_older_version_lacked_reads_as_empty_before():
    found = compare([{"key": "S1/1"}], [{"key": "S1/1", "sanction": "fine"}])
    assert found.changed[0].fields == {"sanction": ("", "fine")}
    assert not compare([{"key": "S1/1"}], [{"key": "S1/1", "sanction": ""}])
