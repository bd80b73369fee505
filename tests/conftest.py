"""What every test may ask for, and what none may do."""

import os
import socket
from pathlib import Path

import pytest

os.environ.setdefault("SAOLA_DATA", str(Path(__file__).parents[1] / "build" / "test-data"))

_connect = socket.socket.connect


def _connect_here_only(self: socket.socket, address):
    """Agencies run on closed networks; so do the tests."""
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
        "127.0.0.1",
        "::1",
        "localhost",
    ):
        raise PermissionError(f"tests do not reach the network ({address[0]})")
    return _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    socket.socket.connect = _connect_here_only
    yield
    socket.socket.connect = _connect


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files and published results; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("SAOLA_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"the real files are not on this machine (looked in {folder}; set SAOLA_SHARED)")
    return folder
