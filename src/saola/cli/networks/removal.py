"""``saola networks disrupt``."""

import click

from ..speaking import json_option, say, show
from .actors import watched
from .lists import Read, reads_ties
from .noun import networks


@networks.command()
@reads_ties
@click.option(
    "--by",
    type=click.Choice(["betweenness", "degree", "collective-influence"]),
    default="betweenness",
    show_default=True,
    help="What makes an actor the foremost; taken again after every removal.",
)
@click.option(
    "--mode",
    type=click.Choice(["sequential", "block"]),
    default="sequential",
    show_default=True,
    help="One at a time, or several at once in a raid.",
)
@click.option(
    "--remove",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="How many go in one raid; and after how many the effect is said in words.",
)
@click.option(
    "--weights",
    type=click.Choice(["no", "nearness", "length"]),
    default="no",
    show_default=True,
    help="What the weight of a tie is taken for.",
)
@json_option
def disrupt(found: Read, by: str, mode: str, remove: int, weights: str, as_json: bool) -> None:
    """Take the foremost actors out until a twentieth is left, and say what still holds together.

    `lcc` is the size of the largest part over what it was, before any removal and after each.
    """
    from saola.core.networks.disruption import By, Mode, Weigh
    from saola.core.networks.disruption import disrupt as take_out

    curve = take_out(
        found.network,
        by=By(by),
        mode=Mode(mode),
        block=remove,
        weigh=Weigh(weights),
        watch=watched("removed"),
    )
    for notice in curve.notices:
        say(str(notice))
    if curve.removed:
        say(str(curve.after(remove)))
    if as_json:
        show(
            {
                "by": by,
                "mode": mode,
                "taken": curve.taken,
                "lcc": curve.lcc,
                "removed": curve.removed,
                "actors": curve.actors,
                "largest": curve.largest,
                "sentence": str(curve.after(remove)) if curve.removed else "",
                "notices": [*found.said, *map(str, curve.notices)],
            }
        )
