"""``saola law ask`` and its short forms: what is printed, and with what code it leaves."""

import json

import pytest
from click.testing import CliRunner

from saola.cli.law import law

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(law, [str(word) for word in words])


def outcomes(result):
    assert result.exit_code == 0, result.output
    return {one["code"]: one["outcome"] for one in json.loads(result.stdout)["findings"]}


def test_basis_names_the_treaties_with_what_was_declared(run):
    result = run("basis", "TZ", "VN", "--on", "2016-07-01", "--area", "corruption", "--json")
    answer = json.loads(result.stdout)
    assert outcomes(result)["legal_basis"] == "yes"
    assert answer["recommended"] == "uncac"
    assert {row["state"] for row in answer["tables"]["declarations"]} == {"VN"}


def test_dual_gives_the_table_of_provisions(run):
    result = run(
        "dual",
        "SG",
        "NA",
        "--on",
        "2023-01-01",
        "--conduct",
        "sell",
        "--appendix",
        "I",
        "--permit",
        "no",
        "--json",
    )
    row = json.loads(result.stdout)["tables"]["mapping"][0]
    assert (row["conduct"], row["outcome"]) == ("sell", outcomes(result)["dual_criminality"])
    assert "SG-ESA-2006-4" in [one["provision"] for one in row["first"]]


def test_limitation_is_suspended_and_the_day_of_expiry_moves(run):
    words = ("limitation", "DE-BNATSCHG-71", "--done", "2018-02-01", "--on", "2020-01-01", "--json")
    plain = json.loads(run(*words).stdout)
    later = json.loads(run(*words, "--step", "charge:2019-06-01").stdout)
    assert plain["expires_on"] < later["expires_on"]
    assert later["expires_on"].endswith("06-01")


def test_any_question_is_asked_by_the_words_of_its_address(run):
    words = ("ask", "serious-crime", "provision=SG-ESA-2006-4", "on=2022-10-31", "f-appendix=I", "--json")
    assert outcomes(run(*words))["serious_crime"] == "no"


def test_words_on_standard_error_say_the_answer(run):
    result = run("ask", "serious-crime", "provision=SG-ESA-2006-4", "on=2022-10-31")
    assert "Fines do not count." in result.stderr


def test_question_that_is_not_there_is_refused_with_those_there_are(run):
    result = run("ask", "weather")
    assert result.exit_code == 1
    assert "serious-crime" in result.stderr


def test_everything_wrong_is_told_at_once(run):
    result = run("basis", "TZ", "TZ", "--on", "2016", "--for", "money", "--json")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["complaints"]) == 3


def test_word_without_a_value_is_wrong_usage(run):
    assert run("ask", "serious-crime", "provision").exit_code == 2
