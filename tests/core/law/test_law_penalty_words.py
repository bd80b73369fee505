"""Penalties in the words of laws; what is not certain is left for a person."""

import pytest

from saola.core.law.reading.penalties import read_penalty
from saola.core.law.reading.penalty_words import read_penalty_words

READ = [
    ("not exceeding 15 years or 3 million or both", {"maximum": "15 years"}, {"maximum": 3000000}, "and_or"),
    (
        "imprisonment for a term not exceeding seven (7) years or a fine not exceeding XTS 500,000 or both",
        {"maximum": "7 years"},
        {"maximum": 500000, "unit": "XTS"},
        "and_or",
    ),
    (
        "imprisonment of 3 to 10 years and a fine of 20,000 USD",
        {"minimum": "3 years", "maximum": "10 years"},
        {"maximum": 20000, "unit": "USD"},
        "and",
    ),
    ("between 6 months and 5 years", {"minimum": "6 months", "maximum": "5 years"}, None, "custody_only"),
    (
        "imprisonment for not less than three years which may extend to seven years and fine",
        {"minimum": "3 years", "maximum": "7 years"},
        {},
        "and",
    ),
    ("6 years and 1 day", {"maximum": "6 years and 1 day"}, None, "custody_only"),
    ("imprisonment for life", {"kind": "life"}, None, "custody_only"),
    ("the death penalty", {"kind": "death"}, None, "custody_only"),
    ("detention during the pleasure of the President", {"kind": "indeterminate"}, None, "custody_only"),
    (
        "imprisonment for not less than 20 years",
        {"kind": "term", "minimum": "20 years"},
        None,
        "custody_only",
    ),
    (
        "a fine of XTS 5,000 to XTS 500,000",
        None,
        {"minimum": 5000, "maximum": 500000, "unit": "XTS"},
        "fine_only",
    ),
    (
        "a fine of 2.5 million for each specimen",
        None,
        {"maximum": 2500000, "per": "specimen"},
        "fine_only",
    ),
    ("a fine of not less than 1 million", None, {"minimum": 1000000}, "fine_only"),
]


@pytest.mark.parametrize(("text", "custody", "fine", "combination"), READ)
def test_penalty_is_read_from_its_words(text, custody, fine, combination):
    read = read_penalty_words(text)
    assert (read.custody, read.fine, read.combination) == (custody, fine, combination)
    assert read.is_whole
    penalty = read_penalty({"custody": custody, "fine": fine, "combination": combination})
    assert penalty.custody.maximum is None or penalty.custody.maximum.rough_months > 0


@pytest.mark.parametrize(
    "text",
    [
        "3 years on a first conviction and 5 years on a second",
        "a fine of 1,000 or 2,000 or 3,000",
        "a fine of USD 1,000 or EUR 900",
        "a fine of 500 or in default 6 months",
    ],
)
def test_what_can_be_read_in_two_ways_is_left_to_a_person(text):
    read = read_penalty_words(text)
    assert not read.is_whole
    assert read.combination is None
    assert read.custody is None


def test_time_in_default_of_a_fine_is_no_custody():
    assert read_penalty_words("a fine not exceeding 10,000, in default of payment 5 years").custody is None


def test_nothing_said_is_nothing_read():
    read = read_penalty_words("as the court thinks fit")
    assert (read.custody, read.fine, read.combination) == (None, None, None)
