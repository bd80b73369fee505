"""What is kept beside an entry: words that name people or that somebody typed.

The entry holds a salted commitment to them, so that they can be erased while the journal still verifies. What was
searched and read goes, where an auditor's key is set, encrypted to the auditor: this machine cannot read it again.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from functools import cache
from typing import Any

import pyrage
from django.conf import settings

from saola.core.sealing import SALT_SIZE, commit, opening, words_of

from .events import KEPT_IN_ENTRY, SEALED
from .models import Detail, Entry


class AuditorKeyError(ValueError):
    """The key of the auditor in the settings is not one."""


def part(detail: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """``detail`` in two: what stays in the entry (numbers, truth values, codes, digests), and words beside it."""
    facts, words = {}, {}
    for name, value in detail.items():
        is_fact = value is None or isinstance(value, bool | int) or name in KEPT_IN_ENTRY
        (facts if is_fact else words)[name] = _plain(value)
    return facts, words


def _plain(value: Any) -> Any:
    """Identifiers, dates, lazy translations and amounts as texts; a sealed record knows no fractions."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return str(value)


def keep(entry: Entry, words: dict[str, Any]) -> Detail | None:
    """Bind ``entry`` to ``words``; the row that holds them is returned, to be kept with the entry."""
    if not words:
        return None
    opened = opening(secrets.token_bytes(SALT_SIZE), words)
    kept = _encrypted(opened) if entry.event in SEALED else opened
    entry.detail_commit = commit(opened)
    entry.detail_kept = hashlib.sha256(kept).hexdigest()
    return Detail(seq=entry.seq, kept=kept)


def words(entry: Entry) -> dict[str, Any]:
    """The words beside ``entry``; none where there never were any, or they were erased or sealed."""
    return words_beside([entry])[entry.seq]


def words_beside(entries: Sequence[Entry]) -> dict[int, dict[str, Any]]:
    """The words beside each of ``entries`` by number, read at once."""
    wanted = [entry.seq for entry in entries if entry.detail_commit and not is_sealed(entry)]
    rows = Detail.objects.filter(seq__in=wanted).values_list("seq", "kept") if wanted else ()
    found = {seq: json.loads(words_of(bytes(kept))) for seq, kept in rows}
    return {entry.seq: found.get(entry.seq, {}) for entry in entries}


def state(entry: Entry) -> str:
    """``none``, ``plain``, ``sealed`` or ``erased``."""
    if not entry.detail_commit:
        return "none"
    if not Detail.objects.filter(seq=entry.seq).exists():
        return "erased"
    return "sealed" if is_sealed(entry) else "plain"


def is_sealed(entry: Entry) -> bool:
    return entry.detail_commit != entry.detail_kept


def unseal(entry: Entry, identity: str) -> dict[str, Any]:
    """The words of a sealed entry, opened with the auditor's age identity.

    Raises ``AuditorKeyError`` when the identity is not one or does not open them, ``LookupError`` when there are
    no words any more.
    """
    row = Detail.objects.filter(seq=entry.seq).first()
    if row is None:
        raise LookupError(f"beside entry {entry.seq} there are no words")
    try:
        opened = pyrage.decrypt(bytes(row.kept), [pyrage.x25519.Identity.from_str(identity.strip())])
    except (pyrage.DecryptError, pyrage.IdentityError) as fault:
        raise AuditorKeyError("this key does not open the words of this entry") from fault
    if commit(opened) != entry.detail_commit:
        raise AuditorKeyError("the words are not those that the entry was written with")
    return json.loads(words_of(opened))


def _encrypted(opened: bytes) -> bytes:
    recipient = settings.AUDITOR
    return pyrage.encrypt(opened, [_recipient(recipient)]) if recipient else opened


@cache
def _recipient(text: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as fault:
        raise AuditorKeyError(
            f"SAOLA_AUDITOR is {text[:12]!r}..., which is no age recipient (age1...)"
        ) from fault
