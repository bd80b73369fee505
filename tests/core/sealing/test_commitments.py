import hashlib

import pytest

from saola.core.sealing import commit, opening, opens, words_of


def test_commitment_is_a_hash_that_anyone_can_compute():
    opened = opening(bytes(32), {"name": "穿山甲"})
    assert commit(opened) == hashlib.sha256(bytes(32) + '{"name":"穿山甲"}'.encode()).hexdigest()
    assert opens(commit(opened), opened)
    assert words_of(opened) == '{"name":"穿山甲"}'.encode()


def test_commitment_does_not_open_to_other_words_or_another_salt():
    kept = commit(opening(bytes(32), {"name": "a"}))
    assert not opens(kept, opening(bytes(32), {"name": "b"}))
    assert not opens(kept, opening(b"\x01" * 32, {"name": "a"}))


def test_short_salt_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        opening(b"salt", {})
