"""``saola law``: what is printed, and with what code it leaves."""

import csv
import json

import pytest
from click.testing import CliRunner

from saola.apps.legislation.actions import reform
from saola.cli.law import law
from tests.factories import legislation

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(law, [str(word) for word in words])


def test_provision_is_answered_with_reasons_and_sources(run):
    result = run("test", "TZ-WCA-2009-86", "--on", "2016-07-01", "--json")
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["outcome"], answer["max_custody_months"]) == (0, "yes", 360)
    assert answer["sources"]
    assert answer["charge"]["outcome"] == "unknown"
    assert {lack["field"] for lack in answer["charge"]["missing"]} == {
        "place",
        "conduct",
        "species",
        "unless",
    }


def test_facts_of_a_file_settle_what_was_open(run, tmp_path):
    facts = tmp_path / "facts.yaml"
    facts.write_text(
        "facts:\n  country: TZ\n  subdivision: Mainland\n  conduct: [possess]\n  group: elephant\n  permit: false\n"
    )
    answer = json.loads(run("test", "TZ-01", "--on", "2016-07-01", "--facts", facts, "--json").stdout)
    assert answer["charge"]["outcome"] == "yes"
    assert answer["charge"]["limbs"]["place"] == "yes"


def test_evidence_of_a_file_reaches_the_aggravated_tier(run, tmp_path):
    facts = tmp_path / "facts.yaml"
    facts.write_text("schedule: {value: IN-WLPA-I, evidence: [report 7]}\n")
    words = ("test", "IN-WLPA-1972-51-1", "--on", "2024-01-01", "--json")
    assert json.loads(run(*words).stdout)["outcome"] == "unknown"
    assert json.loads(run(*words, "--facts", facts).stdout)["outcome"] == "yes"


@pytest.mark.parametrize("content", ["[1, 2]", "a: {b: {c: 1}}", "a: [", "\x00", "- x"])
def test_file_that_holds_no_facts_is_refused(run, tmp_path, content):
    facts = tmp_path / "facts.yaml"
    facts.write_text(content)
    result = run("test", "TZ-01", "--on", "2016", "--facts", facts, "--json")
    assert (result.exit_code, json.loads(result.stdout)["code"]) == (1, "bad-facts")


def test_provision_that_is_not_there_is_refused(run):
    result = run("test", "TZ-99", "--on", "2016", "--json")
    assert (result.exit_code, json.loads(result.stdout)["code"]) == (1, "unknown-provision")


@pytest.mark.parametrize("words", [("test", "TZ-01"), ("test", "TZ-01", "--on", "31/12/2016"), ("gaps",)])
def test_wrong_usage_leaves_with_two(run, words):
    assert run(*words).exit_code == 2


@pytest.mark.shared
def test_table_answers_every_row_of_the_shared_table(run, shared):
    rows = {row["id"]: row for row in json.loads(run("table", "--json").stdout)}
    with (shared / "domain" / "legislation.csv").open(encoding="utf-8", newline="") as file:
        wanted = {row["row_id"]: row["untoc_2b_serious"] for row in csv.DictReader(file)}
    assert {id: rows[id]["serious_crime"] for id in wanted} == wanted
    assert all(rows[id]["country"] == id[:2] and rows[id]["reasons"] for id in wanted)


def test_table_on_a_day_says_what_was_law_then(run):
    before = {row["id"]: row for row in json.loads(run("table", "--on", "2022-10-31", "--json").stdout)}
    after = {row["id"]: row for row in json.loads(run("table", "--on", "2022-11-01", "--json").stdout)}
    assert (before["SG-01"]["in_force"], before["SG-01"]["serious_crime"]) == ("no", "no")
    assert (after["SG-01"]["in_force"], after["SG-01"]["serious_crime"]) == ("yes", "yes")
    assert (before["SG-03"]["in_force"], after["SG-03"]["in_force"]) == ("yes", "no")
    assert before["NP-01"]["serious_crime"] == "unknown"
    assert {row["id"]: row for row in json.loads(run("table", "--on", "2022", "--json").stdout)}["SG-01"][
        "in_force"
    ] == "unknown"


def test_gaps_name_article_and_what_would_close_them(run):
    answer = json.loads(run("gaps", "--country", "SG", "--on", "2023-01-01", "--json").stdout)
    met, gaps = ({point["point"]: point for point in answer[key]} for key in ("met", "gaps"))
    assert met["serious_crime"]["provisions"] == ["SG-ESA-2006-4"]
    assert "legal_persons" in met
    assert gaps["confiscation"]["outcome"] == "unknown"
    assert gaps["group_offence"]["article"] == "5"
    assert all(gap["missing"] for gap in answer["gaps"] if gap["outcome"] == "unknown")


def test_law_that_is_not_loaded_whole_leaves_a_gap_open(run):
    before = json.loads(run("gaps", "--country", "JP", "--on", "2013-06-11", "--json").stdout)
    assert {gap["point"]: gap["outcome"] for gap in before["gaps"]}["serious_crime"] == "unknown"
    after = json.loads(run("gaps", "--country", "JP", "--on", "2013-06-12", "--json").stdout)
    assert "serious_crime" in {point["point"] for point in after["met"]}


def test_country_without_loaded_law_has_every_point_open(run):
    answer = json.loads(run("gaps", "--country", "FR", "--json").stdout)
    assert (answer["is_loaded"], answer["met"]) == (False, [])
    assert {gap["outcome"] for gap in answer["gaps"]} == {"unknown"}


def test_gaps_of_the_node_come_with_the_work_on_them(run):
    officer = legislation.officer()
    kept = legislation.law_of("SG", by=officer)
    gap = reform.open_gap(kept, title="No offence", point="group_offence", by=officer)
    reform.add_bill(kept, number="B 1", title="Bill", gaps=[gap], by=officer)
    result = run("gaps", "--country", "SG", "--json")
    found = {one["point"]: one["work"] for one in json.loads(result.stdout)["gaps"]}
    assert found["group_offence"]["bills"] == [{"number": "B 1", "stage": "draft"}]
    assert found["confiscation"] is None
