"""The law of the fictional country, entered as a legal officer would: the statutes first, then what changed them."""

from datetime import date, timedelta
from typing import Any

from saola.apps.accounts.models import Agency, Person
from saola.apps.legislation.actions import adopting, amending, reform, rules
from saola.apps.legislation.models import Gap, Jurisdiction, Provision

from .places import read

_AFTERWARDS = ("amendments", "time_limits", "gaps", "bills")


def create(*, today: date) -> int:
    """Enter the law; returns how many provisions it has."""
    said = read("law.yaml")
    officer = Person.objects.get(role="legal_officer")
    law = adopting.take_over(
        {key: value for key, value in said.items() if key not in _AFTERWARDS}, by=officer
    )
    for one in said["amendments"]:
        amending.amend(Provision.objects.get(code=one["provision"]), one["text"], by=officer)
    for one in said["time_limits"]:
        rules.add_time_limit(law, one, by=officer)
    for one in said["gaps"]:
        _gap(law, one, officer, today)
    for one in said["bills"]:
        _bill(law, one, officer, today)
    return Provision.objects.filter(statute__jurisdiction=law).count()


def _gap(law: Jurisdiction, said: dict[str, Any], by: Person, today: date) -> None:
    about = {
        "owner": Person.objects.filter(name=said.get("owner", "")).first(),
        "agency": Agency.objects.filter(code=said.get("agency", "")).first(),
        "due_on": today + timedelta(days=said["due_in"]) if "due_in" in said else None,
    }
    gap = reform.open_gap(
        law,
        title=said["title"],
        point=said.get("point", ""),
        provision=Provision.objects.filter(code=said.get("provision", "")).first(),
        on=today - timedelta(days=430),
        by=by,
        **about,
    )
    if said["state"] != Gap.State.OPEN:
        on = today - timedelta(days=60)
        reform.move_gap(gap, state=said["state"], note=said["note"], on=on, by=by, **about)


def _bill(law: Jurisdiction, said: dict[str, Any], by: Person, today: date) -> None:
    first, *later = said["steps"]
    bill = reform.add_bill(
        law,
        number=said["number"],
        title=said["title"],
        gaps=Gap.objects.filter(jurisdiction=law, point__in=said["closes"]),
        stage=first["stage"],
        on=today - timedelta(days=first["days_ago"]),
        note=first.get("note", ""),
        by=by,
    )
    for step in later:
        on = today - timedelta(days=step["days_ago"])
        reform.move_bill(bill, stage=step["stage"], note=step.get("note", ""), on=on, by=by)
