"""Law as it is written in the library becomes law that can be asked; what is wrong is named."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from saola.core.law import BadLawError, LawBook, read_facts, read_law
from saola.core.law.penalties import CustodyKind, Term
from saola.core.values import Mark, Outcome

PAGE = Path(__file__).parents[3] / "docs" / "method" / "law.md"


def minimal(**tier):
    version = {"from": 2020, "tiers": [{"id": "QZ-01", **tier}]}
    return {
        "country": "QZ",
        "sources": {"gazette": {"title": "Gazette", "mark": "checked"}},
        "statutes": [{"id": "QZ-W", "title": "Wildlife Act", "source": "gazette"}],
        "provisions": [{"id": "QZ-W-1", "statute": "QZ-W", "section": "1", "versions": [version]}],
    }


def test_example_of_the_page_is_read():
    (example,) = re.findall(r"```yaml\ntitle(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    book = LawBook((read_law(yaml.safe_load("title" + example)),))
    provision, version, tier = book.tier("SG-02")
    assert provision is book.find("SG-02") is book.find("SG-ESA-2006-4")
    assert tier.penalty.custody.maximum == Term.parse("48 months")
    assert version.in_force.on(date(2022, 10, 31)) is Outcome.NO
    assert version.in_force.on(date(2022, 11, 1)) is Outcome.YES
    assert tier.source.mark is Mark.CHECKED


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("4 years", 48, 0),
        ("6 years and 1 day", 72, 1),
        ("18 months", 18, 0),
        ("10 days", 0, 10),
        ("2 weeks", 0, 14),
        ("0.5 years", 6, 0),
    ],
)
def test_term_keeps_months_and_days(text, months, days):
    assert (Term.parse(text).months, Term.parse(text).days) == (months, days)


@pytest.mark.parametrize("text", ["", "life", "four years", "-4 years", "4", "4 years or more"])
def test_term_that_is_no_time_is_refused(text):
    with pytest.raises(BadLawError, match="not a time"):
        Term.parse(text)


@pytest.mark.parametrize(
    ("tier", "fault"),
    [
        ({"custody": {"maximum": "2 years", "minimum": "3 years"}}, "above the maximum"),
        ({"custody": {"kind": "life", "maximum": "20 years"}}, "no maximum"),
        ({"custody": {"maximum": "15 years"}, "combination": "fine_only"}, "fine only"),
        ({"custody": {"maxmum": "15 years"}}, "not a word of custody: maxmum"),
        ({"kind": "worse"}, "the kind of a tier is one of"),
        ({"when": {"any": []}}, "never be so"),
        ({"when": {"value": {"unit": "VND"}}}, "no bound"),
        ({"source": "newspaper"}, "not among the file's sources"),
        ({"fine": {"maximum": "many"}}, "is a number"),
    ],
)
def test_fault_in_a_tier_is_named_with_the_tier(tier, fault):
    with pytest.raises(BadLawError, match=fault) as raised:
        read_law(minimal(**tier))
    assert "QZ-01" in str(raised.value)


def test_version_that_ends_before_it_begins_is_refused():
    law = minimal()
    law["provisions"][0]["versions"][0]["until"] = 2019
    with pytest.raises(BadLawError, match="before it began"):
        read_law(law)


def test_id_that_comes_twice_is_refused():
    law = read_law(minimal())
    with pytest.raises(BadLawError, match="comes twice"):
        LawBook((law, law))


def test_fine_only_means_no_custody():
    (tier,) = read_law(minimal(combination="fine_only")).provisions[0].versions[0].tiers
    assert tier.penalty.custody.kind is CustodyKind.NONE


def test_facts_keep_what_is_unknown_apart_from_what_is_not():
    facts = read_facts({"a": True, "b": "unknown", "c": {"value": 5, "unit": "KGM", "evidence": ["E-1"]}})
    assert facts.get("a")
    assert facts.get("b") is None
    assert facts.is_proved("c")
    assert not facts.is_proved("a")
