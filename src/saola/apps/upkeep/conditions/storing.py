"""How the records are kept: the database, its settings, the file system below it."""

from pathlib import Path

from django.conf import settings
from django.db import connection

from saola.core.values import Message, gettext_noop, say

from ..checking import Check, Condition, State
from ..sqlite import safety

FAR_AWAY = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs", "afs"}
"""File systems on other machines, where SQLite's locks cannot be trusted."""

POSTGRESQL = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "data_checksums": "on",
    "data_sync_retry": "off",
}
"""What PostgreSQL must be set to, so that an acknowledged record outlives a power cut."""


def database() -> Condition:
    return _postgresql() if connection.vendor == "postgresql" else _sqlite()


def _sqlite() -> Condition:
    with connection.cursor() as cursor:
        found = {}
        for name in ("synchronous", "wal_autocheckpoint", "journal_mode"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    said = say(gettext_noop("The records lie in {described}."), described=safety.describe())
    is_kept = found["synchronous"] >= 2 and (safety.IS_MENDED or found["wal_autocheckpoint"] == 0)
    if is_kept or found["journal_mode"] == "memory":
        return Condition("database", State.SAFE, said)
    return Condition("database", State.UNSAFE, said, _start_by_saola())


def _start_by_saola() -> Message:
    return say(gettext_noop("The connection is not set as Saola sets it. Start the node by saola serve."))


def _postgresql() -> Condition:
    wrong = []
    with connection.cursor() as cursor:
        for name, wanted in POSTGRESQL.items():
            cursor.execute("SELECT current_setting(%s, true)", [name])
            found = cursor.fetchone()[0]
            if found is not None and found != wanted:
                wrong.append(f"{name}={found}")
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
    if not wrong:
        words = gettext_noop(
            "The records lie in PostgreSQL {version}, which keeps every commit through a power cut."
        )
        return Condition("database", State.SAFE, say(words, version=version))
    return Condition(
        "database",
        State.UNSAFE,
        say(
            gettext_noop("PostgreSQL {version} may lose records in a power cut: {settings}."),
            version=version,
            settings=", ".join(wrong),
        ),
        say(
            gettext_noop(
                "Set them as docs/guide/deploy.md says. data_checksums is set by pg_checksums --enable."
            )
        ),
    )


def file_system() -> Condition:
    kind = file_system_of(Path(settings.DATA_FOLDER))
    if kind is None:
        return Condition(
            "file-system",
            State.UNKNOWN,
            say(gettext_noop("The system does not tell what file system the data folder lies on.")),
            say(gettext_noop("Make sure that it is a disk of this machine, not a share.")),
        )
    if kind not in FAR_AWAY:
        return Condition(
            "file-system",
            State.SAFE,
            say(gettext_noop("The data folder lies on this machine ({kind})."), kind=kind),
        )
    return Condition(
        "file-system",
        State.UNSAFE,
        say(
            gettext_noop("The data folder lies on a share ({kind}), where locks cannot be trusted."),
            kind=kind,
        ),
        say(gettext_noop("Move it to a disk of this machine.")),
    )


def file_system_of(path: Path, mounts: Path = Path("/proc/self/mounts")) -> str | None:
    """The kind of file system that ``path`` lies on, from the list of mounts."""
    try:
        lines = [line.split()[1:3] for line in mounts.read_text().splitlines()]
    except OSError:
        return None
    above = [(place, kind) for place, kind in lines if path.resolve().is_relative_to(place)]
    return max(above, key=lambda each: len(each[0]))[1] if above else None


def schema() -> Condition:
    from .. import migrating

    if not migrating.pending():
        return Condition(
            "schema", State.SAFE, say(gettext_noop("The records have the schema of this version."))
        )
    return Condition(
        "schema",
        State.UNSAFE,
        say(gettext_noop("The records have the schema of an older version.")),
        say(gettext_noop("Run: saola migrate")),
    )


CHECKS: tuple[Check, ...] = (database, file_system, schema)
