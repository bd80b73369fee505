"""A second verifier, from RFC 6962 and the C2SP notes alone. It shares no code with Saola, recomputes everything the
slow way, from the definitions, and reads what ``saola journal prove`` writes."""

import base64
import hashlib
import json


def sha256(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha256(b"\x01" + left + right)


def split(n):
    """The largest power of two below n."""
    return 1 << (n - 1).bit_length() - 1


def mth(entries):
    """The Merkle Tree Hash of a list of entries (2.1)."""
    if len(entries) < 2:
        return sha256(b"\x00" + entries[0]) if entries else sha256(b"")
    k = split(len(entries))
    return node(mth(entries[:k]), mth(entries[k:]))


def root_from_path(leaf, m, n, path):
    """The root that an audit path (2.1.1) leads to; the path is eaten from its end, which is the top."""
    if (n == 1) is bool(path):
        raise ValueError("the path is not as long as the tree is high")
    if n == 1:
        return leaf
    k, below = split(n), path[:-1]
    if m < k:
        return node(root_from_path(leaf, m, k, below), path[-1])
    return node(path[-1], root_from_path(leaf, m - k, n - k, below))


def roots(m, n, proof, is_known, old):
    """The old and the new root that a consistency proof (2.1.2) leads to; ``is_known``: the flag b of SUBPROOF."""
    if m == n:
        (found,) = [old, *proof] if is_known else proof
        return found, found
    k, top, below = split(n), proof[-1], proof[:-1]
    if m <= k:
        before, after = roots(m, k, below, is_known, old)
        return before, node(after, top)
    before, after = roots(m - k, n - k, below, False, old)
    return node(top, before), node(top, after)


def consistent(m, old_root, n, new_root, proof):
    return roots(m, n, list(proof), True, old_root) == (old_root, new_root)


def check_proof(file, verify):
    """Whether a file of ``saola journal prove`` proves its entry; ``verify(signature, text)`` raises for a bad one."""
    proof = json.loads(file)
    text, signed = proof["checkpoint"].split("\n\n— ", 1)
    verify(base64.b64decode(signed.split()[1])[4:], (text + "\n").encode())
    _origin, size, root = text.split("\n")[:3]
    leaf = sha256(b"\x00" + base64.b64decode(proof["content"]))
    path = [bytes.fromhex(step) for step in proof["path"]]
    return root_from_path(leaf, proof["index"], int(size), path) == base64.b64decode(root)
