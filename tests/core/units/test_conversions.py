"""Standard units: the rules one by one, their order, and what holds for every quantity."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from saola.core.units import Conversion, NotConvertible, RuleBook, rules_from_data, standardise
from saola.core.values import Quantity

KNOWLEDGE = Path(__file__).parents[3] / "src" / "saola" / "knowledge"


def parsed(name: str) -> dict:
    return yaml.safe_load((KNOWLEDGE / name).read_text("utf-8"))


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=3)
BOOK = rules_from_data(parsed("conversions.yaml"))
UNITS = [entry["code"] for entry in parsed("vocabularies/units.yaml")["entries"]]
TERMS = [
    entry["code"]
    for name in ("terms", "terms_legacy")
    for entry in parsed(f"vocabularies/{name}.yaml")["entries"]
]
LINEAGES = [
    {},
    {"kingdom": "Plantae", "genus": "Dalbergia", "species": "Dalbergia nigra"},
    {"kingdom": "Animalia", "class": "Anthozoa"},
    {"kingdom": "Animalia", "class": "Reptilia", "order": "Testudines"},
]


def converted(amount: str, unit: str, term: str = "DER", **lineage: str) -> tuple[str, str, str]:
    result = standardise(Quantity(Decimal(amount), unit), term, lineage, BOOK)
    assert isinstance(result, Conversion)
    shown = result.quantity.amount.quantize(Decimal("0.000001")).normalize()
    return f"{shown:f}", result.quantity.unit, result.term


@pytest.mark.parametrize(
    ("amount", "unit", "expected", "standard"),
    [
        ("1500", "GRM", "1.5", "KGM"),
        ("2", "MGM", "0.000002", "KGM"),
        ("5000", "MYG", "0.000005", "KGM"),
        ("1.2", "TON", "1200", "KGM"),
        ("35.274", "OUN", "1", "KGM"),
        ("2.205", "PND", "1", "KGM"),
        ("250", "MLT", "0.25", "LTR"),
        ("250", "CTM", "2.5", "MTR"),
        ("39.37", "INC", "1", "MTR"),
        ("3.281", "FEE", "1", "MTR"),
        ("1.094", "YAR", "1", "MTR"),
        ("10000", "SQC", "1", "MTK"),
        ("100", "SQD", "1", "MTK"),
        ("10.764", "SQF", "1", "MTK"),
        ("1000000", "CMQ", "1", "MTQ"),
        ("35.315", "CUF", "1", "MTQ"),
        ("7", "PAI", "14", "NAR"),
        ("7", "PCS", "7", "NAR"),
        ("7", "", "7", "NAR"),
        ("7", "KIL", "7", "KGM"),
        ("7", "NAR", "7", "NAR"),
    ],
)
def test_unit_becomes_its_standard_unit(amount, unit, expected, standard):
    assert converted(amount, unit) == (expected, standard, "DER")


@pytest.mark.parametrize(
    ("term", "lineage", "becomes"),
    [
        ("BEL", {}, "LPS"),
        ("LEA", {"kingdom": "Plantae"}, "LVS"),
        ("LEA", {"kingdom": "Animalia"}, "LPS"),
        ("QUI", {"class": "Aves"}, "FEA"),
        ("QUI", {"class": "Mammalia"}, "QUI"),
        ("SHE", {"order": "Testudines"}, "CAP"),
        ("SHE", {"class": "Bivalvia"}, "SHE"),
        ("EGG", {"order": "Acipenseriformes"}, "CAV"),
        ("ROO", {"genus": "Galanthus"}, "LIV"),
        ("FRN", {"genus": "Dalbergia"}, "WPR"),
        ("FRN", {"genus": "Crocodylus"}, "CAR"),
        ("VNM", {}, "EXT"),
    ],
)
def test_term_becomes_its_standard_term(term, lineage, becomes):
    assert converted("3", "NAR", term, **lineage) == ("3", "NAR", becomes)


def test_frog_legs_by_weight_are_meat_and_by_number_are_legs():
    assert converted("2000", "GRM", "LEG") == ("2", "KGM", "MEA")
    assert converted("2", "NAR", "LEG") == ("2", "NAR", "LEG")


def test_term_rule_comes_before_unit_rule_and_both_before_the_two_together():
    assert converted("1.45", "TON", "TIP", species="Pericopsis elata") == ("2", "MTQ", "TIM")


def test_sides_of_skin_are_halved_once_however_they_are_written():
    assert converted("10", "NAR", "SID") == ("5", "NAR", "SKI")
    assert converted("10", "SID", "SID") == ("5", "NAR", "SKI")
    assert converted("10", "SID", "SKP") == ("5", "NAR", "SKI")
    assert converted("5", "PAI", "SID") == ("5", "NAR", "SKI")
    assert converted("10", "SKI", "SID") == ("10", "NAR", "SKI")


def test_sets_of_piano_keys_are_counted_by_key():
    assert converted("2", "SET", "PKY") == ("104", "NAR", "KEY")


def test_coral_by_weight_and_by_number():
    assert converted("0.206", "KGM", "LIV", **{"class": "Anthozoa"}) == ("1", "NAR", "LIV")
    assert converted("100", "NAR", "COR", **{"class": "Hydrozoa"}) == ("58", "KGM", "COR")
    assert converted("0.206", "KGM", "LIV", **{"class": "Reptilia"}) == ("0.206", "KGM", "LIV")


def test_timber_without_a_known_density_stays_a_weight():
    assert converted("2", "TON", "LOG", genus="Pterocarpus") == ("2000", "KGM", "LOG")


@pytest.mark.parametrize("unit", ["BAG", "BOT", "BOX", "CAN", "CAS", "CRT", "SHP"])
def test_package_is_refused_and_says_what_to_ask(unit):
    result = standardise(Quantity(Decimal(3), unit), "SCA", {}, BOOK)
    assert isinstance(result, NotConvertible)
    assert f"3 {unit}" in str(result.message)
    assert "ask the agency" in str(result.message)


def test_each_step_says_what_was_done_and_on_whose_word():
    result = standardise(Quantity(Decimal(2), "TON"), "LOG", {"species": "Dalbergia nigra"}, BOOK)
    assert [str(step.text) for step in result.steps] == [
        "2 TON of LOG is 2000 KGM.",
        "2000 KGM of LOG is 2.06186 MTQ.",
    ]
    assert [step.rule for step in result.steps] == ["tonnes", "volume-of-dalbergia-nigra"]
    assert all(step.sources[0].title for step in result.steps)


def test_worked_case_of_the_rule_file():
    case = parsed("conversions.yaml")["worked_case"]
    result = standardise(
        Quantity(Decimal(case["quantity"]), case["unit"]), case["term"], case["lineage"], BOOK
    )
    assert (str(result.quantity.amount), result.quantity.unit, result.term) == tuple(case["gives"].values())


def test_lowest_priority_number_wins():
    data = parsed("conversions.yaml")
    entry = {"stage": "unit", "units": ["TON"], "mark": "memory", "source": "own"}
    ours = [
        {**entry, "id": "later", "priority": 2, "to_unit": "MTQ"},
        {**entry, "id": "sooner", "priority": 1, "to_unit": "LTR"},
    ]
    for order in (ours, ours[::-1]):
        book = rules_from_data({**data, "rules": order})
        assert standardise(Quantity(Decimal(1), "TON"), "OIL", {}, book).quantity.unit == "LTR"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"stage": "guess"}, "'guess'"),
        ({"taxa": {"tribe": ["Manini"]}}, "tribe"),
        ({"times": "many"}, "broken"),
        ({"source": "hearsay"}, "hearsay"),
        ({"group": "birds of prey"}, "birds of prey"),
    ],
)
def test_broken_rule_is_named(change, said):
    data = parsed("conversions.yaml")
    rule = {"id": "broken", "stage": "unit", "priority": 1, "mark": "memory", "source": "own", **change}
    with pytest.raises(ValueError, match="'broken'") as error:
        rules_from_data({**data, "rules": [rule]})
    assert said in str(error.value)


def test_two_rules_of_one_name_are_refused():
    with pytest.raises(ValueError, match="tonnes"):
        RuleBook([*BOOK.rules, next(rule for rule in BOOK.rules if rule.id == "tonnes")])


@settings(deadline=None)
@given(AMOUNTS)
def test_kilogram_written_in_smaller_or_larger_units_is_the_same(kilograms):
    for unit, each in (("GRM", 1000), ("MGM", 10**6), ("MYG", 10**9), ("TON", Decimal("0.001"))):
        result = standardise(Quantity(kilograms * each, unit), "SCA", {}, BOOK)
        assert result.quantity == Quantity(kilograms, "KGM")


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("lineage", LINEAGES)
def test_standard_unit_stays_itself_for_every_term(unit, lineage):
    for term in TERMS:
        first = standardise(Quantity(Decimal(3), unit), term, lineage, BOOK)
        if isinstance(first, NotConvertible):
            continue
        again = standardise(first.quantity, first.term, lineage, BOOK)
        assert isinstance(again, Conversion)
        assert (again.quantity, again.term) == (first.quantity, first.term), term


@settings(deadline=None)
@given(AMOUNTS, AMOUNTS, st.sampled_from(UNITS), st.sampled_from(TERMS), st.sampled_from(LINEAGES))
def test_more_of_the_same_is_never_less(one, more, unit, term, lineage):
    small = standardise(Quantity(one, unit), term, lineage, BOOK)
    large = standardise(Quantity(one + more, unit, is_estimate=True), term, lineage, BOOK)
    assert type(small) is type(large)
    if isinstance(small, Conversion):
        assert small.quantity.amount <= large.quantity.amount
        assert not small.quantity.is_estimate
        assert large.quantity.is_estimate


def test_replacements_of_the_vocabularies_are_those_of_the_rules():
    groups = parsed("conversions.yaml")["taxon_groups"]
    for name in ("terms", "terms_legacy"):
        for entry in parsed(f"vocabularies/{name}.yaml")["entries"]:
            for replacement in entry.get("replaced_by", []):
                condition = dict(replacement.get("if", {}))
                unit = condition.pop("unit", "NAR")
                if group := condition.pop("group", None):
                    condition = {rank: names[0] for rank, names in groups[group].items()}
                result = standardise(Quantity(Decimal(1), unit), entry["code"], condition, BOOK)
                assert result.term == replacement["code"], entry["code"]
                assert result.quantity.amount == Decimal(str(replacement.get("factor", 1))), entry["code"]
