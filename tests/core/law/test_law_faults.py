"""What is wrong in law as it was written down is said, never put right silently."""

from datetime import date

import pytest

from saola.core.law import read_law
from saola.core.law.amendments import changes, lex_mitior
from saola.core.law.faults import faults
from saola.core.law.limitation import WARNINGS, Step, still_in_time
from saola.core.law.limitation_rules import LimitationRule
from saola.core.law.penalties import Term
from saola.core.law.treaties import Membership, TreatyBook
from saola.core.values import Outcome


def law(versions, **statute):
    return read_law(
        {
            "country": "QZ",
            "sources": {"gazette": {"title": "Gazette", "mark": "checked"}},
            "statutes": [{"id": "S", "title": "Act", "source": "gazette", **statute}],
            "provisions": [{"id": "P", "statute": "S", "versions": versions}],
        }
    )


def text(tier="t", **more):
    return {"tiers": [{"id": tier, "custody": {"maximum": "5 years"}}], **more}


def found(versions, **statute):
    return [fault.what for fault in faults(law(versions, **statute))]


@pytest.mark.parametrize(
    ("versions", "what"),
    [
        ([text("a", **{"from": "2000-01-01"})], []),
        ([text("a", **{"from": "2000-01-01", "until": "2006-01-01"}), text("b", **{"from": "2005-01-01"})], ["overlap"]),
        ([text("a", **{"from": "2000-01-01", "until": "2004-01-01"}), text("b", **{"from": "2005-01-01"})], ["gap"]),
        ([text("a", **{"from": "2000-01-01", "until": "2004-01-01"}), text("b", **{"from": "2004-01-01"})], []),
        ([text("a", **{"from": "2005-01-01"}), text("b", **{"from": "2000-01-01"})], ["order"]),
        ([text("a", until="2004-01-01"), text("b", until="2004-01-01")], ["ended_twice"]),
        ([{"from": 2000}], ["no_tier"]),
        ([{"from": 2000, "tiers": [{"id": "a", "custody": {"kind": "term"}}]}], ["no_maximum"]),
        ([{"from": 2000, "tiers": [{"id": "a"}]}], ["no_maximum"]),
        ([{"from": 2000, "tiers": [{"id": "a", "kind": "recidivist", "custody": {"maximum": "1 year"}}]}], ["builds_on"]),
        ([text("a", species={"schedules": ["First"]})], ["schedule"]),
        (
            [{"tiers": [
                {"id": "a", "custody": {"maximum": "5 years"}},
                {"id": "b", "kind": "aggravated", "when": {"x": True}, "custody": {"maximum": "3 years"}},
            ]}],
            ["lowered"],
        ),
    ],
)  # fmt: skip
def test_fault_is_found(versions, what):
    assert found(versions) == what


def test_text_that_outlives_or_comes_before_its_statute_is_found():
    assert found([text(until="2010-01-01")], until="2009-01-01") == ["outlives"]
    assert found([text(**{"from": "1999-01-01"})], **{"from": "2000-01-01"}) == ["before_statute"]


def test_text_without_an_end_ends_with_its_statute():
    (provision,) = law([text(**{"from": "2000-01-01"})], until="2009-01-01").provisions
    assert provision.versions[0].in_force.on(date(2009, 1, 1)) is Outcome.NO


def test_tier_without_any_source_is_found():
    written = law([text()])
    bare = read_law(
        {
            "country": "QZ",
            "statutes": [{"id": "S"}],
            "provisions": [{"id": "P", "statute": "S", "versions": [text()]}],
        }
    )
    assert [fault.what for fault in faults(written)] == []
    assert [fault.what for fault in faults(bare)] == ["no_source"]


def test_changes_need_days_in_order(library):
    with pytest.raises(ValueError, match="must come after"):
        changes(library.provisions.values(), date(2020, 1, 1), date(2020, 1, 1))
    with pytest.raises(ValueError, match="before it was done"):
        lex_mitior(library.find("SG-01"), date(2020, 1, 2), date(2020, 1, 1))


def test_changes_over_the_whole_library_name_what_began_and_ended(library):
    found = changes(library.provisions.values(), date(2019, 11, 24), date(2019, 11, 25))
    assert {(change.provision, change.what) for change in found} == {
        ("TH-WACPA-2019-hunting-reserved", "begun"),
        ("TH-WACPA-2019-possession", "begun"),
        ("TH-WARPA-1992-hunting-reserved", "ended"),
    }


def test_warnings_come_before_the_first_day_too_late():
    rule = LimitationRule(Term.parse("1 year"), interrupted_by=frozenset({"charge"}))
    finding = still_in_time(
        [rule], done_on=date(2010, 1, 1), asked_on=date(2010, 6, 1), steps=[Step("charge", date(2010, 5, 1))]
    )
    assert finding.value.earliest == date(2011, 5, 1)
    assert [(finding.value.earliest - day).days for day in finding.value.warnings] == list(WARNINGS)


def test_membership_told_twice_is_refused():
    with pytest.raises(ValueError, match="comes twice"):
        TreatyBook(memberships=(Membership("untoc", "QA"), Membership("untoc", "QA")))
    with pytest.raises(ValueError, match="not in the book"):
        TreatyBook(memberships=(Membership("other", "QA"),))


def test_term_is_said_in_years_months_and_days():
    assert str(Term.parse("6 years and 1 day").in_words) == "6 years and 1 day"
    assert str(Term.parse("1 year, 1 month and 2 days").in_words) == "1 year, 1 month and 2 days"
    assert str(Term().in_words) == "0 days"
