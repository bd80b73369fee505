"""How every command speaks: words on standard error, one JSON object on standard output when asked.

Exit codes: 0 done, 1 the data was refused (and says which, and why), 2 wrong usage.
"""

import json
import sys
from typing import Any, NoReturn

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Print one machine-readable JSON object.")


def say(text: str) -> None:
    """A sentence for the person at the terminal."""
    click.echo(text, err=True)


def refuse(text: str, **facts: Any) -> NoReturn:
    """The data was refused: say why, and leave with 1."""
    say(text)
    if facts:
        show(facts)
    sys.exit(1)


def show(facts: dict[str, Any] | list[dict[str, Any]]) -> None:
    """Print ``facts`` as one JSON object, or one list of them."""
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2, default=str))
