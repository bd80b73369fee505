"""Reading a list of ties from a file, with every fault of it at once."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from ..speaking import refuse, say

_SHOWN = 20
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def reads_ties(command: Callable[..., Any]) -> Callable[..., Any]:
    """The argument and the options of every command that reads a list of ties; it is given the ``network``."""

    @click.argument("file", type=_FILE)
    @click.option("--directed", is_flag=True, help="A tie goes from the first to the second only.")
    @click.option(
        "--layout",
        type=click.Choice(["list", "matrix", "attendance"]),
        default="list",
        help="A tie a row; a square matrix of names; or actors down and occasions across.",
    )
    @click.option(
        "--repeated",
        type=click.Choice(["sum", "last"]),
        default="sum",
        help="What a pair weighs that is in the file more than once.",
    )
    @click.option(
        "--limit",
        "limits",
        multiple=True,
        metavar="KIND=N",
        help="An actor of this kind with more ties is a hub, such as address=12.",
    )
    @click.option("--keep-hubs", is_flag=True, help="Show hubs, but leave them in the measures.")
    @wraps(command)
    def with_network(
        file: Path,
        directed: bool,
        layout: str,
        repeated: str,
        limits: tuple[str, ...],
        keep_hubs: bool,
        **others: Any,
    ) -> Any:
        return command(read(file, directed, layout, repeated, _limits(limits), keep_hubs), **others)

    return with_network


class Read:
    """The ``network`` as measured, the ``whole`` as read, and what a person has to know about it (``said``)."""

    def __init__(self, whole: Any, limits: dict[str, int], keep_hubs: bool) -> None:
        from saola.core.networks import hubs

        self.whole = self.network = whole
        self.hubs = hubs.hubs(whole, limits)
        self.said = [str(notice) for notice in whole.notices]
        if self.hubs and keep_hubs:
            self.said += [str(hub.sentence) for hub in self.hubs]
        elif self.hubs:
            self.network, told = hubs.without_hubs(whole, self.hubs)
            self.said += [str(sentence) for sentence in told]


def read(
    file: Path, is_directed: bool, layout: str, repeated: str, limits: dict[str, int], keep_hubs: bool
) -> Read:
    """The file as a network; refused, with every row that is wrong, when any is."""
    from saola.core.networks import Repeated, assemble
    from saola.core.networks.matrices import read_attendance, read_square
    from saola.core.networks.reading import read_ties

    text = _text(file)
    if layout == "matrix":
        found = read_square(text, is_directed=is_directed)
    elif layout == "attendance":
        found = read_attendance(text)
    else:
        found = read_ties(text)
    if found.faults:
        for fault in found.faults[:_SHOWN]:
            say(f"{file.name}, row {fault.row}: {fault.text}")
        if len(found.faults) > _SHOWN:
            say(f"… and {len(found.faults) - _SHOWN} more; --json lists them all.")
        faults = [{"row": fault.row, "text": str(fault.text)} for fault in found.faults]
        refuse(f"{len(faults)} faults in {file.name}; nothing was measured.", code="bad-rows", faults=faults)
    whole = assemble(found.ties, found.actors, is_directed=is_directed, repeated=Repeated(repeated))
    return _told(Read(whole, limits, keep_hubs))


def _told(found: Read) -> Read:
    for sentence in found.said:
        say(sentence)
    return found


def _text(file: Path) -> str:
    from saola.core.intake.encodings import detect_encoding
    from saola.core.intake.refusals import Limits, Refusal

    content = file.read_bytes()
    if not content:
        refuse(f"{file} is empty.", code="empty")
    try:
        return content.decode(detect_encoding(BytesIO(content), Limits()).name)
    except Refusal as why:
        refuse(f"{file}: {why}", code=why.code)
    except UnicodeDecodeError:
        refuse(f"{file} is not text in one encoding; save it as UTF-8 and send it again.", code="encoding")


def _limits(said: tuple[str, ...]) -> dict[str, int]:
    limits = {}
    for each in said:
        kind, _, number = each.partition("=")
        if not kind or not number.isdigit():
            raise click.BadParameter(f"“{each}” is not a kind and a number, such as address=12.")
        limits[kind] = int(number)
    return limits
