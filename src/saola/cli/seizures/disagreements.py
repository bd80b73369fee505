"""``saola seizures disagreements``: where the files and the lists exclude each other."""

from datetime import datetime
from pathlib import Path

import click

from ..speaking import json_option, refuse, say, show
from .noun import seizures


@seizures.command()
@click.option("--batch", help="Only the seizures of this file; without it all.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date to ask about where a seizure has none; without it today.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the disagreements go, as CSV.",
)
@json_option
def disagreements(batch: str | None, on: datetime | None, out: Path, as_json: bool) -> None:
    """List the specimens of which the file says one thing of CITES and the lists another."""
    from django.core.exceptions import ValidationError

    from saola.apps.seizures import disagreements as comparing
    from saola.apps.seizures.models import Batch, Specimen

    specimens = Specimen.objects.order_by("pk")
    if batch:
        try:
            specimens = specimens.filter(incident__batch=Batch.objects.get(pk=batch))
        except (Batch.DoesNotExist, ValidationError):
            refuse(f"There is no batch {batch}. Nothing was written.")
    comparison = comparing.Comparison()
    try:
        with out.open("w", encoding="utf-8-sig", newline="") as file:
            count = comparing.write_csv(comparison.of(specimens, on.date() if on else None), file)
    except OSError as error:
        refuse(f"{out} cannot be written: {error.strerror}.")
    compared = comparison.kinds.total() + comparison.others.total()
    say(f"{compared} specimens compared: {count} disagreements, in {out}.")
    for name, number in (*comparison.kinds.most_common(), *comparison.others.most_common()):
        say(f"  {number} {name.replace('_', ' ')}")
    if as_json:
        show(
            {
                "specimens": compared,
                "disagreements": count,
                "kinds": dict(comparison.kinds),
                "others": dict(comparison.others),
                "out": str(out),
            }
        )
