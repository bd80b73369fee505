"""Writes ``docs/reference/commands.md``, ``settings.md`` and ``law.md`` from the code. A test holds the pages to it.

``python docs/write_reference.py [FOLDER]`` writes them into another folder.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from law_page import law_page

from saola.cli.main import saola
from saola.web.configuration import SETTINGS

REFERENCE = Path(__file__).parent / "reference"


def commands_page() -> str:
    """Every command with its help, in the order of the command line."""
    parts = [
        "# Commands\n\nWritten from the code by `make fix`. Exit codes: 0 done, 1 refused, 2 wrong usage.\n"
    ]
    parts += [f"## {name}\n\n```\n{text}\n```\n" for name, text in _commands(saola, None, "saola")]
    return "\n".join(parts)


def _commands(command: click.Command, above: click.Context | None, name: str) -> Iterator[tuple[str, str]]:
    context = click.Context(
        command,
        info_name=name.split()[-1],
        parent=above,
        **(command.context_settings if above is None else {}),
    )
    if isinstance(command, click.Group):
        for below in sorted(command.commands):
            yield from _commands(command.commands[below], context, f"{name} {below}")
    else:
        yield name, command.get_help(context)


def settings_page() -> str:
    """Every setting with its default and its sentence."""
    parts = [
        "# Settings\n\nEnvironment variables, read once when Saola starts. Written from the code by `make fix`.\n"
    ]
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else "empty"
        parts.append(f"## {setting.name}\n\n{setting.sentence}\n\nDefault: {default}\n")
    return "\n".join(parts)


PAGES = {"commands.md": commands_page, "settings.md": settings_page, "law.md": law_page}

if __name__ == "__main__":
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else REFERENCE
    for name, page in PAGES.items():
        (into / name).write_text(page(), encoding="utf-8")
