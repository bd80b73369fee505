"""``saola species``: what is printed, and with what code it leaves."""

import json

import pytest
from click.testing import CliRunner

from saola.apps.catalogue import actions as catalogue
from saola.cli.species import species


@pytest.fixture
def run(db, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    catalogue.load_knowledge(by=None)
    return lambda *words: CliRunner().invoke(species, [str(word) for word in words])


def test_status_answers_with_its_events_and_sources(run):
    result = run("status", "Manis javanica", "--on", "2016-06-01", "--json")
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["outcome"], answer["appendix"]) == (0, "yes", ["II"])
    assert answer["events"][0]["id"] == "manis-2000-II"
    assert answer["sources"]


def test_status_of_a_name_in_no_list_leaves_with_one(run):
    result = run("status", "Nomen nudum", "--on", "2016", "--json")
    assert (result.exit_code, json.loads(result.stdout)["outcome"]) == (1, "unknown")


@pytest.mark.parametrize("day", ["2017-02-31", "yesterday", "", "2016-1-x"])
def test_status_on_no_date_is_wrong_usage(run, day):
    assert run("status", "Manis javanica", "--on", day).exit_code == 2


def test_match_writes_every_row_and_counts_them(run, tmp_path):
    names, out = tmp_path / "names.csv", tmp_path / "out.csv"
    names.write_text("Manis javanica\nPhataginus tricuspis\n\nNomen nudum\n")
    answer = json.loads(run("match", names, "--out", out, "--json").stdout)
    assert answer["outcomes"] == {"accepted": 1, "synonym": 1, "unknown": 1} | (
        {"blank": 1} if answer["rows"] == 4 else {}
    )
    assert "Manis tricuspis" in out.read_text(encoding="utf-8-sig")


def test_load_of_another_table_names_the_lists_that_are_known(run, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    result = run("load", other)
    assert result.exit_code == 1
    assert "Checklist of CITES Species, index" in result.stderr


def test_load_of_parties_twice_changes_nothing(run, tmp_path):
    parties = tmp_path / "parties.csv"
    parties.write_text("Name,ISO,Entry into force\nBrazil,BR,04-Nov-75\nNowhere,,x\n")
    first = json.loads(run("load", parties, "--json").stdout)
    assert (first["rows"], first["parties"], len(first["problems"]), first["is_new"]) == (2, 1, 1, True)
    assert json.loads(run("load", parties, "--json").stdout)["is_new"] is False
