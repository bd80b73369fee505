import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.sealing import Item, Manifest, ManifestError, manifest, read_manifest

CONTEXT = "saola court bundle 1"
ONE = Item("originals/photo 1.jpg", hashlib.sha256(b"one").hexdigest(), 3)
TWO = Item("custody.csv", hashlib.sha256(b"two").hexdigest(), 30)
WRITTEN = manifest(CONTEXT, [ONE, TWO]).as_bytes()


def test_manifest_is_one_line_of_context_and_one_line_a_file():
    assert (
        f"{CONTEXT}\n{TWO.sha256}  30  custody.csv\n{ONE.sha256}  3  originals/photo 1.jpg\n".encode()
    ) == WRITTEN


def test_manifest_is_read_as_it_was_written():
    assert read_manifest(WRITTEN, CONTEXT) == Manifest(CONTEXT, (TWO, ONE))


def test_hash_list_is_what_sha256sum_reads():
    assert Manifest(CONTEXT, (ONE,)).hash_list() == f"{ONE.sha256}  originals/photo 1.jpg\n".encode()


def test_manifest_of_another_kind_is_refused():
    with pytest.raises(ManifestError, match="first line"):
        read_manifest(WRITTEN, "saola backup 1")


def test_cut_manifest_is_refused():
    with pytest.raises(ManifestError, match="something is missing"):
        read_manifest(WRITTEN[:-1], CONTEXT)


@given(st.integers(0, len(WRITTEN) - 1), st.integers(1, 255))
def test_changed_byte_is_refused_or_says_something_else(at, by):
    changed = bytearray(WRITTEN)
    changed[at] ^= by
    try:
        read = read_manifest(bytes(changed), CONTEXT)
    except ManifestError:
        return
    assert read != Manifest(CONTEXT, (TWO, ONE))
    assert read.as_bytes() == bytes(changed)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../up",
        "a/../b",
        "a//b",
        "a\\b",
        "a\nb",
        " a",
        "a ",
        ".",
        "a/",
        "x" * 1025,
        "a\u202eb",
    ],
)
def test_path_that_leaves_the_folder_or_hides_is_refused(path):
    with pytest.raises(ManifestError):
        manifest(CONTEXT, [Item(path, ONE.sha256, 1)]).as_bytes()


@pytest.mark.parametrize(
    "line", ["x", "a  b  c", f"{'A' * 64}  1  a", f"{'a' * 64}  01  a", f"{'a' * 64}  -1  a"]
)
def test_line_that_is_no_file_is_refused_with_its_number(line):
    with pytest.raises(ManifestError, match="line 2"):
        read_manifest(f"{CONTEXT}\n{line}\n".encode(), CONTEXT)


def test_lines_out_of_order_or_twice_are_refused():
    line = f"{ONE.sha256}  3  a\n"
    with pytest.raises(ManifestError, match="twice"):
        read_manifest(f"{CONTEXT}\n{line}{line}".encode(), CONTEXT)
    with pytest.raises(ManifestError, match="order"):
        read_manifest(f"{CONTEXT}\n{ONE.sha256}  3  b\n{line}".encode(), CONTEXT)
