"""Canonical bytes, the chain and the tree that make a record tamper-evident, and what carries them outside."""

from .canonical import canonical
from .chain import (
    GENESIS,
    Break,
    BreakKind,
    EntryError,
    Link,
    Walk,
    first_format,
    names_of,
    read_entry,
    walk,
)
from .checkpoints import Checkpoint, Note, NoteError, key_hash, read_note, sign_note, verifier_key
from .commitments import SALT_SIZE, commit, opening, opens, words_of
from .manifests import Item, Manifest, ManifestError, manifest, read_manifest
from .tree import EMPTY, Frontier, ProofError, Tree, includes, is_consistent, leaf_hash, node_hash

__all__ = [
    "EMPTY",
    "GENESIS",
    "SALT_SIZE",
    "Break",
    "BreakKind",
    "Checkpoint",
    "EntryError",
    "Frontier",
    "Item",
    "Link",
    "Manifest",
    "ManifestError",
    "Note",
    "NoteError",
    "ProofError",
    "Tree",
    "Walk",
    "canonical",
    "commit",
    "first_format",
    "includes",
    "is_consistent",
    "key_hash",
    "leaf_hash",
    "manifest",
    "names_of",
    "node_hash",
    "opening",
    "opens",
    "read_entry",
    "read_manifest",
    "read_note",
    "sign_note",
    "verifier_key",
    "walk",
    "words_of",
]
