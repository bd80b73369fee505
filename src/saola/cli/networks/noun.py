"""The noun itself; the modules beside this one add its verbs."""

import click


@click.group()
def networks() -> None:
    """Measure who is tied to whom, find key players, see what removal does; and the routes of what was seized."""
