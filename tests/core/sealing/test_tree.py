"""The tree against the published vectors, against its definition, and against a verifier that shares no code."""

import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.sealing import (
    EMPTY,
    Frontier,
    ProofError,
    Tree,
    includes,
    is_consistent,
    leaf_hash,
)
from tests.core.sealing import independent_verifier as independent

# The entries and roots of the reference implementation of Certificate Transparency (RFC 6962).
ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# (index, size) and (old, size) of the same reference, with the hashes of their proofs.
PATHS = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def tree_of(entries):
    return Tree(map(leaf_hash, entries))


def in_hex(proof):
    return [step.hex() for step in proof]


@pytest.mark.parametrize("size", range(9))
def test_root_is_the_published_one(size):
    assert tree_of(ENTRIES).root(size).hex() == ROOTS[size]
    frontier = Frontier()
    for entry in ENTRIES[:size]:
        frontier.push(leaf_hash(entry))
    assert frontier.root().hex() == ROOTS[size]
    assert independent.mth(ENTRIES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("place", "path"), PATHS.items(), ids=str)
def test_inclusion_path_is_the_published_one(place, path):
    index, size = place
    found = tree_of(ENTRIES).inclusion(index, size)
    assert in_hex(found) == path
    assert includes(leaf_hash(ENTRIES[index]), index, size, found, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("sizes", "proof"), CONSISTENCY.items(), ids=str)
def test_consistency_proof_is_the_published_one(sizes, proof):
    old, size = sizes
    found = tree_of(ENTRIES).consistency(old, size)
    assert in_hex(found) == proof
    assert is_consistent(old, bytes.fromhex(ROOTS[old]), size, bytes.fromhex(ROOTS[size]), found)


ENTRY_LISTS = st.lists(st.binary(max_size=20), min_size=1, max_size=70)


@given(ENTRY_LISTS, st.data())
def test_every_proof_holds_before_both_verifiers_and_no_other_does(entries, data):
    tree, size = tree_of(entries), len(entries)
    old = data.draw(st.integers(1, size))
    index = data.draw(st.integers(0, size - 1))
    root, leaf, path = tree.root(), leaf_hash(entries[index]), tree.inclusion(index)
    assert root == independent.mth(entries)
    assert includes(leaf, index, size, path, root)
    assert independent.root_from_path(leaf, index, size, path) == root
    proof, old_root = tree.consistency(old), tree.root(old)
    assert is_consistent(old, old_root, size, root, proof)
    assert independent.consistent(old, old_root, size, root, proof)
    wrong = bytes(32)
    assert not includes(wrong, index, size, path, root)
    assert not includes(leaf, index, size, path, wrong)
    assert not includes(leaf, index, size, [*path, wrong], root)
    assert not is_consistent(old, wrong, size, root, proof)
    assert not is_consistent(old, old_root, size, wrong, proof)
    if path:
        assert not includes(leaf, index, size, path[:-1], root)
        at = data.draw(st.integers(0, len(path) - 1))
        assert not includes(leaf, index, size, [*path[:at], wrong, *path[at + 1 :]], root)
    if proof:
        assert not is_consistent(old, old_root, size, root, proof[:-1])


@given(ENTRY_LISTS, st.integers(0, 6))
def test_trees_built_beside_each_other_join_into_one(entries, height):
    width, joined = 1 << height, Frontier()
    for start in range(0, len(entries), width):
        beside = Frontier()
        for entry in entries[start : start + width]:
            beside.push(leaf_hash(entry))
        joined.join(beside)
    assert joined.size == len(entries)
    assert joined.root() == independent.mth(entries)


def test_trees_that_do_not_fit_are_not_joined():
    one, two = Frontier(), Frontier()
    one.push(leaf_hash(b"a"))
    for entry in (b"b", b"c"):
        two.push(leaf_hash(entry))
    with pytest.raises(ValueError, match="does not fit"):
        one.join(two)


def test_frontier_with_a_hash_too_few_is_refused():
    with pytest.raises(ValueError, match="complete subtrees"):
        Frontier(3, [EMPTY])


def test_frontier_of_a_long_log_stays_small():
    frontier = Frontier()
    for number in range(5000):
        frontier.push(hashlib.sha256(str(number).encode()).digest())
    assert len(frontier.peaks) == (5000).bit_count()


def test_proof_of_a_place_that_is_not_there_is_refused():
    tree = tree_of(ENTRIES)
    for ask in (
        lambda: tree.inclusion(8),
        lambda: tree.inclusion(3, 3),
        lambda: tree.inclusion(0, 9),
        lambda: tree.consistency(9),
        lambda: tree.root(9),
    ):
        with pytest.raises(ProofError):
            ask()


def test_longer_trees_agree_with_the_second_verifier():
    chance = random.Random(6962)
    entries = [chance.randbytes(8) for _ in range(1025)]
    tree, root = tree_of(entries), independent.mth(entries)
    assert tree.root() == root
    for _ in range(200):
        index, old = chance.randrange(1025), chance.randrange(1, 1026)
        leaf = leaf_hash(entries[index])
        assert independent.root_from_path(leaf, index, 1025, tree.inclusion(index)) == root
        assert independent.consistent(old, tree.root(old), 1025, root, tree.consistency(old))
