"""``saola species``: load lists, match names, ask which Appendix applied."""

import click


@click.group()
def species() -> None:
    """Load the lists of species, match names against them, ask which Appendix applied."""


COMMANDS = [species]
