"""The store of each test lies in a folder of its own."""

import pytest


@pytest.fixture(autouse=True)
def store_folder(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    return tmp_path
