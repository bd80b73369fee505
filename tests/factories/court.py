"""A case before a court, with sensible defaults. Its seizure settles names: ask for the ``knowledge`` fixture."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from saola.apps.cases.actions import charging, involving, opening
from saola.apps.cases.models import Case, Charge, Court, Involvement
from saola.apps.parties import actions as parties

from . import accounts, seizures

_numbers = count(1)


def prosecutor(**fields: Any):
    return accounts.person("prosecutor", **{"agency": accounts.agency()} | fields)


def court(**fields: Any) -> Court:
    number = next(_numbers)
    return Court.objects.create(**{"code": f"court-{number}", "name": f"Court {number}"} | fields)


def case(by: Any, on: str = "2018-05-04", **fields: Any) -> Case:
    """A case of ``by`` about one seizure of pangolin scales in Viet Nam."""
    draft = fields.pop("draft", {})
    incident = seizures.incident(on=on, **{"country": "VN"} | draft)
    defaults = {
        "lead": by.agency,
        "origin": "seizure",
        "opened_on": date(2018, 5, 6),
        "seizures": [incident],
    }
    return opening.open_case("Scales in a container", by=by, **defaults | fields)


def defendant(case: Case, by: Any, name: str = "Tran Van Nam", **fields: Any) -> Involvement:
    party = parties.record(name, by=by, kind=fields.pop("kind", "person"))
    return involving.involve(case, party, "courier", "suspect", by=by, **fields)


def charge(case: Case, who: Involvement, by: Any, provision: str = "VN-PC-2015-234", **fields: Any) -> Charge:
    return charging.draft(case, who, provision, fields.pop("acted_on", "2018-05-04"), by=by, **fields)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
