"""Handed-in files of the tests lie in a folder of their own."""

import pytest

from saola.apps.seizures import files


@pytest.fixture(autouse=True)
def intake_folder(tmp_path, monkeypatch):
    folder = tmp_path / "intake"
    folder.mkdir()
    monkeypatch.setattr(files, "folder", lambda: folder)
    return folder
