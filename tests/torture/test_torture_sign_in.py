"""Catalogue 33, many at once: guesses in parallel, one code used by many, and how long each name takes.

A node of its own in a folder of its own, with a database on disk and real threads.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("signing_in_at_once.py")


@pytest.fixture
def node(tmp_path, times):
    """What happened on a fresh node, told by a process of its own."""
    surroundings = {
        **os.environ,
        "SAOLA_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "saola.web.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(times(40))],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_many_at_once_get_no_more_than_one_after_the_other(node, tell):
    assert node["guesses admitted"] == 5
    assert node["uses of one code of the app"] == 1
    assert node["uses of one recovery code"] == 1
    assert node["errors"] == []
    assert node["entered"] == 0
    tell(33, "parallel guesses under one name", node["threads"], "5 admitted, 0 entered", 0)
    tell(33, "a second factor replayed, in parallel", 2 * node["threads"], "each code used once", 0)
    medians = ", ".join(f"{who} {value:.1f} ms" for who, value in node["medians"].items())
    tell(33, "median time of a wrong sign-in without its hash", node["tries"], medians, 0)
