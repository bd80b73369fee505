"""``saola people``: the first administrator of a node, and the way back in when nobody can open a page."""

import click

from .full_disk import needs_room
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
@needs_room
def add(name: str, full_name: str, role: str, agency_code: str | None, password: str, as_json: bool) -> None:
    """Let NAME sign in. On a new node, begin with an administrator."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import IntegrityError

    from saola.apps.accounts import actions
    from saola.apps.accounts.models import Agency, Person
    from saola.apps.accounts.signing_in import passwords

    is_first = not Person.objects.exists()
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
    if is_first:
        passwords.keep_as_own(person)
        say(f"{full_name} may now sign in as {name}, and adds a second factor then.")
    else:
        say(f"{full_name} may now sign in as {name}, chooses another password and adds a second factor then.")
    if as_json:
        show({"name": person.name, "role": person.role})


@people.command()
@click.argument("name")
def unlock(name: str) -> None:
    """Let NAME try again after too many wrong attempts."""
    from saola.apps.accounts.signing_in import throttle

    if throttle.unlock(_person(name), by=None):
        say(f"{name} may try again.")
    else:
        say(f"{name} was not locked; wrong attempts so far are forgotten.")


@people.command("reset-factor")
@click.argument("name")
@click.option("--by", help="The sign-in name of who asks for it, unless nobody else could approve it.")
@click.option("--reason", default="all are lost", show_default=True, help="The second person reads it.")
@click.confirmation_option(prompt="Is this person before you, and are key, telephone and paper all lost?")
def reset_factor(name: str, by: str | None, reason: str) -> None:
    """Take the second factors of NAME away. They add a new one on the next sign-in; sessions end.

    Somebody of another agency approves it: the first run asks, the next does it. Where nobody could (a new node, or all
    of them lost theirs), it is done at once, and the auditors find an alert.
    """
    from saola.apps.accounts import approvals
    from saola.apps.accounts.signing_in import factors

    from . import second_person

    person, asker = _person(name), second_person.named(by) if by else None
    if not factors.approvers(person, asker):
        factors.reset_alone(person)
    elif asker is None:
        refuse("A second person can approve this: say with --by who asks for it. Nothing was done.")
    else:
        try:
            factors.reset(person, by=asker)
        except approvals.NeedsApprovalError as error:
            second_person.asked(error, by=asker, reason=reason)
    say(f"{name} has no second factor now and adds a new one on the next sign-in.")


def _person(name: str):
    from saola.apps.accounts.models import Person

    person = Person.objects.filter(name=name).first()
    if person is None:
        refuse(f"Nobody signs in as {name}.")
    return person


COMMANDS = [people]
