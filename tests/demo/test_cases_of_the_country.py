"""The cases of the fictional country: at every stage, through the actions, and those that went wrong as they are told."""

from datetime import date
from pathlib import Path

import pytest

from saola.apps.accounts.models import Agency, Person
from saola.apps.cases.models import Case, CaseSeizure, Charge, Event, HandOver, Hearing, Involvement
from saola.apps.cases.queries import clocks
from saola.apps.catalogue import actions as catalogue
from saola.apps.journal import queries as journal
from saola.core.casework import ClockState, Stage
from saola.demo import cases, country
from saola.demo.places import read

TODAY = date(2026, 11, 22)
GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "what-went-wrong.md"


@pytest.fixture
def told(db, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    catalogue.load_knowledge(by=None)
    facts = country.create(incidents=220, today=TODAY, with_all_cases=False)
    return {**facts, "cases": _entered_in_two_goes(facts["cases"])}


class BrokenOffError(RuntimeError):
    pass


def _entered_in_two_goes(begun):
    """What was broken off goes on where it was, and once all is entered nothing is entered again."""

    def break_off(done, of):
        if done == 4:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        cases.go_on(seed=2013, today=TODAY, progress=break_off)
    between = Case.objects.count()
    whole = cases.go_on(seed=2013, today=TODAY)
    assert begun < between < whole
    assert cases.go_on(seed=2013, today=TODAY) == whole
    about = CaseSeizure.objects.values_list("incident", flat=True)
    assert len(about) == len(set(about))
    return whole


def told_of(title: str) -> Case:
    return Case.objects.get(title=title)


def test_cases_are_told_through_the_actions(told):
    mishaps = read("cases.yaml")["mishaps"]
    assert told["cases"] == Case.objects.count() > len(mishaps) + 15
    assert Case.objects.values_list("stage", flat=True).distinct().count() >= 4
    for case in Case.objects.all():
        assert case.agencies.filter(part="lead", until_at=None).get().agency == case.lead
        assert case.events.exists()
        assert case.opened_on <= TODAY
    assert set(Involvement.objects.values_list("is_defendant", flat=True)) == {True, False}
    assert Agency.objects.filter(code="prosecution", people__role="prosecutor").exists()
    assert Person.objects.get(name="leocadia").agency.code == "prosecution"
    filed = Charge.objects.exclude(filed_on=None)
    assert filed
    assert all(
        len(charge.words) > 10 and charge.max_custody_words for charge in filed.exclude(custody_kind="none")
    )
    assert journal.verify().holds

    _what_went_wrong(mishaps)
    _guide_lists_them_with_their_numbers(mishaps)


def _what_went_wrong(mishaps):
    titles = {key: entry["title"] for key, entry in mishaps.items()}
    refused = told_of(titles["repealed"]).events.filter(kind="decision", reason__contains="not in force")
    assert refused.exists()
    assert told_of(titles["repealed"]).charges.get().provision == "QZ-WPA-2009-21"
    assert told_of(titles["custody"]).charges.get().outcome_reason == "chain_of_custody"
    assert told_of(titles["limitation"]).closing == "out_of_time"
    died = told_of(titles["died"])
    assert set(died.charges.values_list("state", flat=True)) == {"abated", "convicted"}
    assert died.involved.filter(standing="deceased").count() == 1
    absconded = told_of(titles["absconded"])
    assert absconded.involved.get().standing == "absconded"
    assert Hearing.objects.filter(case=absconded, adjourned_because="defendant_absent").exists()
    assert told_of(titles["child"]).involved.get().is_child
    assert told_of(titles["child"]).charges.get().outcome_reason == "child"
    witness = told_of(titles["witness"])
    assert witness.hearings.filter(adjourned_because="witness_absent").count() == 3
    twice = told_of(titles["twice"])
    assert twice.involved.get().party == told_of(titles["twice"] + " (2)").involved.get().party
    assert twice.linked_from.get().case.charges.get().state == "withdrawn"
    fine = told_of(titles["fine"]).charges.get()
    assert (fine.custody_kind, fine.is_serious) == ("none", "no")
    reopened = told_of(titles["reopened"])
    assert (reopened.stage, reopened.closing) == (Stage.INVESTIGATION, "")
    assert HandOver.objects.get(case=told_of(titles["returned"])).state == "returned"
    late = told_of(titles["hours"])
    assert [clock.state for clock in clocks.of_case(late) if clock.limit.code == "QZ-CUSTODY"] == [
        ClockState.MISSED
    ]
    four = told_of(titles["four_years"]).charges.all()
    assert {charge.max_custody_days for charge in four} == {1461}
    assert {charge.is_serious for charge in four} == {"yes"}
    assert Event.objects.filter(case=told_of(titles["search"]), kind="warrant_executed").exists()


def _guide_lists_them_with_their_numbers(mishaps):
    """Where the guide does not hold them any more, its new lines are said, to be pasted there."""
    lines = [
        f"| `{told_of(entry['title']).number}` | {entry['title']} | {entry['lesson']} |"
        for entry in mishaps.values()
    ]
    guide = GUIDE.read_text()
    assert [line for line in guide.splitlines() if line.startswith("| `C")] == lines, "\n".join(lines)
