"""``saola people``: the first administrator of a node; the others are added on the pages."""

import click

from .speaking import json_option, refuse, say, show


@click.group()
def people() -> None:
    """Add the people who sign in."""


@people.command()
@click.argument("name")
@click.option("--full-name", prompt="Full name", help="As others know them.")
@click.option("--role", default="administrator", show_default=True, help="See the page of roles.")
@click.option("--agency", "agency_code", help="The code of their agency.")
@click.password_option(help="At least 15 characters; asked for when not given.")
@json_option
def add(name: str, full_name: str, role: str, agency_code: str | None, password: str, as_json: bool) -> None:
    """Let NAME sign in. On a new node, begin with an administrator."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import IntegrityError

    from saola.apps.accounts import actions
    from saola.apps.accounts.models import Agency, Person

    agency = Agency.objects.filter(code=agency_code).first() if agency_code else None
    if agency_code and agency is None:
        codes = ", ".join(Agency.objects.values_list("code", flat=True)) or "none yet"
        refuse(f"There is no agency {agency_code}. There are: {codes}.")
    try:
        validate_password(password, Person(name=name, full_name=full_name))
        person = actions.create_person(
            name=name, full_name=full_name, role=role, agency=agency, password=password, by=None
        )
    except ValidationError as error:
        refuse(" ".join(error.messages))
    except ValueError as error:
        refuse(f"{error}.")
    except IntegrityError:
        refuse(f"Somebody signs in as {name} already. Choose another name.")
    say(f"{full_name} may now sign in as {name}.")
    if as_json:
        show({"name": person.name, "role": person.role})


COMMANDS = [people]
