"""The console script: ``saola NOUN VERB``."""

import os
import sys

import click

from .speaking import refuse


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="saola")
@click.pass_context
def saola(context: click.Context) -> None:
    """The working system of a national wildlife-crime task force."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saola.web.settings")
    if context.invoked_subcommand == "serve":
        return  # it only starts others
    import django

    django.setup()
    if context.invoked_subcommand not in PREPARES and not _is_asking_for_help() and not _is_prepared():
        refuse("This node is not prepared, or by an older version. Run `saola init`; what is kept stays.")


PREPARES = {"init", "demo", "serve", "restore", "backup-identity"}


def _is_asking_for_help() -> bool:
    return bool({"-h", "--help"} & set(sys.argv))


def _is_prepared() -> bool:
    """Whether the database has every table that this version knows."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _add_commands() -> None:
    """Each room's commands in a module of its own. Their bodies import Django's models only when they run."""
    from . import journal, node, people, seizures, species, upkeep

    for room in (node, upkeep, people, species, seizures, journal):
        for command in room.COMMANDS:
            saola.add_command(command)


_add_commands()
