"""The 206 pangolin seizures of Cheng, Xing and Bonebrake 2017, by their rule and by ours."""

from decimal import Decimal, InvalidOperation

import openpyxl
import pytest

from saola.core.units import Conversion, Row, Totals, equivalent, standardise, total
from saola.core.values import Quantity

PUBLISHED = 65_849
PANGOLIN = {"kingdom": "Animalia", "class": "Mammalia", "order": "Pholidota", "family": "Manidae"}
UNITS = {"ind": "NAR", "kg": "KGM", "piece": "PCS", "case": "CAS"}
SPECIES = {"malay": "Manis javanica", "java": "Manis javanica", "Chinese": "Manis pentadactyla"}


def term(status: str | None) -> str:
    """Scales, live where any is alive, meat; bodies where nothing or nothing readable is said."""
    known = {"scale": "SCA", "meat": "MEA"}
    return known.get(status or "", "LIV" if "alive" in (status or "") else "BOD")


def lineage(species: str | None) -> dict[str, str]:
    """The species where the row names exactly one that we read."""
    named = {name for word, name in SPECIES.items() if species and word in species}
    if len(named) != 1:
        return PANGOLIN
    return {**PANGOLIN, "genus": "Manis", "species": named.pop()}


@pytest.fixture(scope="module")
def seizures(shared):
    book = openpyxl.load_workbook(
        shared / "data" / "seizures" / "conl12339-sup-0002-tables1.xlsx", data_only=True
    )
    rows = book["Seizure in China"].iter_rows(min_row=2, max_col=14, values_only=True)
    return [(number, row) for number, row in enumerate(rows, 2) if row[0] is not None]


def counted(seizures, rules, factors) -> dict[int, Row]:
    rows = {}
    for number, row in seizures:
        try:
            quantity = Quantity(Decimal(str(row[3])), UNITS[row[4].lower()])
        except InvalidOperation:
            quantity = None
        kind, taxon, why = term(row[5]), lineage(row[13]), None
        if quantity is not None:
            standard = standardise(quantity, kind, taxon, rules)
            if isinstance(standard, Conversion):
                quantity = standard.quantity
            else:
                why = standard.message
        reported = Decimal(str(row[6]))
        estimate = equivalent(quantity, kind, taxon, factors, reported=reported)
        rows[number] = Row(f"row {number}", estimate, reported, why)
    return rows


@pytest.mark.shared
def test_reported_equivalents_sum_to_the_published_figure(seizures, rules, cheng_factors):
    totals = total(counted(seizures, rules, cheng_factors).values(), unit="animals")
    assert (totals.incidents, totals.rows) == (206, 206)
    assert totals.reported_equivalents == PUBLISHED


@pytest.mark.shared
def test_papers_rule_gives_one_more_and_names_the_row(seizures, rules, cheng_factors):
    rows = counted(seizures, rules, cheng_factors)
    totals = total(rows.values(), unit="animals")
    assert totals.equivalents == totals.low == totals.high == 65_850
    assert totals.not_converted == 0
    differing = {
        number: (row.reported, row.estimate.value)
        for number, row in rows.items()
        if row.estimate.value != row.reported
    }
    assert differing == {29: (2, 3)}
    assert dict(seizures)[29][3:5] == (1.18, "kg")


@pytest.mark.shared
def test_rows_that_keep_the_papers_count_are_those_without_number_or_weight(seizures, rules, cheng_factors):
    rows = counted(seizures, rules, cheng_factors)
    kept = {number for number, row in rows.items() if row.estimate.method == "cheng2017: as reported"}
    assert kept == {43, 61, 129, 141, 175, 177}


@pytest.mark.shared
def test_our_own_figure_holds_the_published_one_in_its_range(seizures, rules, saola_factors):
    totals: Totals = total(counted(seizures, rules, saola_factors).values(), unit="animals")
    assert totals.low < PUBLISHED < totals.high
    assert totals.low < totals.likely.low < totals.likely.high < totals.high
    assert totals.not_converted == 2
    assert totals.reported_equivalents == PUBLISHED
