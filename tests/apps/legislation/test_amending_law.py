"""The law is amended, repealed and corrected: what stood stays, and what cannot be is refused whole."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from saola.apps.journal.models import Entry
from saola.apps.legislation.actions import amending
from saola.apps.legislation.actions.changing import (
    BadLawError,
    ChangedMeanwhileError,
    FaultyLawError,
    rehearse,
)
from saola.apps.legislation.models import Correction, Provision, Statute, Tier, Version
from saola.apps.legislation.queries import law_book
from saola.core.law import read_facts
from saola.core.law.serious_crime import serious_crime
from saola.core.values import Outcome
from tests.factories import accounts, legislation

CODE = "SG-ESA-2006-4"
STRICTER = {
    "from": "2030-01-01",
    "conduct": ["import", "export"],
    "words": "import or export without permit",
    "species": {"appendices": ["I", "II", "III"]},
    "source": "Act of 2029",
    "tiers": [{"id": "SG-2030-1", "custody": {"maximum": "10 years"}, "combination": "and_or"}],
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def provision(officer):
    legislation.law_of("SG", by=officer)
    return Provision.objects.get(code=CODE)


def serious(day, appendix="II"):
    finding = serious_crime(law_book().provisions[CODE], day, read_facts({"appendix": appendix}))
    return finding.outcome


def test_amendment_holds_from_its_day_and_changes_nothing_before(provision, officer):
    before = {day: serious(day) for day in (date(2010, 1, 1), date(2022, 10, 31), date(2022, 11, 1))}
    change = amending.amend(provision, STRICTER, by=officer)
    assert change.told == []
    assert {day: serious(day) for day in before} == before
    text = law_book().provisions[CODE].versions
    assert [str(one.in_force) for one in text] == [
        "2006-03-01/2022-11-01",
        "2022-11-01/2030-01-01",
        "2030-01-01/",
    ]
    assert text[-1].source.title == "Act of 2029"
    assert text[-1].source.mark == "checked"
    assert Entry.objects.filter(event="law.amended").count() == 1


def test_text_of_before_is_put_in_its_place(provision, officer):
    older = STRICTER | {"from": "1999", "tiers": [{"id": "SG-1999-1", "custody": {"maximum": "1 year"}}]}
    amending.amend(provision, older, by=officer)
    versions = Version.objects.filter(provision=provision)
    assert [(one.place, one.since, one.until) for one in versions] == [
        (1, "1999", "2006-03-01"),
        (2, "2006-03-01", "2022-11-01"),
        (3, "2022-11-01", ""),
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"from": "2020-01-01", "until": "2025-01-01"}, "overlap"),
        ({"tiers": []}, "no_tier"),
        ({"species": {"schedules": ["SG-NONE"]}}, "schedule"),
        ({"tiers": [{"id": "SG-9", "kind": "recidivist", "custody": {"maximum": "9 years"}}]}, "builds_on"),
    ],
)
def test_contradiction_is_refused_and_nothing_is_kept(provision, officer, change, fault):
    book = law_book()
    with pytest.raises(FaultyLawError) as refused:
        amending.amend(provision, STRICTER | change, by=officer)
    assert fault in [found.what for found in refused.value.faults]
    assert law_book() is book
    assert not Entry.objects.filter(event="law.amended").exists()


def test_every_contradiction_is_told_at_once(provision, officer):
    bad = STRICTER | {
        "from": "2020-01-01",
        "until": "2025-01-01",
        "species": {"schedules": ["SG-NONE"]},
        "tiers": [{"id": "SG-9", "kind": "recidivist", "custody": {"maximum": "9 years"}}],
    }
    with pytest.raises(FaultyLawError) as refused:
        amending.amend(provision, bad, by=officer)
    assert {found.what for found in refused.value.faults} >= {"overlap", "schedule", "builds_on"}


def test_tier_without_maximum_is_kept_and_told(provision, officer):
    open_ended = STRICTER | {"tiers": [{"id": "SG-9", "custody": {"kind": "term"}}]}
    change = amending.amend(provision, open_ended, by=officer)
    assert [fault.what for fault in change.told] == ["no_maximum"]
    assert serious(date(2031, 1, 1)) is Outcome.UNKNOWN


@pytest.mark.parametrize("kind", ["life", "death", "indeterminate"])
def test_gravest_penalties_have_no_maximum_and_count(provision, officer, kind):
    gravest = STRICTER | {"tiers": [{"id": "SG-9", "custody": {"kind": kind}}]}
    amending.amend(provision, gravest, by=officer)
    assert serious(date(2031, 1, 1)) is Outcome.YES


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"from": ""}, "needs the day"),
        ({"from": "2030-13-01"}, "2030-13-01"),
        ({"tiers": [{"id": "SG-9", "custody": {"maximum": "ten years"}}]}, "ten years"),
        ({"conduct": ["smile"]}, "smile"),
        ({"tiers": [{"id": "TZ-01", "custody": {"maximum": "9 years"}}]}, "comes twice"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(provision, officer, said, words):
    with pytest.raises(BadLawError, match=words):
        amending.amend(provision, STRICTER | said, by=officer)
    assert provision.versions.count() == 2


def test_repealed_twice_is_refused_with_the_day(provision, officer):
    amending.repeal(provision, {"until": "2031-06"}, by=officer)
    assert serious(date(2031, 7, 1)) is Outcome.NO
    assert serious(date(2031, 5, 31)) is Outcome.YES
    with pytest.raises(amending.RepealedAlreadyError) as refused:
        amending.repeal(provision, {"until": "2032"}, by=officer)
    assert refused.value.until == "2031-06"


def test_statute_that_ends_ends_what_stands_in_it(provision, officer):
    statute = Statute.objects.get(code="SG-ESA-2006")
    amending.repeal_statute(statute, {"until": "2035-01-01"}, by=officer)
    assert serious(date(2035, 1, 1)) is Outcome.NO
    provision.refresh_from_db()
    with pytest.raises(amending.RepealedAlreadyError):
        amending.repeal(provision, {"until": "2036"}, by=officer)


def test_correction_keeps_what_stood_and_why(provision, officer):
    version = provision.versions.get(place=2)
    said = STRICTER | {"from": "2022-11-01", "tiers": [{"id": "SG-01", "custody": {"maximum": "5 years"}}]}
    with pytest.raises(amending.NoReasonError):
        amending.correct(version, said, reason=" ", by=officer)
    version = provision.versions.get(place=2)
    amending.correct(version, said, reason="Six was read as five.", by=officer)
    assert provision.versions.count() == 2
    kept = Correction.objects.get()
    assert [tier["id"] for tier in kept.before["tiers"]] == ["SG-01", "SG-02"]
    assert [tier["id"] for tier in kept.after["tiers"]] == ["SG-01"]
    assert not Tier.objects.filter(code="SG-02").exists()


def test_second_officer_is_told(provision, officer):
    seen = provision.revision
    other = Provision.objects.get(pk=provision.pk)
    amending.amend(provision, STRICTER, by=officer, seen=seen)
    with pytest.raises(ChangedMeanwhileError):
        amending.repeal(other, {"until": "2031"}, by=legislation.officer(), seen=seen)
    assert Version.objects.get(provision=provision, place=3).until == ""


def test_rehearsal_leaves_nothing(provision, officer):
    told = rehearse(lambda: amending.amend(provision, STRICTER, by=officer)).told
    assert told == []
    assert Version.objects.filter(provision=provision).count() == 2
    assert not Entry.objects.filter(event="law.amended").exists()


@pytest.mark.parametrize("role", ["reader", "prosecutor", "investigator", "administrator", "auditor"])
def test_others_read_the_law_and_do_not_write_it(provision, role):
    with pytest.raises(PermissionDenied):
        amending.amend(provision, STRICTER, by=accounts.person(role))
