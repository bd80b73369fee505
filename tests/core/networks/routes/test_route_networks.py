"""Routes: the worked example to the kilogram, roles, corridors that appear and vanish, ranks."""

import math

import pytest

from saola.core.networks import Measure
from saola.core.networks.measures import measure
from saola.core.networks.routes import (
    BadRouteError,
    Consignment,
    Leg,
    Role,
    as_network,
    changes,
    corridors,
    country_roles,
    coverage,
    enforcement_shares,
    flow_balances,
    flows,
    in_years,
    origin_shares,
    rank_hubs,
    roles_played,
    stretches,
    trade_chain_index,
    trade_shares,
)
from saola.core.values import PartialDate

ORIGIN, EXPORT, TRANSIT, DESTINATION = Role.ORIGIN, Role.EXPORT, Role.TRANSIT, Role.DESTINATION


def route(reference: str, *legs: Leg, seized_in: str = "SG", year: int | None = None, **more) -> Consignment:
    return Consignment(reference, seized_in, legs, PartialDate(year), **more)


IVORY = route(
    "worked example",
    Leg(ORIGIN, "UG", 0.2),
    Leg(ORIGIN, "KE", 0.8),
    Leg(EXPORT, "KE"),
    Leg(TRANSIT, "AE", had_opportunity=True),
    Leg(TRANSIT, "MY", had_opportunity=False),
    Leg(DESTINATION, "CN", is_actual=False),
    mass_kg=1000,
)


def test_the_worked_example_to_the_kilogram():
    found = flows([IVORY])
    assert {country: flow.out_kg for country, flow in found.items()} == {
        "AE": 1000,
        "CN": 1000,
        "KE": 1000,
        "UG": 200,
        "SG": 0,
    }
    assert "MY" not in found
    assert (found["SG"].in_kg, found["SG"].stopped, found["SG"].out) == (1000, 1, 0)
    assert {country for country, flow in found.items() if flow.missed} == {"UG", "KE", "AE"}
    assert (found["UG"].missed_kg, found["KE"].missed_kg, found["CN"].missed_kg) == (200, 1000, 0)
    assert set(trade_shares(IVORY)) - set(enforcement_shares(IVORY)) == {"CN"}


def test_the_way_of_the_worked_example():
    assert [(each.source, each.target, each.share, each.is_actual) for each in stretches(IVORY)] == [
        ("UG", "KE", 0.2, True),
        ("KE", "AE", 1, True),
        ("AE", "SG", 1, True),
        ("SG", "CN", 1, False),
    ]
    kilograms = {(each.source, each.target): each.kg for each in corridors([IVORY])}
    assert kilograms == {("UG", "KE"): 200, ("KE", "AE"): 1000, ("AE", "SG"): 1000, ("SG", "CN"): 1000}
    assert [each.actual for each in corridors([IVORY]) if each.target == "CN"] == [0]


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ({"UG": None, "KE": None}, {"UG": 0.5, "KE": 0.5}),
        ({"UG": 0.2, "KE": None, "TZ": None}, {"UG": 0.2, "KE": 0.4, "TZ": 0.4}),
        ({"UG": 0.5, "KE": 0.3}, {"UG": 0.5, "KE": 0.3, "XX": 0.2}),
        ({"UG": None}, {"UG": 1.0}),
        ({"": None}, {"XX": 1.0}),
        ({}, {}),
    ],
)
def test_origins_share_as_stated_and_the_rest_equally(shares, expected):
    legs = [Leg(ORIGIN, country, share) for country, share in shares.items()]
    assert origin_shares(route("1", *legs)) == pytest.approx(expected)


def test_what_cannot_be_is_refused():
    with pytest.raises(BadRouteError, match="shares of origins"):
        route("1", Leg(ORIGIN, "UG", 0.7), Leg(ORIGIN, "KE", 0.7))
    with pytest.raises(BadRouteError, match="an amount"):
        route("1", mass_kg=-1)


def test_a_country_that_is_origin_and_place_of_seizure_sends_nothing_out():
    domestic = route("1", Leg(ORIGIN, "SG"), Leg(DESTINATION, "CN"), mass_kg=5)
    found = flows([domestic])
    assert (found["SG"].out, found["SG"].in_kg, found["CN"].out_kg) == (0, 5, 5)
    assert [(each.source, each.target) for each in stretches(domestic)] == [("SG", "CN")]


def test_an_unweighed_seizure_counts_and_is_said_to_be_unweighed():
    found = flows([route("1", Leg(ORIGIN, "UG"))])
    assert (found["UG"].out, found["UG"].out_kg, found["UG"].unweighed) == (1, 0, 1)


def test_the_unknown_country_is_on_the_way_but_in_no_measure():
    held = [route("1", Leg(ORIGIN, ""), Leg(DESTINATION, "CN")), route("2", Leg(ORIGIN, "UG"))]
    found = corridors(held)
    assert ("XX", "SG") in {(each.source, each.target) for each in found}
    assert as_network(found).names == ("CN", "SG", "UG")
    known = coverage(held)
    assert (known.consignments, known.origin, known.destination, known.dated) == (2, 1, 1, 0)
    assert (known.stretches, known.unknown_stretches) == (3, 1)
    assert known.known_stretches == pytest.approx(2 / 3)
    assert coverage([]).known_stretches is None


def test_transit_of_which_nothing_is_stated_counts_and_is_counted():
    held = [route("1", Leg(EXPORT, "KE"), Leg(TRANSIT, "AE"))]
    assert set(flows(held)) == {"KE", "AE", "SG"}
    assert coverage(held).opportunity_not_stated == 1


