"""What a node without network installs from is all that it needs, for the Python that runs here."""

import re
import runpy
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RUNTIME = runpy.run_path(str(Path(__file__).parents[2] / "requirements" / "runtime.py"))


def installed_from(lock):
    """The names of a lock that pip takes here: their markers hold."""
    said = [
        Requirement(line.split(" \\")[0])
        for line in lock.splitlines()
        if re.match(r"[A-Za-z0-9]", line) and "==" in line
    ]
    return {canonicalize_name(each.name) for each in said if each.marker is None or each.marker.evaluate()}


def test_lock_of_a_node_holds_everything_that_it_asks_for():
    names = RUNTIME["needed"]("saola", "postgres")
    asked = map(Requirement, requires("saola") or [])
    assert {canonicalize_name(each.name) for each in asked if each.marker is None} <= names
    locked = RUNTIME["entries"](RUNTIME["LOCK"].read_text())
    assert installed_from("".join(locked[name] for name in names)) == names


def test_package_that_is_locked_for_two_pythons_keeps_both():
    lock = (
        "numpy==1.0 ; python_full_version < '3.12' \\\n    --hash=sha256:aa\n"
        "numpy==2.0 ; python_full_version >= '3.12' \\\n    --hash=sha256:bb\n"
    )
    assert RUNTIME["entries"](lock) == {"numpy": lock}
    assert installed_from(lock) == {"numpy"}
