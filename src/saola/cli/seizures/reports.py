"""``saola seizures export``: the annual illegal trade report, and the seizures of a year as csv or GeoJSON."""

from pathlib import Path
from typing import Any

import click

from ..full_disk import needs_room
from ..speaking import json_option, refuse, say, show
from .noun import seizures

out_option = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write; one that is there is replaced.",
)
year_option = click.option(
    "--year", type=click.IntRange(1975, 9999), required=True, help="The year of seizure."
)


@seizures.group()
def export() -> None:
    """Write the seizures of a year to a file."""


@export.command()
@year_option
@out_option
@click.option("--issue", "is_issued", is_flag=True, help="Issue the next version; without it, a draft.")
@click.option(
    "--share-with-iccwc",
    "share",
    type=click.Choice(["yes", "no"]),
    help="Whether the Secretariat may share it. Issuing asks for this choice.",
)
@click.option("--note", default="", help="Stands on the second sheet of an issued version.")
@json_option
def aitr(year: int, out: Path, is_issued: bool, share: str | None, note: str, as_json: bool) -> None:
    """Write the CITES annual illegal trade report of a year as the Excel file of the form."""
    if is_issued and share is None:
        raise click.UsageError("Issuing asks for --share-with-iccwc yes or no.")
    if not is_issued and (share or note):
        raise click.UsageError("A draft carries no choice and no note; add --issue to issue the report.")
    facts = _issue(year, out, share == "yes", note) if is_issued else _draft(year, out)
    if as_json:
        show(facts)


def _draft(year: int, out: Path) -> dict[str, Any]:
    from saola.apps.seizures.actions import reporting
    from saola.apps.seizures.aitr import gather

    gathered = gather(year, reporting.seen_by(None))
    if not gathered.incidents:
        refuse(f"There is no seizure of {year}. Nothing was written.", year=year)
    out.write_bytes(reporting.draft(year, by=None))
    say(f"A draft of {len(gathered.rows)} rows is in {out}. It is not issued.")
    return _facts(gathered) | {"version": None, "digest": None, "out": str(out)}


@needs_room
def _issue(year: int, out: Path, share: bool, note: str) -> dict[str, Any]:
    from saola.apps.seizures.actions import reporting
    from saola.apps.seizures.aitr import gather

    try:
        report = reporting.issue(year, share_with_iccwc=share, note=note, by=None)
    except reporting.NothingChangedError:
        refuse(f"Nothing differs from the last version of {year}, so nothing was issued.", year=year)
    except reporting.NothingToReportError:
        refuse(f"There is no row to report for {year}, so nothing was issued.", year=year)
    out.write_bytes(bytes(report.workbook))
    say(
        f"Version {report.version} of {year} is issued: {len(report.rows)} rows, in {out}. SHA-256 {report.digest}"
    )
    facts = _facts(gather(year, reporting.seen_by(None)))
    return facts | {"version": report.version, "digest": report.digest, "out": str(out)}


def _facts(gathered: Any) -> dict[str, Any]:
    return {
        "year": gathered.year,
        "rows": len(gathered.rows),
        "incidents": gathered.seizures,
        "missing": dict(gathered.missing_in),
        "unsettled": len(gathered.unsettled),
        "not_listed": gathered.not_listed,
        "held_back": len(gathered.held_back),
        "undated": gathered.undated,
    }


@export.command()
@year_option
@out_option
@json_option
def csv(year: int, out: Path, as_json: bool) -> None:
    """Write the seizures of a year as comma-separated values, one line a seizure."""
    _write("csv", year, out, as_json)


@export.command()
@year_option
@out_option
@json_option
def geojson(year: int, out: Path, as_json: bool) -> None:
    """Write the seizures of a year as GeoJSON; those without a place have no geometry."""
    _write("geojson", year, out, as_json)


def _write(form: str, year: int, out: Path, as_json: bool) -> None:
    """The columns that a list shows unless somebody chose others; each seizure once."""
    from django.db import transaction

    from saola.apps.journal import actions as journal
    from saola.apps.seizures.exploring import columns, downloads, listed
    from saola.apps.seizures.models import Incident

    found = Incident.objects.counted().of_year(year).order_by("first_day", "id")
    count = found.count()
    if not count:
        refuse(f"There is no seizure of {year}. Nothing was written.", year=year)
    lines = {"csv": downloads.csv_lines, "geojson": downloads.geojson_lines}[form]
    with transaction.atomic(), out.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines(listed.every(found), columns.USUAL))
        journal.write("seizures.downloaded", object_type="seizures", object_id=year, count=count, format=form)
    say(f"{count} seizures of {year} are in {out}.")
    if as_json:
        show({"year": year, "incidents": count, "format": form, "out": str(out)})
