"""``saola backup``, ``restore``, ``drill``, ``check``: keeping the node, and keeping it safe."""

from dataclasses import asdict
from pathlib import Path

import click

from .speaking import json_option, refuse, say, show

FOLDER = click.Path(file_okay=False, path_type=Path)
IDENTITY = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("backup-identity")
@click.argument("file", type=click.Path(path_type=Path))
def backup_identity(file: Path) -> None:
    """Make the offline key that opens backups, and write it to FILE, on a medium that leaves this machine."""
    from saola.apps.upkeep.backup import boxes

    try:
        recipient = boxes.new_identity(file)
    except FileExistsError:
        refuse(f"{file} is there already and was left as it is. Choose another name.")
    say(f"Written to {file}. Keep it away from this machine, twice. On this machine set:")
    click.echo(f"SAOLA_BACKUP_RECIPIENT={recipient}")


@click.command()
@click.argument("out", type=FOLDER)
@click.option("--recipient", multiple=True, help="Encrypt to this age recipient instead of the settings'.")
@click.option("--unencrypted", is_flag=True, help="Leave the backup readable by whoever finds it.")
@json_option
def backup(out: Path, recipient: tuple[str, ...], unencrypted: bool, as_json: bool) -> None:
    """Write a backup of the records and files into the folder OUT, beside people who work."""
    from saola.apps.journal.sealer import SealerKeyError
    from saola.apps.upkeep.backup import boxes, taking
    from saola.apps.upkeep.backup.faults import BackupError
    from saola.web.configuration import BACKUP_RECIPIENT

    try:
        box = boxes.recipients(recipient or BACKUP_RECIPIENT.read().split(","), unencrypted)
        taken = taking.take(out, box)
    except BackupError as error:
        refuse(str(error))
    except SealerKeyError as fault:
        refuse(f"No backup was written, because it could not be signed. {fault}")
    contents = taken.contents
    rows = sum(table.rows for table in contents.tables.values())
    say(
        f"Backup {taken.place}: {len(contents.tables)} tables with {rows} rows, {len(contents.files)} files, "
        f"{taken.new_files} of them new to the folder."
    )
    if as_json:
        facts = {
            "backup": str(taken.place),
            "rows": rows,
            "files": len(contents.files),
            "new": taken.new_files,
        }
        show(
            facts | {"journal": contents.head.seq, "tables": {n: t.rows for n, t in contents.tables.items()}}
        )


