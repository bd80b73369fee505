"""Bringing the records to the schema of this version: copied and proved first, each step whole or not at all."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from saola.apps.journal import actions as journal
from saola.core.values import Message, gettext_noop, say

from .backup import records
from .backup.boxes import sync_folder
from .backup.faults import BackupError, NewerSchemaError

KEPT = 2
"""Copies from before a migration that are kept; older ones go."""


class _Executor(MigrationExecutor):
    """Django's, noting each step inside the transaction of the step itself.

    Django notes it afterwards where indexes are made last; killed in between, the step could never run again.
    """

    def apply_migration(self, state, migration, fake=False, fake_initial=False):
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            state = migration.apply(state, editor)
            while editor.deferred_sql:
                editor.execute(editor.deferred_sql.pop(0))
            self.record_migration(migration)
        return state


def pending() -> list[str]:
    """The steps that are still to be taken, ``app.name``, in order."""
    executor = MigrationExecutor(connection)
    return [
        str(migration) for migration, _is_back in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]


def why_not_ready() -> Message | None:
    """Why this version cannot work with the records as they are; ``None`` when it can."""
    if unknown():
        return _newer()
    if pending():
        return say(
            gettext_noop(
                "This node is not prepared, or by an older version. Run saola init; what is kept stays."
            )
        )
    return None


def _newer() -> Message:
    return say(
        gettext_noop(
            "These records were kept by a newer version of Saola, which changed them in ways that this one does not "
            "know. Nothing was changed. Install the newer version again."
        )
    )


def unknown() -> set[str]:
    """Steps that were taken by a newer version of Saola."""
    return {f"{app}.{name}" for app, name in MigrationLoader(connection).applied_migrations} - known()


def known() -> set[str]:
    """Every step that this version brings, ``app.name``; one that stands for others, and those."""
    steps = MigrationLoader(None).disk_migrations
    replaced = {tuple(other) for migration in steps.values() for other in migration.replaces}
    return {f"{app}.{name}" for app, name in set(steps) | replaced}


def migrate(*, is_copied: bool = False) -> list[str]:
    """Take every step that is pending, and return them. Unless ``is_copied``, what is kept is copied first.

    Killed at any point it can be called again. Raises ``NewerSchemaError``, and ``BackupError`` when there is no
    proved copy; then nothing was changed.
    """
    if unknown():
        raise NewerSchemaError(_newer())
    steps, begun = pending(), _folder() / "taking-steps.json"
    if begun.exists():  # an earlier run broke off
        steps = [*json.loads(begun.read_text()), *steps]
    if not steps:
        return []
    is_new = not records.here().holds_any()
    if not is_new and not is_copied:
        copy_first()
    steps = list(dict.fromkeys(steps))
    begun.write_text(json.dumps(steps))
    _take_steps()
    _note(steps, is_new)
    begun.unlink()
    return steps


def copy_first() -> Path:
    """Keep a proved copy of the records beside them, readable by the node's user only; return its folder."""
    parent = _folder() / "before-migrating"
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = parent / f"{timezone.now():%Y%m%dT%H%M%S%fZ}"
    folder.mkdir(mode=0o700)
    here = records.here()
    try:
        copied = here.copy_to(folder / "records")
    except OSError as error:
        raise _no_copy(str(error)) from error
    if here.engine == "sqlite" and copied != here.look(Path(str(connection.settings_dict["NAME"]))):
        raise _no_copy("the records changed meanwhile; stop every program of this node")
    sync_folder(folder)
    _let_older_go(parent)
    return folder


def _no_copy(reason: str) -> BackupError:
    return BackupError(
        say(
            gettext_noop(
                "The records could not be copied before changing their schema ({reason}), so nothing was changed."
            ),
            reason=reason,
        )
    )


def _let_older_go(parent: Path) -> None:
    for old in sorted(parent.iterdir())[:-KEPT]:
        for file in old.iterdir():
            file.unlink()
        old.rmdir()


def _take_steps() -> None:
    """As Django's own command does, with its signals, which make the kinds of content."""
    connection.prepare_database()
    executor = _Executor(connection)
    targets = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(targets)
    before = executor._create_project_state(with_applied_migrations=True)
    emit_pre_migrate_signal(0, False, connection.alias, apps=before.apps, plan=plan)
    after = executor.migrate(targets, plan=plan, state=before.clone())
    after.clear_delayed_apps_cache()
    emit_post_migrate_signal(0, False, connection.alias, apps=after.apps, plan=plan)


@transaction.atomic
def _note(steps: list[str], is_new: bool) -> None:
    """An entry for each step."""
    if is_new:
        journal.write("node.initialised", by=None)
        return
    for step in steps:
        journal.write("node.migrated", by=None, object_type="schema", object_id=step, step=step)


def _folder() -> Path:
    folder = Path(settings.DATA_FOLDER) / "upkeep"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
