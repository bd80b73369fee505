"""A second verifier, written from RFC 6962 and the C2SP notes alone: it shares no code with Saola.

Everything is recomputed the slow way, from the definitions. It reads what ``saola journal prove`` writes.
"""

import base64
import hashlib
import json


def sha256(data):
    return hashlib.sha256(data).digest()


def mth(entries):
    """Merkle Tree Hash of a list of entries (RFC 6962, 2.1)."""
    n = len(entries)
    if n == 0:
        return sha256(b"")
    if n == 1:
        return sha256(b"\x00" + entries[0])
    k = 1
    while 2 * k < n:
        k *= 2
    return sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:]))


def root_from_path(leaf, m, n, path):
    """The root that an audit path (2.1.1) leads to; the path is eaten from its end, which is the top."""
    if n == 1:
        if path:
            raise ValueError("path too long")
        return leaf
    k = 1
    while 2 * k < n:
        k *= 2
    if not path:
        raise ValueError("path too short")
    if m < k:
        return sha256(b"\x01" + root_from_path(leaf, m, k, path[:-1]) + path[-1])
    return sha256(b"\x01" + path[-1] + root_from_path(leaf, m - k, n - k, path[:-1]))


def roots_from_consistency(m, n, proof, known, first_root):
    """Old and new root that a consistency proof (2.1.2) leads to; ``known``: the flag b of SUBPROOF."""
    if m == n:
        if known:
            return first_root, first_root, proof
        return proof[0], proof[0], proof[1:]
    k = 1
    while 2 * k < n:
        k *= 2
    if m <= k:
        old, new, rest = roots_from_consistency(m, k, proof, known, first_root)
        return old, sha256(b"\x01" + new + rest[0]), rest[1:]
    old, new, rest = roots_from_consistency(m - k, n - k, proof, False, first_root)
    return sha256(b"\x01" + rest[0] + old), sha256(b"\x01" + rest[0] + new), rest[1:]


def consistent(m, old_root, n, new_root, proof):
    old, new, rest = roots_from_consistency(m, n, list(proof), True, old_root)
    return (old, new, rest) == (old_root, new_root, [])


def open_note(note, public_key):
    """The origin, size and root of a signed checkpoint; ``public_key``: a function (signature, text)."""
    text, lines = note.split("\n\n— ", 1)
    public_key(base64.b64decode(lines.split("\n")[0].split(" ")[1])[4:], (text + "\n").encode())
    origin, size, root = text.split("\n")[:3]
    return origin, int(size), base64.b64decode(root)


def check_proof(file, public_key):
    """Whether the file of ``saola journal prove`` proves its entry: content, path, checkpoint, signature."""
    proof = json.loads(file)
    _, size, root = open_note(proof["checkpoint"], public_key)
    leaf = sha256(b"\x00" + base64.b64decode(proof["content"]))
    path = [bytes.fromhex(step) for step in proof["path"]]
    return root_from_path(leaf, proof["index"], size, path) == root
