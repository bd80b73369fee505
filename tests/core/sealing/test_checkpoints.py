import base64

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from saola.core.sealing import Checkpoint, NoteError, key_hash, read_note, sign_note, verifier_key

# The key and note of the reference implementation of signed notes.
NAME = "PeterNeumann"
KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
NOTE = (
    f"{TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6Ry"
    "yBwJnAM=\n"
).encode()
PUBLIC = base64.b64decode(KEY.split("+", 2)[2])[1:]


def verify(signature, signed):
    try:
        Ed25519PublicKey.from_public_bytes(PUBLIC).verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def sign(text):
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(SECRET)[1:]).sign(text)


def test_key_is_written_as_the_reference_writes_it():
    assert verifier_key(NAME, PUBLIC) == KEY
    assert key_hash(NAME, PUBLIC).hex() == "c74f20a3"


def test_note_is_signed_byte_for_byte_as_the_reference_does():
    assert sign_note(TEXT, NAME, PUBLIC, sign).as_bytes() == NOTE


def test_note_of_the_reference_is_read_and_holds():
    note = read_note(NOTE)
    assert note.text == TEXT
    assert note.is_signed_by(NAME, PUBLIC, verify)
    assert not note.is_signed_by("SomebodyElse", PUBLIC, verify)


@given(st.integers(0, len(NOTE) - 1), st.integers(1, 255))
def test_no_byte_of_a_note_can_be_changed(at, by):
    changed = bytearray(NOTE)
    changed[at] ^= by
    try:
        note = read_note(bytes(changed))
    except NoteError:
        return
    assert not note.is_signed_by(NAME, PUBLIC, verify)


def test_signatures_of_others_are_kept_and_do_not_count():
    cosigned = NOTE + b"\xe2\x80\x94 witness.example " + base64.b64encode(b"1234" + bytes(72)) + b"\n"
    note = read_note(cosigned)
    assert [each.name for each in note.signatures] == [NAME, "witness.example"]
    assert note.is_signed_by(NAME, PUBLIC, verify)
    assert note.as_bytes() == cosigned


def test_checkpoint_is_the_example_of_the_specification():
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    read = Checkpoint.from_text(text)
    assert (read.origin, read.size, len(read.root)) == ("example.com/behind-the-sofa", 20852163, 32)
    assert read.text() == text
    assert Checkpoint.from_text(text + "an extension\n") == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "a\n1\nCsUYapGGPo4=\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
        "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(NoteError):
        Checkpoint.from_text(text)


@pytest.mark.parametrize("origin", ["", "two\nlines"])
def test_origin_that_would_make_another_checkpoint_is_refused(origin):
    with pytest.raises(NoteError):
        Checkpoint(origin, 1, bytes(32)).text()


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\n"])
def test_name_of_a_key_that_cannot_stand_in_a_line_is_refused(name):
    with pytest.raises(NoteError):
        sign_note(TEXT, name, PUBLIC, sign)


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"text\n",
        b"text\n\n",
        TEXT.encode() + b"\n- PeterNeumann AAAA\n",
        b"\xff",
        b"a\tb\n\n" + NOTE[-20:],
    ],
)
def test_what_is_no_note_is_refused(note):
    with pytest.raises(NoteError):
        read_note(note)
