"""Participation, declarations and treaties on assistance: complete, in order, and in agreement with the table."""

import csv
from datetime import date
from functools import cache

import pytest

from saola.apps.catalogue import library
from saola.apps.catalogue.law import treaty_book
from saola.core.law.legal_basis import legal_basis
from saola.core.law.treaties import Assistance, TreatyKind, bound
from saola.core.values import Mark, Outcome

CONVENTIONS = ("cites", "untoc", "uncac")
BESIDE_THE_MEMBERS = {"CK", "EU", "NU", "PS", "VA"}
SUCCEEDED = {"succession", "continuation"}


@cache
def states() -> dict[str, dict]:
    return {state["iso2"]: state for state in library.read("treaties.yaml")["states"]}


def was_bound(state: str, treaty: str, day: str) -> Outcome:
    return bound(state, treaty, date.fromisoformat(day), treaty_book()).outcome


def test_all_members_of_the_united_nations_are_there():
    assert len(set(states()) - BESIDE_THE_MEMBERS) == 193
    assert set(states()) >= BESIDE_THE_MEMBERS


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_signature_comes_before_deposit_and_deposit_before_being_bound(convention):
    for code, state in states().items():
        entry = state[convention]
        if entry.get("act") in SUCCEEDED:
            continue
        days = [entry[name] for name in ("signed", "joined", "in_force") if isinstance(entry.get(name), date)]
        assert days == sorted(days), code


@pytest.mark.parametrize("convention", ["untoc", "uncac"])
def test_thirty_days_pass_between_deposit_and_being_bound(convention):
    began = library.read("treaties.yaml")["conventions"][convention]["in_force"]
    for code, state in states().items():
        entry = state[convention]
        if not isinstance(entry.get("joined"), date) or entry["act"] in SUCCEEDED:
            continue
        assert (entry["in_force"] - entry["joined"]).days == 30 or entry["in_force"] == began, code


@pytest.mark.shared
def test_what_was_checked_agrees_with_the_table(shared):
    with (shared / "domain" / "treaties.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["iso2"]: row for row in csv.DictReader(file)}
    assert set(rows) == set(states()) - BESIDE_THE_MEMBERS
    for code, row in rows.items():
        for convention in ("untoc", "uncac"):
            entry, was = states()[code][convention], row[f"{convention}_status"]
            if was == "party":
                assert str(entry["joined"]) == row[f"{convention}_bound"], code
                assert entry["act"] == row[f"{convention}_act"], code
            elif entry["participation"] == "party":
                assert entry["source"] == "later" or entry["mark"] == "checked", code
                later = entry.get("joined") or entry["in_force"]
                assert str(later)[:7] > row[f"{convention}_as_of"], code
            assert str(entry.get("signed", "")) == row[f"{convention}_signed"], code


@pytest.mark.parametrize(
    ("convention", "day", "parties"),
    [
        ("untoc", "2024-05-04", 192),  # the head of the depositary's page of that day
        ("uncac", "2024-04-20", 190),
        ("cites", "2025-01-01", 184),  # the notices of the 185th Party
        ("cites", "2025-01-02", 185),
    ],
)
def test_as_many_are_bound_as_the_depositary_counts(convention, day, parties):
    bound_then = [state for state in states() if was_bound(state, convention, day) is Outcome.YES]
    assert len(bound_then) == parties


def test_nothing_later_than_the_list_is_assumed():
    assert was_bound("CG", "untoc", "2014-01-31") is Outcome.NO
    assert was_bound("CG", "untoc", "2014-02-01") is Outcome.UNKNOWN


def test_a_signature_binds_nobody():
    assert states()["JP"]["uncac"]["signed"] == date(2003, 12, 9)
    assert was_bound("JP", "uncac", "2017-08-09") is Outcome.NO
    assert was_bound("JP", "uncac", "2017-08-10") is Outcome.YES


def test_a_state_that_left_and_came_back_was_not_bound_between():
    assert [was_bound("AE", "cites", day) for day in ("1988-01-26", "1988-01-27", "1990-05-08", "1990-05-09")] == [
        Outcome.YES,
        Outcome.NO,
        Outcome.NO,
        Outcome.YES,
    ]  # fmt: skip


def test_a_successor_is_bound_from_the_succession_and_not_before_it_existed():
    assert was_bound("ME", "untoc", "2006-06-02") is Outcome.NO
    assert was_bound("ME", "untoc", "2006-06-03") is Outcome.YES


def test_a_party_of_which_the_first_day_is_unknown_is_an_open_question():
    assert was_bound("PW", "untoc", "2019-06-01") is Outcome.UNKNOWN
    assert was_bound("PW", "untoc", "2020-01-30") is Outcome.YES


def test_declarations_name_states_that_are_bound_and_are_all_cited():
    book = treaty_book()
    for one in book.declarations:
        assert book.membership(one.treaty, one.state).periods, (one.treaty, one.state)
        assert one.source.mark is Mark.CHECKED, one
        assert one.words, one
    assert len(book.declarations) > 100


def test_worked_case_of_the_declarations():
    case = library.read("treaty_declarations.yaml")["worked_case"]
    declared = treaty_book().declared(case["treaty"], case["state"], case["day"])
    assert {kind.value for one in declared for kind in one.excludes} == set(case["excludes"])


def test_worked_case_of_the_treaties_on_assistance():
    case = library.read("cooperation_treaties.yaml")["worked_case"]
    asking, asked = case["between"]
    answer = legal_basis(asking, asked, Assistance(case["assistance"]), on=case["day"], book=treaty_book())
    assert answer.value.recommended == case["treaty"]


def test_a_bilateral_treaty_goes_before_a_regional_one():
    day = date(2016, 1, 1)
    assistance = Assistance.MUTUAL_LEGAL_ASSISTANCE
    answer = legal_basis("CN", "VN", assistance, on=day, book=treaty_book())
    assert answer.value.recommended == "cn_vn_mla"
    answer = legal_basis("TH", "VN", assistance, on=day, book=treaty_book())
    assert answer.value.recommended == "asean_mla"


def test_treaties_on_assistance_have_parties_that_are_states_or_territories_here():
    book = treaty_book()
    for treaty in book.treaties:
        if treaty.kind is TreatyKind.MULTILATERAL:
            continue
        members = set(book.members(treaty.id))
        assert len(members) >= 2, treaty.id
        assert members <= set(states()) | {"HK"}, treaty.id
        assert treaty.source.title, treaty.id
        assert treaty.assistance, treaty.id


def test_lives_of_states_do_not_contradict_their_participation():
    book = treaty_book()
    for record in book.states:
        begins = record.in_force.begins.first_day
        for convention in CONVENTIONS:
            member = book.membership(convention, record.code)
            for period in member.periods if member else ():
                first = period.begins.first_day
                assert first is None or first >= begins, (record.code, convention)


def test_countries_that_do_not_exist_take_part_where_their_file_says():
    file = library.read("treaties_fictional.yaml")
    case = file["worked_case"]
    for day, participation in case["participation_on"].items():
        outcome = bound(case["iso2"], case["convention"], day, treaty_book()).outcome
        assert (outcome == "yes") == (participation == "party"), day
    fictional = {entry["code"] for entry in library.read("countries_fictional.yaml")["countries"]}
    assert {state["iso2"] for state in file["states"]} <= fictional
    assert not fictional & {state["iso2"] for state in library.read("treaties.yaml")["states"]}
