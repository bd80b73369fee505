"""``saola cases calendar`` and ``saola cases sentencing``: what is to come before courts, and what they gave."""

from typing import Any

import click

from .speaking import json_option, say, show


@click.command()
@click.option("--days", type=click.IntRange(1, 366), default=30, show_default=True, help="How far ahead.")
@json_option
def calendar(days: int, as_json: bool) -> None:
    """List the hearings and time limits of the next days, in every case of this node. No name is in it.

    That they were listed on this machine is written in the journal.
    """
    from saola.apps.cases.models import Case
    from saola.apps.cases.queries import calendar as coming
    from saola.apps.journal.actions import note_read

    found = coming.coming(None, days=days, cases=Case.objects.all())
    if found:
        keys = sorted({one.case.pk for one in found})
        note_read(keys, by=None, action="listed", kind="cases.case", purpose="command-line")
    rows = [_row(one) for one in found]
    for row in rows:
        say(f"{row['at']:<25} {row['case']:<10} {row['what']:<24} {row['court']}")
    say(f"{len(rows)} in the next {days} days.")
    if as_json:
        show(rows)


def _row(one: Any) -> dict[str, Any]:
    from django.utils import timezone

    return {
        "at": timezone.localtime(one.at).isoformat(timespec="minutes"),
        "case": one.case.number,
        "what": one.plain,
        "is_time_limit": one.is_limit,
        "is_late": one.is_late,
        "court": str(one.court or ""),
        "room": one.room,
    }


@click.command()
@click.option(
    "--by",
    type=click.Choice(["offence", "group", "court", "year"]),
    default="offence",
    show_default=True,
    help="What to compare.",
)
@click.option("--offence", default="", help="Only this provision.")
@click.option("--group", default="", help="Only this species group.")
@click.option("--court", default="", help="Only this court, by its name.")
@click.option("--year", default="", help="Only what was decided in this year.")
@json_option
def sentencing(by: str, offence: str, group: str, court: str, year: str, as_json: bool) -> None:
    """Say what courts gave for the like. Small numbers are withheld, the others rounded (docs/method/sentencing.md)."""
    from django.utils import timezone

    from saola.apps.cases.queries import sentencing as given

    asked = {"offence": offence, "group": group, "court": court, "year": year}
    answer = given.answer(by, {name: value for name, value in asked.items() if value}, timezone.localdate())
    if answer.is_too_few:
        say(f"Fewer than {given.FEWEST} people were judged so; numbers that small are withheld.")
    for line in (*answer.lines, *([answer.together] if answer.together else [])):
        custody = f"{line.custody.value:.0f} days" if line.custody else "–"
        say(
            f"{line.label[:40]:<40} people {line.people:<13} convicted {line.convicted:<13} custody {custody}"
        )
    if as_json:
        show(given.answer_data(answer))


COMMANDS = (calendar, sentencing)
