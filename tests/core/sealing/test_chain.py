import hashlib

from hypothesis import given
from hypothesis import strategies as st

from saola.core.sealing import GENESIS, Break, BreakKind, Link, canonical, first_format, leaf_hash, walk

contents = st.dictionaries(
    st.sampled_from("abcd"), st.one_of(st.text(), st.integers(-99, 99), st.none(), st.booleans()), max_size=4
)
logs = st.lists(contents, min_size=2, max_size=6)


def entry(previous, content):
    return canonical({**content, "previous": previous})


def chain(many, after=GENESIS, first=1):
    links = []
    for seq, content in enumerate(many, first):
        written = entry(after, {**content, "seq": seq})
        after = leaf_hash(written).hex()
        links.append(Link(seq, written, after))
    return links


def found(links):
    return [(each.seq, each.kind) for each in walk(links)]


@given(st.lists(contents, max_size=6))
def test_walk_of_a_true_chain_finds_nothing(many):
    assert found(chain(many)) == []


@given(logs, st.data())
def test_walk_finds_an_altered_entry(many, data):
    links = chain(many)
    at = data.draw(st.integers(0, len(links) - 1))
    links[at] = links[at]._replace(content=links[at].content.replace(b'"seq":', b'"sea":'))
    assert found(links) == [(at + 1, BreakKind.ALTERED)]


@given(logs, st.data())
def test_walk_finds_an_altered_digest(many, data):
    links = chain(many)
    at = data.draw(st.integers(0, len(links) - 1))
    links[at] = links[at]._replace(digest="0" * 64)
    assert found(links) == [(at + 1, BreakKind.ALTERED)]


@given(logs, st.data())
def test_walk_blames_the_entry_that_was_rewritten_with_its_digest(many, data):
    links = chain(many)
    at = data.draw(st.integers(0, len(links) - 2))
    before = links[at - 1].digest if at else GENESIS
    written = entry(before, {"other": 1})
    links[at] = Link(at + 1, written, leaf_hash(written).hex())
    assert found(links) == [(at + 1, BreakKind.ALTERED)]


@given(st.lists(contents, min_size=3, max_size=6), st.data())
def test_walk_doubts_from_the_earlier_of_two_entries_that_do_not_know_each_other(many, data):
    links = chain(many)
    at = data.draw(st.integers(0, len(links) - 2))
    written = entry("f" * 64, {"other": 1})
    links[at] = Link(at + 1, written, leaf_hash(written).hex())
    assert found(links)[0] == (max(at, 1), BreakKind.ALTERED)


@given(logs, st.data())
def test_walk_finds_a_missing_entry(many, data):
    links = chain(many)
    at = data.draw(st.integers(0, len(links) - 2))
    del links[at]
    assert found(links) == [(at + 1, BreakKind.MISSING)]


@given(logs)
def test_walk_finds_two_entries_that_changed_places(many):
    links = chain(many)
    links[0], links[1] = (
        links[0]._replace(content=links[1].content),
        links[1]._replace(content=links[0].content),
    )
    assert found(links)[0] == (1, BreakKind.ALTERED)


def test_walk_finds_a_number_that_comes_again():
    links = chain([{}, {}, {}])
    assert found([*links[:2], links[1], links[2]])[0] == (3, BreakKind.REORDERED)


def test_walk_finds_an_entry_that_cannot_be_read():
    links = chain([{}, {}])
    links[0] = Link(1, b'{"previous":', leaf_hash(b'{"previous":').hex())
    assert found(links)[0] == (1, BreakKind.ALTERED)


def test_walk_does_not_see_a_log_rewritten_to_its_end():
    """That is what checkpoints kept elsewhere are for."""
    assert found(chain([{"a": 1}, {"a": 2}])) == found(chain([{"a": 1}, {"a": 3}])) == []


def test_walk_follows_from_entries_of_the_first_format_to_those_of_today():
    links, before = [], GENESIS
    for seq in (1, 2):
        written = first_format(before, canonical({"seq": seq}))
        before = hashlib.sha256(written).hexdigest()
        links.append(Link(seq, written, leaf_hash(written).hex()))
    links += chain([{}, {}], after=links[-1].digest, first=3)
    assert found(links) == []
    links[0] = links[0]._replace(content=links[0].content.replace(b'{"seq":1}', b'{"seq":7}'))
    assert list(walk(links)) == [Break(1, BreakKind.ALTERED)]
