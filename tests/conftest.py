"""What every test may ask for."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files and published results; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("SAOLA_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"the real files are not on this machine (looked in {folder}; set SAOLA_SHARED)")
    return folder
