"""The console script: ``saola NOUN VERB``."""

import os

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="saola")
def saola() -> None:
    """The working system of a national wildlife-crime task force."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saola.web.settings")
    import django

    django.setup()


def _add_commands() -> None:
    """Each room's commands in a module of its own. Their bodies import Django's models only when they run."""
    from . import journal, node, people, seizures, species

    for room in (node, people, species, seizures, journal):
        for command in room.COMMANDS:
            saola.add_command(command)


_add_commands()
