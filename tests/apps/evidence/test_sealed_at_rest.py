"""Originals at rest: closed one by one, opened by the key of the store alone, and destroyed with their own key."""

import hashlib
import io
import os
import stat
import tracemalloc

import pyrage
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saola.apps.evidence import boxes, store, store_key

SIZES = [0, 1, boxes.PIECE - 1, boxes.PIECE, boxes.PIECE + 1, 2 * boxes.PIECE, 3 * boxes.PIECE + 7]


def original(size):
    return (hashlib.sha512(b"%d" % size).digest() * (size // 64 + 1))[:size]


def kept_as(size):
    """An original of ``size`` bytes, sealed; its digest and where it lies."""
    sealed = store.keep(io.BytesIO(original(size)))
    return sealed.sha256, store.path_of(sealed.sha256)


def rewritten(path, change):
    path.chmod(0o600)
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize("size", SIZES)
def test_an_original_comes_back_as_it_was_and_lies_closed(size):
    sha256, path = kept_as(size)
    with store.open_sealed(sha256) as kept:
        assert kept.read() == original(size)
    assert store.measure(sha256).size == size
    if size > 100:
        assert original(size)[:32] not in path.read_bytes()


def test_the_form_on_the_disk_is_what_the_method_says():
    """Opened here by age and AES-GCM alone, without code of the store."""
    sha256, path = kept_as(2 * boxes.PIECE + 5)
    closed = path.read_bytes()
    head, closed = closed[:32], closed[32:]
    assert head[:16] == b"saola sealed 1\n\0"
    beside = path.with_name(f"{sha256}.{head[16:].hex()}.key").read_bytes()
    key = pyrage.decrypt(beside, store_key.identities())
    assert key[:16] == head[16:]
    pieces = [closed[at : at + (1 << 20) + 16] for at in range(0, len(closed), (1 << 20) + 16)]
    opened = b"".join(
        AESGCM(key[16:]).decrypt(number.to_bytes(11, "big") + bytes([number == len(pieces) - 1]), piece, head)
        for number, piece in enumerate(pieces)
    )
    assert opened == original(2 * boxes.PIECE + 5)


@pytest.mark.parametrize("size", [0, 100, boxes.PIECE, 2 * boxes.PIECE + 50])
def test_a_bit_changed_anywhere_is_found(size):
    sha256, path = kept_as(size)
    whole = path.read_bytes()
    for place in {0, 15, 20, 31, 32, len(whole) // 2, len(whole) - 17, len(whole) - 1}:
        rewritten(path, lambda as_it_was, at=place: flip(as_it_was, at))
        assert is_caught(sha256), place
        path.write_bytes(whole)
    assert not is_caught(sha256)


def flip(content, at):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def is_caught(sha256):
    try:
        return store.measure(sha256).sha256 != sha256
    except (boxes.AlteredError, store.MissingFileError):
        return True


def test_pieces_cut_off_repeated_or_moved_are_found():
    sha256, path = kept_as(3 * boxes.PIECE)
    piece = boxes.PIECE + boxes.TAG
    whole = path.read_bytes()
    head, pieces = whole[: boxes.HEAD], [whole[boxes.HEAD + n * piece :][:piece] for n in range(3)]
    for changed in (pieces[:2], [*pieces, pieces[2]], [pieces[1], pieces[0], pieces[2]], [], [pieces[0][:9]]):
        rewritten(path, lambda _before, now=changed: head + b"".join(now))
        assert is_caught(sha256), len(changed)


def test_a_file_under_the_name_of_another_is_found():
    one, path = kept_as(100)
    other, target = kept_as(200)
    rewritten(target, lambda _before: path.read_bytes())
    assert is_caught(other)
    assert not is_caught(one)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(data=st.data(), size=st.sampled_from(SIZES))
def test_any_part_is_read_as_it_was(data, size):
    sha256, _path = kept_as(size)
    with store.open_sealed(sha256) as kept:
        for _ in range(4):
            start = data.draw(st.integers(0, size + 10))
            many = data.draw(st.integers(0, boxes.PIECE + 10))
            kept.seek(start)
            assert kept.read(many) == original(size)[start : start + many]


def test_pieces_written_in_any_lengths_are_the_same_file():
    content = original(2 * boxes.PIECE + 99)
    with store.arriving() as arrival:
        at = 0
        for many in (1, boxes.PIECE, 7, boxes.PIECE - 8, 99):
            arrival.write(content[at : at + many])
            at += many
    assert arrival.sealed.sha256 == hashlib.sha256(content).hexdigest()
    with store.open_sealed(arrival.sealed.sha256) as kept:
        assert kept.read() == content


def test_memory_does_not_grow_with_the_file():
    class Long(io.RawIOBase):
        left = 96

        def read(self, size=-1):
            self.left -= 1
            return bytes(size) if self.left >= 0 else b""

    store.keep(io.BytesIO(b"first"))
    tracemalloc.start()
    try:
        sealed = store.keep(Long())
        store.measure(sealed.sha256)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sealed.size == 96 << 20
    assert most < 24 << 20


def test_every_file_has_a_key_of_its_own():
    (one, first), (other, second) = kept_as(10), kept_as(11)
    assert first.read_bytes()[:32] != second.read_bytes()[:32]
    store.erase(one)
    assert list(store.names()) == [other]
    with store.open_sealed(other) as kept:
        assert kept.read() == original(11)


def test_an_erased_file_cannot_be_opened_from_a_copy_of_its_bytes():
    sha256, path = kept_as(1000)
    copied = path.read_bytes()
    store.erase(sha256)
    path.write_bytes(copied)
    with pytest.raises(store.MissingFileError):
        store.open_sealed(sha256)


def test_the_same_file_again_heals_one_that_was_altered():
    sha256, path = kept_as(1000)
    rewritten(path, lambda before: flip(before, 40))
    assert is_caught(sha256)
    assert kept_as(1000)[0] == sha256
    assert not is_caught(sha256)


def test_keys_that_nothing_calls_for_are_swept_after_a_day():
    sha256, path = kept_as(1000)
    kept_as(1000)
    keys = list(path.parent.glob("*.key"))
    assert len(keys) == 2
    later = max(key.stat().st_mtime for key in keys) + store.ORPHAN_AGE + 5
    assert store.sweep({sha256}, now=later) == []
    assert len(list(path.parent.glob("*.key"))) == 1
    assert not is_caught(sha256)


def test_the_key_of_the_store_is_made_once_and_is_for_its_owner_only():
    kept_as(1)
    before = store_key.path().read_bytes()
    assert stat.S_IMODE(store_key.path().stat().st_mode) == 0o400
    assert stat.S_IMODE(store_key.path().parent.stat().st_mode) == 0o700
    store_key.make()
    assert store_key.path().read_bytes() == before


def test_a_store_whose_key_is_gone_takes_nothing_in_and_makes_no_other():
    sha256, _path = kept_as(1)
    store_key.path().unlink()
    with pytest.raises(store_key.StoreKeyError, match="safe copy"):
        store.keep(io.BytesIO(b"more"))
    with pytest.raises(store_key.StoreKeyError):
        store.open_sealed(sha256)
    assert not store_key.path().exists()


@pytest.mark.parametrize("content", ["", "not a key\n", "# only words\n"])
def test_a_file_that_is_no_key_is_said_to_be_none(content):
    kept_as(1)
    store_key.path().chmod(0o600)
    store_key.path().write_text(content)
    with pytest.raises(store_key.StoreKeyError):
        store.keep(io.BytesIO(b"more"))


def test_a_recipient_of_backups_that_is_none_stops_intake(settings):
    settings.BACKUP_RECIPIENT = "age1nonsense"
    with pytest.raises(store_key.StoreKeyError, match="SAOLA_BACKUP_RECIPIENT"):
        store.keep(io.BytesIO(b"more"))


def test_what_lay_open_before_is_still_read():
    content = os.urandom(1000)
    sha256 = hashlib.sha256(content).hexdigest()
    store.path_of(sha256).parent.mkdir()
    store.path_of(sha256).write_bytes(content)
    with store.open_sealed(sha256) as kept:
        assert kept.read() == content
    assert store.measure(sha256).sha256 == sha256
