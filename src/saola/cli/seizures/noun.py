"""The noun itself; the modules beside this one add its verbs."""

import click


@click.group()
def seizures() -> None:
    """Bring in the files of the agencies, take them back, total them, report them."""
