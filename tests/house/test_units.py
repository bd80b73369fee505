"""The units of the guide for deployment are such as systemd takes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UNITS = Path(__file__).parents[2] / "docs" / "deploy"
PROGRAM = "/opt/saola/bin/saola"


@pytest.fixture
def verified(tmp_path):
    """``verified(change)``: what systemd says of the units, each text changed first; empty when it takes them all."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not on this machine")

    def verify(change=lambda text: text):
        paths = []
        for unit in sorted(UNITS.glob("saola*")):
            paths.append(tmp_path / unit.name)
            paths[-1].write_text(change(unit.read_text().replace(PROGRAM, sys.executable)))
        words = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *map(str, paths)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        return "\n".join(line for line in done.stderr.splitlines() if "saola" in line)

    return verify


def test_systemd_takes_every_unit(verified):
    assert verified() == ""


def test_a_misspelt_line_would_be_noticed(verified):
    assert "PrivateNetwrok" in verified(lambda text: text.replace("PrivateNetwork", "PrivateNetwrok"))


def test_every_unit_starts_the_program_that_the_guide_installs():
    started = [
        line
        for unit in UNITS.glob("*.service")
        for line in unit.read_text().splitlines()
        if line.startswith("ExecStart=")
    ]
    assert len(started) == 3
    assert all(line.startswith(f"ExecStart={PROGRAM} ") for line in started)