@click.command()
@click.argument("source", metavar="IN", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--identity", type=IDENTITY, help="The file of the offline key.")
@click.option(
    "--replace", is_flag=True, help="Take the place of the records that are here; they are kept aside."
)
@click.option("--by", "name", help="With --replace: the sign-in name of who asks for it.")
@click.option("--reason", default="", help="With --replace: why; the second person reads it.")
@json_option
def restore(
    source: Path, identity: Path | None, replace: bool, name: str | None, reason: str, as_json: bool
) -> None:
    """Put the backup IN (or the newest in the folder IN) back on this node. Stop the node first.

    Over records that are in use a second person approves it: the first run asks, the next restores.
    """
    from saola.apps.upkeep.backup import boxes, restoring
    from saola.apps.upkeep.backup.faults import BackupError

    try:
        key = boxes.Key.read(identity)
        by = _keeper(name) if name and replace else None
        restored = restoring.restore(source, key, is_replacing=replace, by=by, reason=reason)
    except BackupError as error:
        refuse(str(error))
    rows = sum(table.rows for table in restored.contents.tables.values())
    say(f"Restored {restored.name}: {rows} rows as they were, {restored.files} files written.")
    if restored.purged:
        say(f"{restored.purged} records that were purged after the backup were removed again.")
    if restored.holds:
        say(f"{restored.holds} legal holds that were placed after the backup are in force again.")
    if restored.unheld:
        say(f"Held, and not in this backup: {', '.join(restored.unheld)}. A newer backup may hold them.")
    _say_what_originals_lack()
    say("Whoever was signed in must sign in again. Now run `saola journal verify` and `saola check`.")
    if as_json:
        told = {"purged": restored.purged, "holds": restored.holds, "unheld": restored.unheld}
        show({"backup": restored.name, "rows": rows, "files": restored.files, **told})


def _say_what_originals_lack() -> None:
    """The key of the evidence store is in no backup."""
    from saola.apps.upkeep.conditions import originals

    found = originals.key()
    if not found.is_well:
        say(f"{found.said} {found.then}")


def _keeper(name: str):
    """Who asks, read while their records are still there; where those are broken nobody can be asked."""
    from django.db import DatabaseError

    from saola.apps.accounts.models import Person

    try:
        person = Person.objects.select_related("agency").filter(name=name, is_active=True).first()
    except DatabaseError:
        return None
    if person is None:
        refuse(f"Nobody signs in as {name}. Nothing was changed.")
    return person


@click.command()
@click.argument("source", metavar="IN", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--identity", type=IDENTITY, help="The file of the offline key.")
@json_option
def drill(source: Path, identity: Path | None, as_json: bool) -> None:
    """Prove the backup IN: restore it beside this node, compare everything, verify the journal, open the pages."""
    from saola.apps.upkeep.backup import drill as drills

    result = drills.drill(source, identity)
    for step, words in drills.STEPS.items():
        say(
            f"{'holds' if step in result.passed else 'FAILS' if not _is_after(result, step) else '-':7}{words}"
        )
    if result.fault:
        say(result.fault)
    say(f"Backup {result.backup}: the drill was {'good' if result.is_good else 'BAD'} ({result.seconds} s).")
    if as_json:
        facts = {"backup": result.backup, "good": result.is_good, "passed": list(result.passed)}
        show(facts | {"fault": result.fault, "seconds": result.seconds})
    if not result.is_good:
        raise SystemExit(1)


def _is_after(result, step: str) -> bool:
    """Whether the drill ended before this step was tried."""
    from saola.apps.upkeep.backup.drill import STEPS

    return list(STEPS).index(step) > len(result.passed)


@click.command("open-pages", hidden=True)
def open_pages() -> None:
    """Open the pages of this node as each role does; leave with 1 when one breaks. A drill asks this."""
    from saola.apps.upkeep.opening import open_pages as opened

    broken = [page for page in opened() if page.is_broken]
    for page in broken:
        say(f"{page.path} broke for {page.role} ({page.status}).")
    if broken:
        raise SystemExit(1)


@click.command()
@json_option
def migrate(as_json: bool) -> None:
    """Bring the records to the schema of this version; a proved copy is kept first. Stop the node before."""
    steps = bring_schema_up_to_date()
    if not steps:
        say("The records have the schema of this version already.")
    if as_json:
        show({"steps": steps})


def bring_schema_up_to_date() -> list[str]:
    """Take the steps that are pending, or refuse."""
    from saola.apps.upkeep import migrating
    from saola.apps.upkeep.backup.faults import BackupError

    try:
        steps = migrating.migrate()
    except BackupError as error:
        refuse(str(error))
    if steps:
        say(f"The records have the schema of this version ({len(steps)} steps taken).")
    return steps


@click.command()
@json_option
def check(as_json: bool) -> None:
    """Say in plain words what is unsafe in this installation; leave with 1 when something is."""
    from saola.apps.upkeep import checking

    conditions = checking.check()
    for condition in conditions:
        say(f"{condition.state.value:8}{condition.said}")
        if condition.then and not condition.is_well:
            say(f"{'':8}{condition.then}")
    if as_json:
        show(
            {"safe": not checking.is_unsafe(conditions), "conditions": [_facts(each) for each in conditions]}
        )
    if checking.is_unsafe(conditions):
        raise SystemExit(1)


@click.command("round")
@json_option
def make_round(as_json: bool) -> None:
    """Make the daily round now: go through what people looked at, prove the journal, hash sealed files again.

    ``work`` and ``serve`` make it once a day by themselves. Leaves with 1 when something was altered or broke off.
    """
    from saola.apps.upkeep import rounds

    try:
        made = rounds.make()
    except rounds.UnderWayError as fault:
        refuse(str(fault))
    say(
        f"The round was made for {made.days} days: {made.alerts} things to look at were noticed in the journal;"
    )
    say(f"{made.files} sealed files were hashed again, {made.altered} differ.")
    say(
        "The journal does NOT hold: run `saola journal verify`."
        if made.faults
        else "The journal was gone through."
    )
    for part in made.failed:
        say(f"The part called {part} broke off; why stands in the log. It is tried again within the hour.")
    if as_json:
        show(asdict(made))
    if not made.is_good:
        raise SystemExit(1)


def _facts(condition) -> dict[str, str]:
    facts = {"code": condition.code, "state": condition.state.value, "said": str(condition.said)}
    return facts | ({"then": str(condition.then)} if condition.then else {})


COMMANDS = [backup_identity, backup, restore, drill, migrate, check, make_round, open_pages]
