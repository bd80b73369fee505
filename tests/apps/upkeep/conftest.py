import pytest

from tests.factories import nodes


@pytest.fixture
def small_node(tmp_path, settings, monkeypatch, db):
    """A data folder with a few files and a records file of its own, which backups take for the node's."""
    return nodes.small(tmp_path / "node", settings, monkeypatch)
