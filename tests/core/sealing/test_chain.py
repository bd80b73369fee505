import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.sealing import GENESIS, BreakKind, canonical, link, walk

contents = st.dictionaries(
    st.text(), st.one_of(st.text(), st.integers(), st.none(), st.booleans()), max_size=4
)


def chain(*many):
    entries, before = [], GENESIS
    for seq, content in enumerate(many, 1):
        digest = link(before, content)
        entries.append((seq, before, digest, content))
        before = digest
    return entries


def test_canonical_writes_keys_in_order_and_every_script_as_itself():
    assert canonical({"b": 1, "a": "穿山甲"}) == '{"a":"穿山甲","b":1}'.encode()


def test_canonical_refuses_a_fraction_wherever_it_hides():
    with pytest.raises(TypeError, match="fraction"):
        canonical({"a": [{"b": 0.5}]})


def test_link_is_sha256_that_anyone_can_compute():
    assert link(GENESIS, {}) == hashlib.sha256(b"0" * 64 + b"\n{}").hexdigest()


@given(st.lists(contents, max_size=6))
def test_walk_of_a_true_chain_finds_nothing(many):
    assert list(walk(chain(*many))) == []


@given(st.lists(contents, min_size=1, max_size=6), st.data())
def test_walk_finds_an_altered_entry(many, data):
    entries = chain(*many)
    at = data.draw(st.integers(0, len(entries) - 1))
    seq, before, digest, content = entries[at]
    entries[at] = (seq, before, digest, {**content, "added": 1})
    if entries[at][3] != content:
        assert [(b.seq, b.kind) for b in walk(entries)] == [(seq, BreakKind.ALTERED)]


@given(st.lists(contents, min_size=2, max_size=6), st.data())
def test_walk_finds_a_missing_entry(many, data):
    entries = chain(*many)
    at = data.draw(st.integers(0, len(entries) - 2))
    del entries[at]
    assert next(walk(entries)).kind is BreakKind.MISSING


@given(st.lists(contents, min_size=2, max_size=6, unique_by=str))
def test_walk_finds_two_entries_that_changed_places(many):
    entries = chain(*many)
    a, b = entries[0], entries[1]
    swapped = [(1, *b[1:]), (2, *a[1:]), *entries[2:]]
    assert next(walk(swapped)).kind is BreakKind.REORDERED
