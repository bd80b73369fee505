"""``saola seizures import`` and ``undo``."""

from functools import partial
from pathlib import Path

import click

from ..full_disk import needs_room, refuse_when_full
from ..speaking import json_option, refuse, say, show
from .noun import seizures

LONG = 20_000
"""Rows from which on the copy that counts are made on is brought up to date by the command that recorded them."""


@seizures.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--profile", "profile_name", help="How the file is read; without it Saola proposes.")
@click.option("--sheet", default="", help="The sheet of a workbook; without it the first visible one.")
@click.option("--dry-run", is_flag=True, help="Do everything, record nothing.")
@click.option("--errors", type=click.Path(dir_okay=False, path_type=Path), help="Write the faulty rows here.")
@json_option
@needs_room
def import_file(
    file: Path, profile_name: str | None, sheet: str, dry_run: bool, errors: Path | None, as_json: bool
) -> None:
    """Record the seizures of FILE (xlsx, xls, ods, csv, tsv, or gz of these), in one transaction."""
    from saola.apps.seizures.actions import intake, profiles
    from saola.core.intake import Refusal

    try:
        profile = profiles.by_name(profile_name) if profile_name else None
    except profiles.UnknownProfileError:
        from saola.apps.seizures.models import Profile

        names = ", ".join(Profile.objects.values_list("name", flat=True)) or "none yet"
        refuse(f"There is no profile “{profile_name}”. There are: {names}. Nothing was recorded.")
    write_errors = partial(_write_errors, errors) if errors is not None else None
    try:
        with file.open("rb") as content:
            batch = intake.bring_in(
                content,
                file.name,
                by=None,
                profile=profile,
                sheet=sheet,
                dry_run=dry_run,
                tell=_tell,
                then=write_errors,
            )
    except Refusal as refusal:
        refuse(f"{refusal.message} Nothing was recorded.", code=refusal.code, file=file.name)
    except intake.AlreadyRecordedError as already:
        say(f"This file is recorded already, as {already.batch.pk}. Nothing changed.")
        if write_errors is not None:
            write_errors(already.batch)
        return _answer(_facts_again(already.batch), as_json)
    except OSError as trouble:
        refuse(f"{trouble}. Nothing was recorded.")
    if batch.recorded > LONG and not dry_run:
        _keep_up()
    _answer(_facts(batch) | ({"dry_run": True} if dry_run else {}), as_json)


def _keep_up() -> None:
    """Whoever opens the explorer next should not wait for it."""
    from saola.apps.seizures.exploring import facts

    say("Everything is recorded. Bringing the copy that counts are made on up to date ...")
    facts.keep_up()
    say("The explorer counts the new seizures.")


def _tell(done: int, total: int) -> None:
    refuse_when_full()
    if done % 10_000 == 0:
        say(f"{done} rows read")


def _facts(batch) -> dict:
    return {
        "batch": str(batch.pk),
        "rows": batch.rows,
        "recorded": batch.recorded,
        "duplicates": batch.duplicates,
        "refused": batch.refused,
        "blank": batch.blank,
        "warnings": batch.warnings,
        "incidents": batch.incident_count,
    }


def _facts_again(batch) -> dict:
    """The same file again: every row it recorded is a duplicate now."""
    known = batch.recorded + batch.duplicates
    return _facts(batch) | {"recorded": 0, "duplicates": known, "warnings": 0, "incidents": 0}


def _answer(facts: dict, as_json: bool) -> None:
    if facts.get("dry_run"):
        say("This was a dry run: nothing was recorded.")
    say(
        f"{facts['rows']} rows: {facts['recorded']} recorded as {facts['incidents']} seizures, "
        f"{facts['duplicates']} duplicates, {facts['refused']} refused, {facts['blank']} blank; "
        f"{facts['warnings']} recorded with a warning."
    )
    if as_json:
        show(facts)


def _write_errors(path: Path, batch) -> None:
    from saola.apps.seizures import problems

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        count = problems.write_csv(batch, file)
    say(f"{count} faulty rows, with what is wrong in each, are in {path}.")


@seizures.command()
@click.argument("batch")
@json_option
@needs_room
def undo(batch: str, as_json: bool) -> None:
    """Take back everything that BATCH recorded, until something was built upon it."""
    from django.core.exceptions import ValidationError

    from saola.apps.seizures.actions import undoing
    from saola.apps.seizures.actions.intake import NotReadyError
    from saola.apps.seizures.models import Batch

    try:
        kept = Batch.objects.get(pk=batch)
        count = undoing.undo(kept, by=None)
    except (Batch.DoesNotExist, ValidationError):
        refuse(f"There is no batch {batch}. Nothing changed.")
    except NotReadyError as state:
        refuse(f"This batch is {state}, not recorded, so there is nothing to undo.")
    except undoing.BuiltUponError as built:
        refuse(f"This batch cannot be undone any more: {built}. Nothing changed.", batch=batch)
    say(f"{count} seizures were taken back.")
    if as_json:
        show({"batch": batch, "incidents": count})
