"""The serious-crime column of the shared table of legislation against the engine, row by row."""

import csv
from datetime import date

import pytest

from saola.core.law.serious_crime import Severity, months, tier_is_serious
from saola.core.law.statutes import Nature
from saola.core.values import Outcome, PartialDate

ARGUED: dict[str, str] = {}
"""Rows in which the engine does not agree with the table, each argued in docs/method/law.md."""


@pytest.fixture(scope="module")
def rows(shared):
    with (shared / "domain" / "legislation.csv").open(encoding="utf-8", newline="") as file:
        return {row["row_id"]: row for row in csv.DictReader(file)}


def answer(library, id):
    provision, version, tier = library.tier(id)
    return Outcome.NO if provision.nature is Nature.FLOOR else tier_is_serious(version, tier)


@pytest.mark.shared
def test_every_row_is_answered_as_the_table_has_it(rows, library):
    assert len(rows) == 72
    differing = {id for id, row in rows.items() if answer(library, id) != row["untoc_2b_serious"]}
    assert differing == ARGUED.keys()


@pytest.mark.shared
def test_every_maximum_is_that_of_the_table(rows, library):
    for id, row in rows.items():
        custody = library.tier(id)[2].penalty.custody
        ours = months(Severity(custody.kind, custody.maximum))
        assert float(ours) == pytest.approx(float(row["max_imprisonment_years"]) * 12, abs=0.01), id


@pytest.mark.shared
def test_every_day_of_the_table_is_in_the_library(rows, library):
    """A row is in force on its first and last day where the table dates it, and not the day before or after."""
    for id, row in rows.items():
        period = library.tier(id)[1].in_force
        if row["in_force_from"] and period.begins.day:
            first = date.fromisoformat(row["in_force_from"])
            assert period.begins == PartialDate.of(first), id
            assert period.on(first) is Outcome.YES, id
        if row["in_force_to"] and period.ends is not None:
            last = date.fromisoformat(row["in_force_to"])
            assert period.on(last) is not Outcome.NO, id


def test_rows_that_only_the_library_has_are_answered_too(library):
    answers = {tier.id: answer(library, tier.id) for _, _, tier in library.tiers()}
    assert answers["GB-01-summary"] is Outcome.NO
    assert answers["HK-before-2018"] is Outcome.NO
    assert answers["IN-51-1-before-2003"] is Outcome.UNKNOWN
