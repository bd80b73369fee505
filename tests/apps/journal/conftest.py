import pytest

from tests.factories import journal


@pytest.fixture
def sealed_node(db, settings, tmp_path):
    """A node with a signing key, whose checkpoints lie in a folder of the test; its folder is given."""
    journal.node(settings, tmp_path)
    return tmp_path
