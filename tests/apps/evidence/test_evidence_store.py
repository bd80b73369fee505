"""The store of sealed files: what is kept, in which order, and what remains when something fails."""

import hashlib
import io
import os
import stat

import pytest

from saola.apps.evidence import store, store_key

CONTENT = bytes(range(256)) * 9000


def left():
    """Every file that lies in the store."""
    return sorted(path for path in store.folder().rglob("*") if path.is_file())


def test_a_file_is_kept_under_its_digest_and_read_only():
    sealed = store.keep(io.BytesIO(CONTENT))
    assert sealed.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert sealed.sha512 == hashlib.sha512(CONTENT).hexdigest()
    assert sealed.size == len(CONTENT)
    path = store.path_of(sealed.sha256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o440
    with store.open_sealed(sealed.sha256) as kept:
        assert kept.read() == CONTENT
    assert store.measure(sealed.sha256) == sealed


def test_the_same_bytes_twice_are_one_file():
    assert store.keep(io.BytesIO(CONTENT)) == store.keep(io.BytesIO(CONTENT))
    assert len(list(store.names())) == 1


def test_a_file_of_no_bytes_is_kept_too():
    sealed = store.keep(io.BytesIO(b""))
    assert sealed.size == 0
    with store.open_sealed(sealed.sha256) as kept:
        assert kept.read() == b""


def test_a_file_over_the_limit_leaves_nothing():
    with pytest.raises(store.TooLargeError):
        store.keep(io.BytesIO(CONTENT), most=len(CONTENT) - 1)
    assert list(store.names()) == []
    assert list((store.folder() / "arriving").iterdir()) == []


def test_a_stream_that_breaks_off_leaves_nothing():
    class Broken(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise OSError("the line broke")
            return super().read(size)

    with pytest.raises(OSError, match="line broke"):
        store.keep(Broken(CONTENT))
    assert list((store.folder() / "arriving").iterdir()) == []


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 63 + "/"])
def test_what_is_no_digest_names_no_file(name):
    with pytest.raises(ValueError, match="digest"):
        store.path_of(name)


def test_a_file_that_is_not_there_is_missing():
    with pytest.raises(store.MissingFileError):
        store.open_sealed("0" * 64)


def test_the_name_comes_after_the_bytes_are_on_the_disk(monkeypatch):
    """File, key, then name, then folder: the order a power cut must find."""
    done = []

    def fsync(descriptor, real=os.fsync):
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real(descriptor)

    def rename(path, target, real=store.Path.rename):
        done.append("name")
        return real(path, target)

    monkeypatch.setattr(store.os, "fsync", fsync)
    monkeypatch.setattr(store.Path, "rename", rename)
    store_key.make()
    store.folder()
    done.clear()
    store.keep(io.BytesIO(CONTENT))
    original, folder, key, key_name, name = "file", "folder", "file", "folder", "folder"
    assert done == [original, folder, key, key_name, "name", name]


@pytest.mark.parametrize("call", range(4))
def test_an_error_of_the_disk_is_raised_and_nothing_is_promised(monkeypatch, call):
    """The first of: open, fsync, rename, fchmod fails. The caller hears of it before any row is written."""
    store_key.make()
    count = iter(range(100))
    failing = ["open", "fsync", "rename", "fchmod"][call]

    def fail(*arguments, **words):
        next(count)
        raise OSError(28, "No space left on device")

    owner = store.Path if failing in ("open", "rename") else store.os
    monkeypatch.setattr(owner, failing, fail)
    with pytest.raises(OSError, match="No space"):
        store.keep(io.BytesIO(CONTENT))
    monkeypatch.undo()
    assert next(count) == 1
    assert left() == []


def test_the_sweeper_takes_old_orphans_only():
    named = store.keep(io.BytesIO(b"named")).sha256
    old = store.keep(io.BytesIO(b"orphan")).sha256
    later = store.path_of(old).stat().st_mtime + store.ORPHAN_AGE
    assert store.sweep({named}, now=later) == []
    assert store.sweep({named}, now=later + 5) == [old]
    assert list(store.names()) == [named]
