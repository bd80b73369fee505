"""Catalogue 21: the scanner of our code reports nothing of weight that nobody has looked at."""

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WAIVERS = yaml.safe_load((ROOT / "docs" / "reference" / "waivers.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reported():
    """(rule, file, line) of every report of medium or high weight."""
    command = [sys.executable, "-m", "bandit", "--quiet", "--recursive", "saola", "-ll", "--format", "json"]
    done = subprocess.run(command, cwd=ROOT / "src", capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert found["errors"] == []
    return [(each["test_id"], each["filename"], each["line_number"]) for each in found["results"]]


def covers(waiver, rule, file):
    return waiver["rule"] == rule and file.removeprefix("./").startswith(waiver["file"])


def test_every_report_is_explained(reported):
    unexplained = [
        f"{rule} {file}:{line}"
        for rule, file, line in reported
        if not any(covers(waiver, rule, file) for waiver in WAIVERS)
    ]
    assert unexplained == [], "read the place, mend it, or give a waiver with a reason"


def test_every_waiver_is_still_needed(reported):
    idle = [waiver for waiver in WAIVERS if not any(covers(waiver, rule, file) for rule, file, _ in reported)]
    assert idle == []


@pytest.mark.parametrize("waiver", WAIVERS, ids=lambda waiver: f"{waiver['rule']}-{waiver['file']}")
def test_waiver_has_a_reason_an_owner_and_a_day(waiver):
    assert set(waiver) == {"rule", "file", "reason", "owner", "until"}
    assert len(waiver["reason"]) > 30
    assert waiver["owner"]
    assert waiver["until"] >= datetime.date.today(), "look at it again: mend it, or give it another day"
    assert waiver["until"] <= datetime.date.today() + datetime.timedelta(days=400)


def test_scanner_would_find_what_it_is_for(tmp_path):
    (tmp_path / "bad.py").write_text("import subprocess\nsubprocess.run(input(), shell=True)\n")
    command = [sys.executable, "-m", "bandit", "--quiet", "-ll", "--format", "json", str(tmp_path / "bad.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [each["test_id"] for each in json.loads(done.stdout)["results"]] == ["B602"]