def test_bias_is_allowed_for_beside_the_raw_count():
    held = [route("1", Leg(EXPORT, "KE"), adjustment=2.5), route("2", Leg(EXPORT, "KE"))]
    (corridor,) = corridors(held)
    assert (corridor.consignments, corridor.adjusted, corridor.references) == (2, 3.5, ("1", "2"))


def test_the_trade_chain_index_by_hand():
    held = [
        route("raw 1", Leg(ORIGIN, "KE"), Leg(DESTINATION, "CN"), form="raw"),
        route("raw 2", Leg(ORIGIN, "UG"), Leg(DESTINATION, "CN"), form="raw"),
        route("worked", Leg(EXPORT, "CN"), Leg(DESTINATION, "JP"), form="worked"),
    ]
    # destination: raw 2/2, worked 0/1, mean 1/2; origin: raw 0/2; export: worked 1/1; transit: nobody states any
    assert trade_chain_index(held, "CN") == pytest.approx(math.log(1.5 / 1.5))
    assert trade_chain_index(held, "JP") == pytest.approx(math.log(1.5 / 1))
    assert trade_chain_index(held, "KE") == pytest.approx(math.log(1 / 1.25))
    assert trade_chain_index([route("1", Leg(ORIGIN, "KE"))], "KE") is None
    assert trade_chain_index([], "KE") is None


def test_roles_of_countries():
    held = [IVORY, route("2", Leg(ORIGIN, "KE"), Leg(DESTINATION, "CN"))]
    found = {role.country: role for role in country_roles(held, corridors(held))}
    assert found["KE"].shares[ORIGIN] == 1
    assert found["UG"].shares[ORIGIN] == 0.5
    assert found["KE"].shares[TRANSIT] == 0
    assert found["CN"].flow_balance == 1
    assert found["UG"].flow_balance == -1
    assert found["SG"].times[Role.SEIZURE] == 2
    assert found["CN"].trade_chain_index > 0 > found["UG"].trade_chain_index
    assert found["CN"].roles_played == 1
    assert found["MY"].flow_balance is None


def test_balance_and_entropy_by_hand():
    held = [route("1", Leg(EXPORT, "KE"), Leg(TRANSIT, "AE")), route("2", Leg(EXPORT, "AE"))]
    assert flow_balances(corridors(held)) == pytest.approx({"KE": -1, "AE": -1 / 3, "SG": 1})
    assert roles_played([0.5, 0.5, None, 0]) == pytest.approx(2)
    assert roles_played([0, None]) is None


def by_year(*years: int, source: str, target: str = "SG") -> list[Consignment]:
    return [
        route(f"{source}{number}{year}", Leg(EXPORT, source), seized_in=target, year=year)
        for number, year in enumerate(years)
    ]


def test_corridors_that_appear_and_vanish():
    held = (
        by_year(2008, 2009, source="KE")
        + by_year(2011, 2012, source="NG")
        + by_year(2011, source="TG")
        + by_year(2008, 2008, 2014, source="TZ")
        + by_year(2014, 2014, source="NG")
    )
    first, second, third = changes(held, years=3, span=(2008, 2015))
    assert (first.first, first.last, first.emerging, first.vanished) == (2008, 2010, (), ())
    assert [each.source for each in second.emerging] == ["NG"]  # one from Togo is too few
    assert [each.source for each in second.vanished] == ["KE"]  # Tanzania comes back
    assert (third.emerging, third.vanished) == ((), ())
    assert "shorter than 3 years" in str(third.notices[0])
    assert changes([route("no date", Leg(EXPORT, "KE"))]) == ()
    with pytest.raises(ValueError, match="one year"):
        changes(held, years=0)
    assert len(in_years(held, 2008, 2009)) == 4


def test_hubs_are_ranked_with_how_sure_their_place_is():
    held = [route(f"a{n}", Leg(EXPORT, "KE"), Leg(DESTINATION, "CN")) for n in range(30)]
    held += [route(f"b{n}", Leg(EXPORT, "TG"), Leg(DESTINATION, "VN"), seized_in="SG") for n in range(30)]
    held += [route("c", Leg(EXPORT, "KE"), Leg(DESTINATION, "VN"), seized_in="AE")]
    found = rank_hubs(held, by=Measure.BETWEENNESS, size=1, times=200)
    first = found["SG"]
    assert (first.place, first.best_place, first.worst_place) == (1, 1, 1)
    assert first.in_top.value == 1
    assert "SG is at place 1" in str(first.sentence)
    rare = found["AE"]
    assert rare.worst_place > rare.best_place  # the one seizure that shows it is often not drawn
    assert rank_hubs(held, by=Measure.BETWEENNESS, size=1, times=200) == found
    value = dict(measure(as_network(corridors(held)), Measure.BETWEENNESS).ranking())
    assert first.value == value["SG"]
    assert rank_hubs([], times=5).ranks == ()
    stopped = rank_hubs(held, times=50, watch=lambda done, of: done < 3)
    assert stopped.times == 3


def test_strength_ranks_by_how_many_consignments():
    held = [route(f"{n}", Leg(EXPORT, "KE")) for n in range(9)] + [route("x", Leg(EXPORT, "TG"))]
    equal = rank_hubs(held, by=Measure.BETWEENNESS, size=2, times=5)
    assert "nobody is first" in str(equal.notices[0])
    found = rank_hubs(held, size=2, times=50)
    assert [rank.country for rank in found.ranks] == ["SG", "KE", "TG"]
    assert found["KE"].value == 9
