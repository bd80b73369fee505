"""Cases and the people in them, with sensible defaults, through the acts that people do."""

from datetime import date
from itertools import count
from typing import Any

from saola.apps.accounts import approvals
from saola.apps.cases.actions import closing, involving, opening
from saola.apps.cases.models import Case, Court, Involvement
from saola.apps.parties import actions as parties
from saola.apps.parties.models import Party

from . import accounts

_numbers = count(1)


def investigator(**fields: Any):
    return accounts.person(
        "investigator", **{"agency": fields.pop("agency", None) or accounts.agency(), **fields}
    )


def case(by: Any = None, **fields: Any) -> Case:
    """A case that the agency of ``by`` leads, opened from a tip."""
    by = by or investigator()
    defaults = {"lead": by.agency, "origin": "tip", "opened_on": date(2024, 3, 1)}
    return opening.open_case(fields.pop("title", f"Operation {next(_numbers)}"), by=by, **defaults | fields)


def party(by: Any = None, **fields: Any) -> Party:
    name = fields.pop("name", f"Somebody {next(_numbers)}")
    return parties.record(name, by=by or investigator(), **fields)


def involved(of: Case, by: Any = None, **fields: Any) -> Involvement:
    """A suspect, a courier, in the case ``of``."""
    by = by or of.recorded_by
    who = fields.pop("party", None) or party(by, **{"name": fields.pop("name")} if "name" in fields else {})
    defaults = {"part": "courier", "subject": "suspect"}
    return involving.involve(of, who, by=by, **defaults | fields)


def court(**fields: Any) -> Court:
    number = next(_numbers)
    return Court.objects.create(**{"code": f"court-{number}", "name": f"Court {number}"} | fields)


def closed(of: Case, by: Any = None, *, ground: str = "no_suspect", words: str = "Nobody was found.") -> Case:
    """The case, closed with the approval of a supervisor."""
    by = by or of.recorded_by
    of.refresh_from_db()
    wanted = approvals.ask(
        closing.ACTION, closing.asked(of, closing=ground, words=words), by=by, reason="nothing is left to do"
    )
    approvals.decide(wanted, approve=True, by=accounts.person("supervisor"))
    return closing.close(of, ground, words, by=by)
