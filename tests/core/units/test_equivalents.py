"""Equivalents of one quantity: which factor is taken, its range, and what is not guessed."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saola.core.units import RAW_IVORY_KG, Rounding, equivalent, factors_from_data, raw_ivory_equivalent
from saola.core.values import Quantity

PANGOLIN = {"kingdom": "Animalia", "order": "Pholidota", "family": "Manidae"}
SUNDA = {**PANGOLIN, "genus": "Manis", "species": "Manis javanica"}
ELEPHANT = {"kingdom": "Animalia", "family": "Elephantidae", "genus": "Loxodonta"}
RHINO = {"kingdom": "Animalia", "family": "Rhinocerotidae"}

RULE = {
    "name": "test",
    "version": "1",
    "sources": {"s": {"title": "a source"}},
    "factors": [
        {
            "id": "wide",
            "taxa": {"family": "Manidae"},
            "unit": "KGM",
            "gives": "animals",
            "one_takes": {"rate": "0.5", "low": "0.25", "high": "1"},
            "mark": "memory",
            "source": "s",
        }
    ],
}


def kilograms(amount: object) -> Quantity:
    return Quantity(Decimal(str(amount)), "KGM")


def number(amount: object) -> Quantity:
    return Quantity(Decimal(str(amount)), "NAR")


def test_narrowest_taxon_gives_the_factor(saola_factors):
    methods = [
        equivalent(kilograms(1), "SCA", lineage, saola_factors).method
        for lineage in (PANGOLIN, {**PANGOLIN, "genus": "Manis"}, SUNDA)
    ]
    assert methods == ["saola: scales-pangolin", "saola: scales-manis", "saola: scales-manis-javanica"]


def test_mean_of_a_paper_gives_the_value_and_the_range_its_ends(saola_factors):
    estimate = equivalent(kilograms("36.051"), "SCA", SUNDA, saola_factors)
    assert estimate.value == pytest.approx(100)
    assert estimate.low == pytest.approx(36.051 / 0.50)
    assert estimate.high == pytest.approx(36.051 / 0.25)
    assert (estimate.unit, estimate.level, estimate.version) == ("animals", 1.0, saola_factors.version)


@pytest.mark.parametrize(
    ("quantity", "term", "lineage", "value"),
    [
        (number(18), "TUS", ELEPHANT, 10),
        (kilograms(100), "TUS", ELEPHANT, 10),
        (number(4), "HOR", {**RHINO, "species": "Diceros bicornis"}, 2),
        (number(4), "HOR", {**RHINO, "genus": "Rhinoceros"}, 4),
        (kilograms("9.6"), "HOR", {**RHINO, "species": "Rhinoceros unicornis"}, 10),
        (kilograms(2), "FIG", {"kingdom": "Animalia", "genus": "Anguilla"}, 6000),
        (number(3), "LIV", {"kingdom": "Animalia"}, 3),
        (number(8), "FOO", {"kingdom": "Animalia", "class": "Mammalia"}, 2),
        (number(8), "FOO", {"kingdom": "Animalia", "class": "Aves"}, 4),
        (number(3822), "SCA", {**PANGOLIN, "species": "Smutsia temminckii"}, 3822 / 382),
    ],
)
def test_known_kinds_of_specimen(saola_factors, quantity, term, lineage, value):
    assert equivalent(quantity, term, lineage, saola_factors).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("quantity", "term", "lineage"),
    [
        (None, "SCA", SUNDA),
        (Quantity(Decimal(6), "CAS"), "SCA", SUNDA),
        (kilograms(1), "CHP", {"kingdom": "Plantae", "genus": "Aquilaria"}),
        (kilograms(1), "MED", {"kingdom": "Animalia", "family": "Ursidae"}),
        (kilograms(1), "SCA", {}),
        (number(1), "LIV", {"kingdom": "Plantae"}),
    ],
)
def test_what_no_factor_covers_is_not_guessed(saola_factors, quantity, term, lineage):
    assert equivalent(quantity, term, lineage, saola_factors, reported=Decimal(7)) is None


def test_plants_and_raw_ivory_are_asked_for_by_name(saola_factors):
    plants = equivalent(number(5), "LIV", {"kingdom": "Plantae"}, saola_factors, gives="plants")
    assert (plants.value, plants.unit) == (5, "plants")
    worked = equivalent(kilograms(7), "IVC", ELEPHANT, saola_factors, gives=RAW_IVORY_KG)
    assert worked.value == pytest.approx(10)


def test_raw_ivory_equivalent_is_the_sum_of_its_factors(saola_factors):
    raw = equivalent(kilograms(30), "TUS", ELEPHANT, saola_factors, gives=RAW_IVORY_KG)
    worked = equivalent(kilograms(14), "IVC", ELEPHANT, saola_factors, gives=RAW_IVORY_KG)
    assert raw_ivory_equivalent(Decimal(30), Decimal(14)).value == pytest.approx(raw.value + worked.value)
    assert raw_ivory_equivalent(Decimal(30), Decimal(14)).value == 50


@pytest.mark.parametrize(
    ("raw", "worked", "loss"), [("-1", "0", "0.3"), ("0", "-1", "0.3"), ("1", "1", "1"), ("1", "1", "-0.1")]
)
def test_impossible_ivory_is_refused(raw, worked, loss):
    with pytest.raises(ValueError, match=r"ivory|carving"):
        raw_ivory_equivalent(Decimal(raw), Decimal(worked), Decimal(loss))


def test_worked_cases_of_the_factor_files(saola_factors, cheng_factors, worked_cases):
    for name, factors in (
        ("equivalents.yaml", saola_factors),
        ("equivalents_cheng2017.yaml", cheng_factors),
    ):
        case = worked_cases[name]
        estimate = equivalent(
            Quantity(Decimal(case["quantity"]), case["unit"]), case["term"], case["lineage"], factors
        )
        found = {"animals": round(estimate.value, 2), "low": estimate.low, "high": estimate.high}
        assert found == case["gives"]


def test_published_rule_rounds_up_and_keeps_what_it_cannot_convert(cheng_factors):
    assert cheng_factors.rounding is Rounding.UP_PER_ROW
    assert equivalent(kilograms("0.0896"), "SCA", PANGOLIN, cheng_factors).value == 1
    assert equivalent(kilograms(1), "SCA", PANGOLIN, cheng_factors).value == 2
    kept = equivalent(number(36), "SCA", PANGOLIN, cheng_factors, reported=Decimal(1))
    assert (kept.value, kept.method, kept.is_exact) == (1, "cheng2017: as reported", True)
    assert equivalent(number(36), "SCA", PANGOLIN, cheng_factors) is None


def test_digest_changes_with_the_quantity_and_with_the_factors(saola_factors):
    first = equivalent(kilograms(1), "SCA", SUNDA, saola_factors)
    assert first == equivalent(kilograms(1), "SCA", SUNDA, saola_factors)
    assert first.digest != equivalent(kilograms(2), "SCA", SUNDA, saola_factors).digest
    one = factors_from_data(RULE)
    two = factors_from_data({**RULE, "version": "2"})
    assert (
        equivalent(kilograms(1), "SCA", SUNDA, one).digest
        != equivalent(kilograms(1), "SCA", SUNDA, two).digest
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"one_takes": {"rate": "0"}}, "range"),
        ({"one_takes": {"rate": "2", "low": "3", "high": "4"}}, "range"),
        ({"one_takes": {"rate": "half"}}, "wide"),
        ({"source": "hearsay"}, "hearsay"),
        ({"taxa": {"tribe": "Manini"}}, "tribe"),
    ],
)
def test_broken_factor_is_named(change, said):
    with pytest.raises(ValueError, match="'wide'") as error:
        factors_from_data({**RULE, "factors": [{**RULE["factors"][0], **change}]})
    assert said in str(error.value)


def test_two_factors_of_one_name_are_refused():
    with pytest.raises(ValueError, match="wide"):
        factors_from_data({**RULE, "factors": RULE["factors"] * 2})


def test_factor_that_names_the_term_goes_before_one_that_does_not():
    named = {**RULE["factors"][0], "id": "named", "terms": ["SCA"]}
    for order in ([RULE["factors"][0], named], [named, RULE["factors"][0]]):
        factors = factors_from_data({**RULE, "factors": order})
        assert equivalent(kilograms(1), "SCA", PANGOLIN, factors).method == "test: named"
        assert equivalent(kilograms(1), "MEA", PANGOLIN, factors).method == "test: wide"


@settings(deadline=None)
@given(st.decimals(0, 10**7, places=4), st.sampled_from(["SCA", "TUS", "IVC", "HOR", "LIV", "SWI"]))
def test_value_lies_in_its_range_and_scales(saola_factors, amount, term):
    for lineage in (SUNDA, ELEPHANT, {**RHINO, "genus": "Rhinoceros"}):
        for unit in ("KGM", "NAR"):
            one = equivalent(Quantity(amount, unit), term, lineage, saola_factors)
            ten = equivalent(Quantity(amount * 10, unit), term, lineage, saola_factors)
            if one is None:
                assert ten is None
                continue
            assert 0 <= one.low <= one.value <= one.high
            assert ten.value == pytest.approx(10 * one.value)
