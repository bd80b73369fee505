"""What ``saola check`` says of the key of the evidence store: absent, another one, open to others."""

import io

import pytest

from saola.apps.evidence import store, store_key
from saola.apps.upkeep.checking import State
from saola.apps.upkeep.conditions import originals
from saola.cli.upkeep import _say_what_originals_lack


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.DATA_FOLDER, settings.EVIDENCE_KEY, settings.BACKUP_RECIPIENT = tmp_path, "", ""
    return tmp_path


def test_store_without_files_needs_no_key():
    assert originals.key().state is State.SAFE


def test_key_that_opens_the_store_is_well(capsys):
    store.keep(io.BytesIO(b"a photograph"))
    assert originals.key().state is State.SAFE
    _say_what_originals_lack()
    assert capsys.readouterr().err == ""


def test_key_that_is_gone_is_said_with_both_ways_back(capsys):
    store.keep(io.BytesIO(b"a photograph"))
    store_key.path().unlink()
    found = originals.key()
    assert found.state is State.UNSAFE
    assert str(store_key.path()) in str(found.said)
    assert "safe copy" in str(found.then)
    assert "saola evidence rekey --identity" in str(found.then)
    _say_what_originals_lack()
    told = capsys.readouterr()
    assert "saola evidence rekey --identity" in told.out + told.err


@pytest.mark.parametrize("content", ["", "no key\n", "# only a remark\n"])
def test_key_that_is_none_is_unsafe(content):
    store.keep(io.BytesIO(b"a photograph"))
    store_key.path().unlink()
    store_key.path().write_text(content)
    assert originals.key().state is State.UNSAFE


def test_key_of_another_store_is_told_from_the_right_one():
    store.keep(io.BytesIO(b"a photograph"))
    store_key.path().unlink()
    store_key.make()
    found = originals.key()
    assert found.state is State.UNSAFE
    assert "another one" in str(found.said)


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o600])
def test_key_that_others_can_read_is_unsafe(mode):
    store.keep(io.BytesIO(b"a photograph"))
    store_key.path().chmod(mode)
    found = originals.key()
    assert found.state is State.UNSAFE
    assert "chmod 400" in str(found.then)
    store_key.path().chmod(0o400)
    assert originals.key().state is State.SAFE
