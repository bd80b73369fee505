"""Conditions as lines, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.law import BadLawError
from saola.core.law.reading.condition_lines import condition_lines, read_condition_lines

LINES = {
    "appendix: I, II": {"appendix": ["I", "II"]},
    "appendix: I": {"appendix": "I"},
    "organized_group": {"organized_group": True},
    "not commercial": {"commercial": False},
    "value >= 250000 XTS": {"value": {"at_least": 250000, "unit": "XTS"}},
    "value >= 10 XTS\nvalue < 20 XTS": {"value": {"at_least": 10, "less_than": 20, "unit": "XTS"}},
    "specimens > 5": {"specimens": {"more_than": 5}},
    "any of: in_protected_area | at_night": {"any": [{"in_protected_area": True}, {"at_night": True}]},
}


@pytest.mark.parametrize("text", LINES)
def test_line_is_read_and_written_back(text):
    assert read_condition_lines(text) == LINES[text]
    assert condition_lines(LINES[text]) == text


def test_nothing_is_no_condition():
    assert read_condition_lines("\n  \n") is None
    assert condition_lines(None) == ""


def test_every_line_that_is_not_understood_is_named():
    with pytest.raises(BadLawError, match=r"value => 5; the moon is full"):
        read_condition_lines("value => 5\nappendix: I\nthe moon is full")


def test_fact_that_is_said_twice_is_not_understood():
    with pytest.raises(BadLawError):
        read_condition_lines("appendix: I\nappendix: II")


def test_what_nests_deeper_has_no_lines():
    assert condition_lines({"not": {"appendix": "I"}}) is None


_NAMES = st.sampled_from(["appendix", "value", "commercial", "group", "specimens"])
_PARTS = st.one_of(
    st.booleans(),
    st.lists(st.sampled_from(["I", "II", "pangolins"]), min_size=2, max_size=3, unique=True),
    st.fixed_dictionaries({"at_least": st.integers(0, 10**9), "unit": st.sampled_from(["XTS", "kg"])}),
)


@given(st.dictionaries(_NAMES, _PARTS, min_size=1))
def test_lines_say_what_was_written(said):
    assert read_condition_lines(condition_lines(said)) == said
