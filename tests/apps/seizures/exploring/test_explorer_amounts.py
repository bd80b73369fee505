"""Quantities and sums stand with the reader's separators, in every language alike."""

from decimal import Decimal

import pytest
from django.utils import translation

from saola.apps.seizures.exploring import amounts
from saola.apps.seizures.exploring.listing import outside_words
from saola.apps.seizures.exploring.queries import Sums
from saola.web import words


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_recorded_number_is_whole_and_has_separators(language):
    with translation.override(language):
        assert amounts.exact(Decimal("1204567.250")) == "1,204,567.25"
        assert amounts.exact(Decimal("1E+4")) == "10,000"
        assert amounts.exact(Decimal("0.000001")) == "0.000001"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("amount", "said"), [(1234567.8, "1,234,568"), (12.346, "12.35"), (3.0, "3"), (0.5, "0.5")]
)
def test_sum_has_no_more_figures_than_people_read(language, amount, said):
    with translation.override(language):
        assert amounts.figure(amount) == said


def test_list_and_page_say_a_number_alike():
    with translation.override("zh-hans"):
        assert amounts.exact(Decimal(65849)) == words.number(65849)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "1,234 rows could not be converted"), ("zh-hans", "1,234")]
)
def test_rows_in_no_sum_are_counted_with_separators(language, said):
    with translation.override(language):
        assert said in outside_words(Sums((), 5000, 1200, 34))
