"""What follows for somebody in a case who died, absconded, or was a child: asked of the rules, with what is known."""

from typing import Any

from django.utils import timezone

from saola.core.casework import (
    HELD,
    ChargeState,
    Standing,
    after_absconding,
    after_death,
    age_at_act,
    is_open,
)
from saola.core.values import Finding

from ..models import Involvement
from .open_ends import open_exhibits, running


def findings(one: Involvement) -> list[Finding[Any]]:
    """The answers that stand on the page of somebody; none where nothing of this is on record."""
    found: list[Finding[Any]] = []
    day = one.standing_on or timezone.localdate()
    held = True if open_exhibits(one.case).exists() else None
    if one.standing == Standing.DECEASED:
        states = one.charges.values_list("state", flat=True)
        warrants = list(one.case.events.standing().order_by("first_day", "pk"))
        found.append(
            after_death(
                day,
                is_proved=True,
                open_charges=sum(is_open(ChargeState(state)) for state in states),
                open_warrants=sum(one in each.involved.all() for each in running(warrants, "warrant_issued")),
                is_property_held=held,
            )
        )
    if one.standing == Standing.ABSCONDED:
        found.append(after_absconding(day, is_property_held=held))
    if one.is_child is not None or one.party.born_on:
        found.append(
            age_at_act(
                timezone.localdate(),
                born=one.party.birth,
                acted_on=one.case.act_day,
                is_held=one.standing in HELD,
            )
        )
    return found
