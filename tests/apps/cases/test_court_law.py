"""A case put to the law: serious crime, group, border, convention, time."""

from datetime import date

import pytest

from saola.apps.cases.actions import facts as stating
from saola.apps.cases.queries import charges, law
from tests.factories import court, seizures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]


@pytest.fixture
def by():
    return court.prosecutor()


@pytest.fixture
def case(by):
    return court.case(by, draft={"legs": [seizures.leg_draft("export", "NG")]})


def state_a_group(case, by):
    stating.state(case, "group_persons", 4, evidence=["event 1"], by=by)
    for name in ("structured", "over_time", "in_concert", "aim", "benefit"):
        stating.state(case, f"group_{name}", True, evidence=["event 1"], by=by)


def by_rule(found, rule):
    return next(finding for finding in found if finding.rule.startswith(rule))


def test_what_is_not_known_of_a_group_stays_unknown(case):
    found = law.findings(case, on=date(2019, 1, 1))
    assert by_rule(found, "R1").outcome == "yes"
    assert by_rule(found, "R2 organized_group").outcome == "unknown"
    assert by_rule(found, "R2 transnational").outcome == "unknown"  # a route as told proves no border
    assert by_rule(found, "R5").outcome == "yes"


def test_the_convention_applies_once_every_limb_is_evidenced(case, by):
    assert law.applies(case, "NG").outcome == "unknown"
    state_a_group(case, by)
    stating.state(case, "in_more_than_one_state", True, evidence=["event 1"], by=by)
    answer = law.applies(case, "NG")
    assert answer.outcome == "yes"
    assert "3(1)(b)" in answer.value.articles


def test_time_runs_out_by_the_law_of_the_day(case):
    answer = by_rule(law.findings(case, on=date(2040, 1, 1)), "R5")
    assert answer.outcome == "no"


def test_the_sheet_shows_what_was_not_in_force_before_other_reasons(case, by):
    sheet = charges.sheet(case, seen_by=by)
    ids = {line.provision.id: line.outcome for line in sheet.lines}
    assert ids["VN-PC-2015-244"] == "yes"
    before = charges.sheet(case, seen_by=by, acted_on="2017-03-01")
    assert not before.can
    assert before.cannot[0].was_not_in_force
    assert "2018" in str(before.cannot[0].refusal)


def test_proved_is_less_than_possible(case, by):
    stating.state(case, "circumstances", "especially_serious", by=by)
    line = next(one for one in charges.sheet(case, seen_by=by).can if one.provision.id.endswith("244"))
    assert str(line.possible) == "5 years"  # an aggravated tier wants proof
    stating.state(case, "circumstances", "especially_serious", evidence=["S000001"], by=by)
    line = next(one for one in charges.sheet(case, seen_by=by).can if one.provision.id.endswith("244"))
    assert str(line.possible) == "15 years"


def test_conduct_that_a_seizure_shows_never_makes_a_no(case, by):
    from saola.apps.cases.queries.case_facts import gathered

    known = gathered(case)
    assert known.facts.words("conduct") >= {"possess"}
    stating.state(case, "conduct", ["fell"], evidence=["event 1"], by=by)
    assert not charges.sheet(case, seen_by=by).can


def test_facts_of_a_seizure_that_is_not_seen_are_not_gathered(case, by):
    from saola.apps.cases.queries.case_facts import facts_of
    from tests.factories import accounts

    stranger = accounts.person("administrator")
    assert facts_of(case, seen_by=by).words("taxon")
    assert not facts_of(case, seen_by=stranger).words("taxon")


def test_the_command_answers_whether_the_convention_applies(case):
    import json

    from click.testing import CliRunner

    from saola.apps.journal.models import Entry
    from saola.cli.law import law as command

    run = CliRunner().invoke(command, ["applies", "--case", case.number, "--against", "NG", "--json"])
    assert run.exit_code == 0, run.output
    answer = json.loads(run.stdout[run.stdout.index("{") :])
    assert answer["outcome"] == "unknown"
    assert answer["parts"]["bound_NG"] == "yes"
    assert {"covered", "organized_group", "transnational"} <= answer["parts"].keys()
    assert Entry.objects.filter(object_id=str(case.pk), purpose="law").exists()
