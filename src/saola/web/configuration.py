"""Everything an administrator may set, each with its default and a sentence. Read once, at start.

The page ``docs/reference/settings.md`` is held to this list by a test.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str
    sentence: str

    def read(self) -> str:
        return os.environ.get(self.name, self.default)


DATA = Setting("SAOLA_DATA", "./data", "The folder that holds the records, files and keys of this node.")
DATABASE_URL = Setting(
    "SAOLA_DATABASE_URL",
    "",
    "Where the records live, as postgresql://user@host:port/name. Empty: SQLite in the data folder.",
)
HOSTS = Setting(
    "SAOLA_HOSTS", "localhost,127.0.0.1,[::1]", "The host names this node answers to, with commas between."
)
COUNTRY = Setting(
    "SAOLA_COUNTRY",
    "",
    "The ISO code of the country this node serves. Empty: the one whose law is kept here.",
)
DEMO = Setting("SAOLA_DEMO", "", "1 marks every page as fictional and lets a newcomer sign in by role.")
HTTPS = Setting(
    "SAOLA_HTTPS", "", "1 when the node is reached over HTTPS: cookies are then sent only over it."
)
PROXY = Setting(
    "SAOLA_PROXY",
    "",
    "The addresses of the node's own reverse proxies, with commas between, as 127.0.0.1: what they say of where a "
    "request came from is then believed. Empty: nobody's word is taken.",
)
DEBUG = Setting("SAOLA_DEBUG", "", "1 shows developers the details of an error. Never on a node in use.")
PSEUDO = Setting(
    "SAOLA_PSEUDO", "", "1 offers a made-up right-to-left language, with which developers find unmarked text."
)
BACKUP_RECIPIENT = Setting(
    "SAOLA_BACKUP_RECIPIENT",
    "",
    "The age recipient that backups are encrypted to, several with commas between; its key stays off this machine.",
)
DISK_RESERVE_MB = Setting(
    "SAOLA_DISK_RESERVE_MB",
    "500",
    "With less than this free on the disk, or less than 3 %, the node takes no changes; at four times it warns.",
)
AUDITOR = Setting(
    "SAOLA_AUDITOR",
    "",
    "The age recipient (age1...) of the auditor. What people search and read is then kept in the journal so that only "
    "the auditor reads it. Empty: it is kept readable, and can be erased.",
)
KEYS = Setting(
    "SAOLA_KEYS", "", "The folder of the node's signing key. Empty: the folder keys in the data folder."
)
EVIDENCE_KEY = Setting(
    "SAOLA_EVIDENCE_KEY",
    "",
    "The file of the key that opens sealed originals. Empty: keys/evidence.key in the data folder. Keep a copy of it "
    "off this machine: it is in no backup.",
)
SIGNER = Setting(
    "SAOLA_SIGNER",
    "",
    "The socket of a sealer that runs as another user and keeps the signing key, such as /run/saola-sealer/signer. "
    "Empty: the node keeps its key itself, and serve starts the sealer.",
)
WITNESS = Setting(
    "SAOLA_WITNESS",
    "",
    "A folder on another machine or medium, to which every signed checkpoint of the journal is copied.",
)
TIME_ZONE = Setting("SAOLA_TIME_ZONE", "UTC", "The time zone in which pages show instants.")

SETTINGS = (
    DATA,
    DATABASE_URL,
    HOSTS,
    COUNTRY,
    DEMO,
    HTTPS,
    PROXY,
    DEBUG,
    PSEUDO,
    BACKUP_RECIPIENT,
    DISK_RESERVE_MB,
    AUDITOR,
    KEYS,
    EVIDENCE_KEY,
    SIGNER,
    WITNESS,
    TIME_ZONE,
)


def data_folder() -> Path:
    """The data folder, made when it is not there yet, readable by its owner only."""
    folder = Path(DATA.read()).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """The node's own secret, made on first use and kept in the data folder; there is no default."""
    path = folder / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text()


def database(folder: Path) -> dict:
    """Django's description of the database named by ``SAOLA_DATABASE_URL``."""
    url = DATABASE_URL.read()
    if not url:
        return sqlite(folder / "saola.sqlite3")
    return _postgresql(url)


def sqlite(path: Path) -> dict:
    """Django's description of the SQLite file at ``path``, kept as decision 0014 says."""
    from saola.apps.upkeep.sqlite import safety

    return {
        "ENGINE": "saola.apps.upkeep.sqlite",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": safety.init_command(),
        },
    }


def _postgresql(url: str) -> dict:
    from urllib.parse import parse_qsl, unquote, urlsplit

    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise SystemExit(
            f"SAOLA_DATABASE_URL starts with {parts.scheme!r}; Saola keeps its records in SQLite (leave it "
            "empty) or PostgreSQL (postgresql://user@host:port/name)."
        )
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": True},
    }
