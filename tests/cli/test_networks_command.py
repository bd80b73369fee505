"""``saola networks``: what is printed, and with what code it leaves."""

import json

import pytest
from click.testing import CliRunner

from saola.cli.networks.noun import networks
from tests.factories import seizures
from tests.factories.accounts import person

EDGES = "source,target,weight,source_kind\nana,bo,2,person\nbo,cy,1,person\ncy,di,1,person\ndi,di,1,person\nbo,cy,3,person\n"


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(networks, [str(word) for word in words])


@pytest.fixture
def edges(tmp_path):
    file = tmp_path / "edges.csv"
    file.write_text(EDGES, encoding="utf-16")
    return file


def test_import_says_what_is_in_it_and_what_was_mended(run, edges):
    result = run("import", edges, "--json")
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["actors"], answer["ties"], answer["largest_part"]) == (0, 4, 3, 4)
    assert "join an actor to itself" in result.stderr
    assert len(answer["notices"]) == 2


def test_every_bad_row_is_told_and_nothing_is_measured(run, tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text("source,target,weight\na,b,-1\n,b,1\n", encoding="utf-8")
    result = run("measures", file, "--json")
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["code"]) == (1, "bad-rows")
    assert [fault["row"] for fault in answer["faults"]] == [2, 3]
    assert "bad.csv, row 2" in result.stderr


def test_an_empty_file_is_refused(run, tmp_path):
    file = tmp_path / "empty.csv"
    file.touch()
    assert run("import", file).exit_code == 1


def test_measures_of_actors_and_of_the_whole(run, edges):
    result = run("measures", edges, "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert answer["actors"]["degree"] == {"ana": 1, "bo": 2, "cy": 2, "di": 1}
    assert answer["actors"]["betweenness"]["bo"] == pytest.approx(2 / 3)
    assert answer["network"]["density"] == 0.5
    assert answer["distances"]["diameter"] == 3
    assert answer["communities"]["groups"]
    assert "triads" not in answer
    assert json.loads(run("measures", edges, "--directed", "--json").stdout)["triads"]["021C"]["count"] == 2
    assert run("measures", edges, "--measure", "fame").exit_code == 2


def test_key_players_with_how_steady_they_are(run, edges):
    answer = json.loads(run("keyplayers", edges, "--size", 1, "--drawings", 30, "--json").stdout)
    assert answer["best"] == [["bo"], ["cy"]]
    assert answer["is_exact"]
    assert answer["stability"][0]["in_top"]["seed"]
    assert "cannot reach one another" in answer["sentence"]
    assert run("keyplayers", edges, "--size", 3).exit_code == 1


def test_a_hub_is_shown_and_left_out_unless_it_is_kept(run, tmp_path):
    file = tmp_path / "drop.csv"
    rows = [f"p{n},box,address" for n in range(9)] + ["p0,p1,"]
    file.write_text("source,target,target_kind\n" + "\n".join(rows), encoding="utf-8")
    without = json.loads(
        run("measures", file, "--limit", "address=5", "--measure", "degree", "--json").stdout
    )
    assert "box" not in without["actors"]["degree"]
    assert without["hubs"][0]["name"] == "box"
    kept = run("measures", file, "--limit", "address=5", "--keep-hubs", "--measure", "degree", "--json")
    assert json.loads(kept.stdout)["actors"]["degree"]["box"] == 9
    assert run("import", file, "--limit", "address").exit_code == 2


@pytest.mark.shared
@pytest.mark.parametrize(("mode", "points"), [("block", 20), ("sequential", 96)])
def test_disrupt_prints_the_published_curve(run, shared, mode, points):
    file = shared / "data/networks/Montagna_meetings_edgelist.csv"
    result = run("disrupt", file, "--by", "betweenness", "--mode", mode, "--remove", 5, "--json")
    answer = json.loads(result.stdout)
    assert len(answer["lcc"]) == len(answer["taken"]) == points
    assert round(answer["lcc"][1], 4) == {"block": 0.8370, "sequential": 0.9565}[mode]
    assert answer["sentence"] in result.stderr


@pytest.mark.django_db
@pytest.mark.usefixtures("knowledge")
def test_routes_of_a_taxon_within_years(run):
    officer = person()
    legs = [
        seizures.leg_draft("origin", "UG"),
        seizures.leg_draft("export", "KE"),
        seizures.leg_draft("destination", "CN", is_actual=False),
    ]
    for on in ("2015-03-01", "2016-06-01", "2019-01-01"):
        seizures.incident(by=officer, on=on, legs=legs)
    answer = json.loads(
        run("routes", "--taxon", "Manidae", "--from", 2014, "--to", 2016, "--drawings", 10, "--json").stdout
    )
    assert answer["coverage"]["consignments"] == 2
    ways = {
        (each["source"], each["target"]): (each["consignments"], each["kg"]) for each in answer["corridors"]
    }
    assert ways == {("UG", "KE"): (2, 25), ("KE", "VN"): (2, 25), ("VN", "CN"): (2, 25)}
    assert answer["countries"][0]["shares"]
    assert {each["country"] for each in answer["hubs"]} == {"UG", "KE", "VN", "CN"}
    none = run("routes", "--taxon", "Manidae", "--from", 1990, "--to", 1991)
    assert none.exit_code == 1
    assert "No seizure is recorded that matches" in none.stderr
