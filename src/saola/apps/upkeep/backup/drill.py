"""The drill: restoring a backup beside the node, and proving that one could work on with it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from saola.apps.journal import actions as journal
from saola.apps.journal import sealer
from saola.core.values import gettext_noop

from . import folder, records
from .boxes import Key
from .faults import BackupError

STEPS = {
    "sealed": gettext_noop("Every byte of the backup is as it was signed."),
    "restored": gettext_noop(
        "It was restored, each table and file as it was, and what was purged stayed purged."
    ),
    "journal": gettext_noop("The journal of the restored node holds."),
    "pages": gettext_noop("The pages of the restored node open."),
}
"""What a drill proves, in this order. The first step that fails ends it."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a drill went: ``passed`` names the steps that held, ``fault`` says what did not."""

    backup: str
    at: str
    seconds: float
    passed: tuple[str, ...]
    fault: str = ""

    @property
    def is_good(self) -> bool:
        return self.passed == tuple(STEPS)


def drill(source: Path, identity: Path | None, *, by=None) -> Result:
    """Hold a drill on the backup at ``source`` and keep its signed result. Raises nothing for a bad backup."""
    began, passed, fault = time.monotonic(), [], ""
    try:
        for step in _steps(source, identity):
            passed.append(step)
    except BackupError as error:
        fault = str(error)
    except subprocess.CalledProcessError as error:
        fault = (error.stderr or str(error)).strip()[-2000:]
    now = timezone.now()
    name = _name(source)
    result = Result(
        name, now.isoformat(timespec="seconds"), round(time.monotonic() - began, 1), tuple(passed), fault
    )
    _keep(result, now)
    with transaction.atomic():
        journal.write("drill.held", by=by, name=name, result="good" if result.is_good else "bad")
    return result


def _name(source: Path) -> str:
    with suppress(BackupError):
        return folder.find(source).name
    return source.name


def _steps(source: Path, identity: Path | None) -> Iterator[str]:
    sealed = folder.find(source)
    sealed.prove()
    yield "sealed"
    Key.read(identity)
    with records.scratch() as scratch, _scratch_node(scratch) as environment:
        words = ["--identity", str(identity.resolve())] if identity else []
        _saola(environment, "restore", str(source.resolve()), *words)
        yield "restored"
        _saola(environment, "journal", "verify", "--without-entry")
        yield "journal"
        _saola(environment, "open-pages")
        yield "pages"


def _saola(environment: dict[str, str], *words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "saola", *words], env=environment, check=True, capture_output=True, text=True
    )


@contextmanager
def _scratch_node(scratch: Path) -> Iterator[dict[str, str]]:
    """The environment of a node of its own. On PostgreSQL it has a database of its own, gone afterwards."""
    environment = {
        **os.environ,
        "SAOLA_DATA": str(scratch / "node"),
        "SAOLA_DEMO": "",
        "SAOLA_KEYS": "",
        "SAOLA_SIGNER": "",
        "SAOLA_WITNESS": "",
    }
    if connection.vendor != "postgresql":
        yield environment
        return
    from .in_postgresql import another_database

    with another_database(f"saola_drill_{os.getpid()}") as url:
        yield environment | {"SAOLA_DATABASE_URL": url}


def results_folder() -> Path:
    path = Path(settings.DATA_FOLDER) / "upkeep" / "drills"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def _keep(result: Result, now: datetime) -> None:
    content = json.dumps(asdict(result), ensure_ascii=False, sort_keys=True).encode()
    path = results_folder() / f"{now:%Y%m%dT%H%M%S%fZ}.json"
    path.with_suffix(".sig").write_bytes(sealer.sign(content))
    path.write_bytes(content)


def results() -> Iterator[Result]:
    """Every drill held on this node, the newest first. One whose signature does not hold does not count."""
    try:
        key = sealer.public_key()
    except sealer.SealerKeyError:  # nothing was ever signed here
        return
    for path in sorted(results_folder().glob("*.json"), reverse=True):
        with suppress(OSError, ValueError, TypeError):
            content = path.read_bytes()
            if sealer.is_signed(content, path.with_suffix(".sig").read_bytes(), key):
                data = json.loads(content)
                yield Result(**data | {"passed": tuple(data["passed"])})


def last_good() -> Result | None:
    """The newest drill in which everything held."""
    return next((result for result in results() if result.is_good), None)
