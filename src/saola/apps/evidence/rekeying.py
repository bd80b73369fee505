"""Another key for the store: when the old one may be known, has been lost, or backups go to another recipient.

Originals stay as they lie; only their keys, which are short, are closed anew. Broken off at any point, the store can
be read, and the same again ends what was begun.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db import transaction

from saola.apps.journal import actions as journal

from . import store, store_key
from .boxes import HEAD, FileKey, key_name


def rekey(others: Sequence[store_key.Identity] = ()) -> int:
    """Make a new key of the store and close every file to it; returns how many files there were.

    ``others``: further identities that open keys, as that of backups; they are not kept. Every key is opened before
    anything is changed. Raises ``store_key.StoreKeyError``, ``boxes.AlteredError`` for a key that none opens, ``OSError``.
    """
    store.make_key()
    own: list[store_key.Identity] = []
    try:
        own = store_key.identities()
    except store_key.StoreKeyError:
        if not others:
            raise
    found = [(path, store_key.opened(path.read_bytes(), [*own, *others])) for path in _keys()]
    new = store_key.Identity.generate()
    store_key.replace_by([new, *own])
    for path, key in found:
        _write(path, key)
    _close_what_lies_open()
    store_key.replace_by([new])
    with transaction.atomic():
        journal.write("evidence.rekeyed", object_type="evidence", object_id="store", files=len(found))
    return len(found)


def _keys() -> Iterator[Path]:
    """Where the key of each file lies."""
    for sha256 in store.names():
        with store.path_of(sha256).open("rb") as file:
            name = key_name(file.read(HEAD))
        if name is not None and store.key_path(sha256, name).exists():
            yield store.key_path(sha256, name)


def _close_what_lies_open() -> None:
    """Files from before each had a key are sealed anew: the same bytes, under the same name."""
    for sha256 in list(store.names()):
        with store.path_of(sha256).open("rb") as file:
            if key_name(file.read(HEAD)) is None:
                file.seek(0)
                store.keep(file, most=store.MOST_BYTES * 4)


def _write(path: Path, key: FileKey) -> None:
    partial = path.with_name(f"{path.name}-{os.urandom(6).hex()}.unfinished")
    try:
        with partial.open("xb") as file:
            file.write(store_key.closed(key))
            file.flush()
            os.fchmod(file.fileno(), 0o440)
            os.fsync(file.fileno())
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)
    store_key.force(path.parent)
