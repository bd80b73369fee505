"""Putting a backup back on a node: proved first, whole or not at all. What was purged stays purged, and what was held
stays held."""

from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from saola.apps.accounts import holds
from saola.apps.accounts.models import Person
from saola.apps.journal import actions as journal
from saola.core.values import gettext_noop, say

from .. import ledger, migrating, purged
from . import files, folder, records, replacing
from .boxes import Key, broken
from .contents import Contents
from .faults import BackupError, BrokenRecordsError, NewerSchemaError, NotEmptyError


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. ``purged`` counts the records that the backup held and that were removed again.

    ``holds`` counts the legal holds that the backup did not know and that were set again; ``unheld`` names what was held
    and is not in the backup.
    """

    name: str
    contents: Contents
    files: int
    purged: int
    holds: int = 0
    unheld: tuple[str, ...] = ()


def read_contents(sealed: folder.Sealed, key: Key) -> Contents:
    """What the backup says it holds. Raises ``BrokenBackupError`` and ``NoIdentityError``."""
    import io

    opened = io.BytesIO()
    key.open(sealed.part("contents"), opened)
    try:
        return Contents.from_bytes(opened.getvalue())
    except (ValueError, KeyError, TypeError) as error:
        raise broken(sealed.part("contents").name) from error


def restore(
    source: Path, key: Key, *, is_replacing: bool = False, by: Person | None = None, reason: str = ""
) -> Restored:
    """Make the backup at ``source`` the state of this node. Over records in use, ``by`` needs a second person.

    Everything is read and proved before anything is changed. Raises ``BackupError`` in its kinds.
    """
    sealed = folder.find(source)
    sealed.prove()
    contents = read_contents(sealed, key)
    here = records.here()
    _check(here, contents)
    is_in_use = _is_in_use(here, is_replacing)
    beside = source if source != sealed.place else source.parent
    told = ledger.known(beside, key, contents, with_node=is_in_use)
    root = Path(settings.DATA_FOLDER)
    with records.scratch() as scratch:
        copy = scratch / "records"
        with copy.open("xb") as opened:
            key.open(sealed.part("records"), opened)
        if here.engine == "sqlite":
            prove_records(here.look(copy), contents)
        here.refuse_if_in_use()
        approval = replacing.permit(sealed, by, reason) if is_in_use else None
        written = files.put_back(sealed, contents.files, key, root)
        here.put_back(copy)
    if here.engine != "sqlite":
        prove_records(here.look(copy), contents)
    migrating.migrate(is_copied=True)
    with transaction.atomic():
        _end_sessions()
        replacing.end_approvals()
        again = purged.purge_again(told.purged)
        carried, unheld = holds.carry(map(asdict, told.holds))
        journal.write(
            "node.restored",
            by=by if approval else None,
            name=sealed.name,
            seq=contents.head.seq,
            purged=again,
            holds=carried,
            digest=approval.digest if approval else "",
            approver=approval.decided_by.name if approval else "",
        )
    return Restored(sealed.name, contents, written, again, carried, unheld)


def prove_records(found: records.Copied, contents: Contents) -> None:
    """Raises ``BrokenBackupError`` for the first table that is not as it was when the backup was taken."""
    for name in sorted(found.tables.keys() | contents.tables.keys()):
        if found.tables.get(name) != contents.tables.get(name):
            raise broken(name)


def _is_in_use(here: records.Records, is_replacing: bool) -> bool:
    """Whether there are records to take the place of. Raises ``NotEmptyError`` and ``BrokenRecordsError``."""
    try:
        holds = here.holds_any()
    except BrokenRecordsError:
        if not is_replacing:
            raise
        return False
    if holds and not is_replacing:
        raise NotEmptyError(
            say(
                gettext_noop(
                    "This node holds records already, so nothing was restored over them. Restore into another "
                    "SAOLA_DATA, or say --replace if the backup is to take their place."
                )
            )
        )
    return holds


def _check(here: records.Records, contents: Contents) -> None:
    if contents.engine != here.engine:
        raise BackupError(
            say(
                gettext_noop(
                    "The backup was taken from {engine} and this node keeps its records in {own}. Nothing was changed. "
                    "Set SAOLA_DATABASE_URL as it was on the node that the backup is of."
                ),
                engine=contents.engine,
                own=here.engine,
            )
        )
    unknown = set(contents.migrations) - migrating.known()
    if unknown:
        raise NewerSchemaError(
            say(
                gettext_noop(
                    "The backup was taken by a newer version of Saola ({version}). Nothing was changed. Install that "
                    "version here, then restore again."
                ),
                version=contents.version,
            )
        )


def _end_sessions() -> None:
    """Whoever was signed in when the backup was taken is not signed in now."""
    from django.contrib.sessions.models import Session

    Session.objects.all().delete()
