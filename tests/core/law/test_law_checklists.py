"""Gaps: a point that the law does not meet, told apart from one of which nothing is known."""

from datetime import date

from saola.core.law import read_law
from saola.core.law.checklists import checklist
from saola.core.values import Outcome

DAY = date(2020, 1, 1)


def law(**more):
    return read_law({"country": "QZ", "statutes": [{"id": "S"}], **more})


def offence(id, conduct, years=5, **more):
    tier = {"id": f"{id}-t", "custody": {"maximum": f"{years} years"}}
    return {
        "id": id,
        "statute": "S",
        "versions": [{"from": 2000, "conduct": conduct, "tiers": [tier], **more}],
    }


def answers(written, on=DAY):
    return {point.name: point.finding.outcome for point in checklist(written, on)}


def test_nothing_loaded_leaves_every_point_open():
    assert set(answers(law()).values()) == {Outcome.UNKNOWN}


def test_complete_law_without_offences_meets_none_of_the_conventions():
    found = answers(law(is_complete=True))
    assert found["serious_crime"] is found["group_offence"] is found["bribery_offence"] is Outcome.NO
    assert found["authorities"] is Outcome.UNKNOWN  # nothing was verified, complete or not


def test_wildlife_trade_of_four_years_is_met_and_below_is_a_gap():
    assert answers(law(provisions=[offence("P", ["sell"], 4)]))["serious_crime"] is Outcome.YES
    assert (
        answers(law(provisions=[offence("P", ["sell"], 3)], is_complete=True))["serious_crime"] is Outcome.NO
    )
    assert answers(law(provisions=[offence("P", ["sell"], 3)]))["serious_crime"] is Outcome.UNKNOWN


def test_offences_of_the_conventions_count_while_in_force():
    written = law(
        provisions=[offence("P", ["bribe", "take_bribe"]), offence("Q", ["launder"], until=2010)],
        is_complete=True,
    )
    found = answers(written)
    assert found["bribery_offence"] is Outcome.YES
    assert found["laundering_offence"] is Outcome.NO
    assert answers(written, date(2005, 1, 1))["laundering_offence"] is Outcome.YES


def test_companies_limitation_and_predicates_are_asked_for():
    written = law(
        provisions=[offence("P", ["sell"], legal_persons={"liability": "criminal"})],
        limitation=[{"period": "10 years"}],
        laundering=[{"id": "L", "from": 2005, "approach": "all_crimes"}],
    )
    found = answers(written)
    assert found["legal_persons"] is found["limitation"] is found["laundering_law"] is Outcome.YES


def test_every_open_point_says_what_would_close_it(library):
    for written in library.laws:
        for point in checklist(written, DAY):
            assert point.finding.reasons
            assert point.finding.missing or point.finding.outcome is not Outcome.UNKNOWN
