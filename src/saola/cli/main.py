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
    if context.invoked_subcommand not in PREPARES and not _is_asking_for_help():
        _refuse_unless_ready()


PREPARES = {"init", "demo", "serve", "migrate", "restore", "backup-identity"}


def _is_asking_for_help() -> bool:
    return bool({"-h", "--help"} & set(sys.argv))


def _refuse_unless_ready() -> None:
    """Whether the records have the schema of this version, neither an older nor a newer one."""
    from saola.apps.upkeep import migrating

    if why := migrating.why_not_ready():
        refuse(str(why))


def _add_commands() -> None:
    """Each room's commands in a module of its own. Their bodies import Django's models only when they run."""
    from . import cases, evidence, journal, law, networks, node, people, seizures, species, upkeep, working

    for room in (node, working, upkeep, people, species, law, seizures, evidence, cases, networks, journal):
        for command in room.COMMANDS:
            saola.add_command(command)


_add_commands()
