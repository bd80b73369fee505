"""``saola cases``: one case as it stands."""

from typing import Any

import click

from . import courts
from .speaking import json_option, refuse, say, show


@click.group()
def cases() -> None:
    """Show a case as it stands, and what is due."""


@cases.command("show")
@click.argument("number")
@json_option
def show_case(number: str, as_json: bool) -> None:
    """Say where case NUMBER stands: its people by number, its time limits, what is open.

    Names of people are left out. That it was read on this machine is written in the journal.
    """
    from saola.apps.cases.models import Case
    from saola.apps.cases.queries import plain
    from saola.apps.journal.actions import note_read

    case = Case.objects.select_related("lead", "court").filter(number=number).first()
    if case is None:
        refuse(f"There is no case {number}.", code="unknown-case")
    note_read(case, by=None, purpose="command-line")
    facts = plain.case_data(case)
    _say(facts)
    if as_json:
        show(facts)


def _say(facts: dict[str, Any]) -> None:
    say(f"{facts['number']}: {facts['stage']}, led by {facts['lead']}, opened {facts['opened_on']}.")
    for clock in facts["clocks"]:
        say(f"  {clock['words']}: {clock['state']}, due {clock['due_at'] or 'not known'}")
    for name, many in facts["open"].items():
        if many:
            say(f"  open: {many} {name.replace('_', ' ')}")


for _command in courts.COMMANDS:
    cases.add_command(_command)

COMMANDS = (cases,)
