"""Sentences, one component at a time, and what was carried out of each."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.core.casework import COMPONENT_WORDS, CaseRefusal, ChargeState, Component
from saola.core.values import gettext_noop, say

from ..models import Charge, Sentence
from .court_entries import change, happened
from .taking import give_back, take

_IN_DAYS = frozenset({Component.CUSTODY, Component.SUSPENDED})
_IN_MONEY = frozenset({Component.FINE, Component.COSTS, Component.COMPENSATION})


@transaction.atomic
def sentence(
    charge: Charge,
    component: str,
    words: str,
    *,
    pronounced_on: date,
    by: Any,
    days: int | None = None,
    amount: Decimal | None = None,
    unit: str = "",
    is_consecutive: bool = False,
) -> Sentence:
    """Enter one component of what the court gave, in its own words, and as a number where it is one.

    Custody for life has no days. Raises ``CaseRefusal`` where the charge did not end in a conviction, where the words
    are missing, for days of what is not custody, for money without its currency or below zero, and for a day before
    the conviction.
    """
    part = Component(component)
    take(charge.case, by, Permission.CASES_PROSECUTE)
    if charge.state != ChargeState.CONVICTED:
        raise CaseRefusal(say(gettext_noop("A sentence follows on a conviction. Enter that first.")))
    if charge.decided_on is not None and pronounced_on < charge.decided_on:
        raise CaseRefusal(
            say(gettext_noop("A sentence is pronounced with the conviction or after it. Mend the day."))
        )
    _in_order(part, words, days, amount, unit)
    row = Sentence.objects.create(
        charge=charge,
        component=part.value,
        words=words.strip(),
        days=days,
        amount=amount,
        unit=unit.strip(),
        pronounced_on=pronounced_on,
        is_consecutive=is_consecutive,
    )
    said = f"{COMPONENT_WORDS[part]}: {row.words}"
    happened(charge.case, "sentence", pronounced_on, said, by, involved=[charge.defendant])
    journal.write("sentence.entered", by=by, about=charge.case, count=charge.count, component=part.value)
    give_back(charge.case)
    return row


@transaction.atomic
def executed(
    row: Sentence,
    *,
    by: Any,
    on: date | None = None,
    served_days: int | None = None,
    paid: Decimal | None = None,
    seen: int | None = None,
) -> None:
    """Enter what was carried out so far; ``on``, once all of it is done.

    Raises ``CaseRefusal`` for numbers below zero, or a day before the sentence was pronounced.
    """
    case = row.charge.case
    take(case, by, may_be_closed=True)
    if (served_days is not None and served_days < 0) or (paid is not None and paid < 0):
        raise CaseRefusal(say(gettext_noop("What was carried out cannot be less than nothing.")))
    if on is not None and on < row.pronounced_on:
        raise CaseRefusal(
            say(gettext_noop("A sentence is carried out after it was pronounced. Mend the day."))
        )
    said = {"served_days": served_days, "paid": paid, "executed_on": on}
    change(row, seen, **{name: value for name, value in said.items() if value is not None})
    if on is not None:
        words = f"{COMPONENT_WORDS[Component(row.component)]}: {row.words}"
        happened(case, "sentence_executed", on, words, by, involved=[row.charge.defendant])
    journal.write("sentence.executed", by=by, about=case)
    give_back(case)


def _in_order(part: Component, words: str, days: int | None, amount: Decimal | None, unit: str) -> None:
    if not words.strip():
        raise CaseRefusal(say(gettext_noop("Write the sentence in the words of the court.")))
    if days is not None and (part not in _IN_DAYS and part is not Component.COMMUNITY):
        raise ValueError(f"{part} is not counted in days")
    if (days is not None and days < 0) or (amount is not None and amount < 0):
        raise CaseRefusal(say(gettext_noop("A sentence cannot be less than nothing.")))
    if amount is not None and part in _IN_MONEY and not unit.strip():
        raise CaseRefusal(say(gettext_noop("Say in which currency the amount is.")))
