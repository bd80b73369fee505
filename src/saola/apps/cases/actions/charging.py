"""Charges: drawn up by the law of the day of the act, filed, amended, withdrawn, and what proves each element."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.apps.legislation.queries import law_book
from saola.core import casework
from saola.core.casework import CaseRefusal, ChargeAct, ChargeState, Side
from saola.core.law.charging import Charge as Chargeable
from saola.core.values import Finding, PartialDate, gettext_noop, say

from ..models import Appeal, Case, Charge, Element, Involvement
from ..queries import case_facts, chargeable
from . import stepping
from .court_entries import change, happened
from .taking import give_back, take


class CannotBeChargedError(ValueError):
    """The law of that day does not let this be charged. ``finding`` says why."""

    def __init__(self, finding: Finding[Chargeable]) -> None:
        super().__init__(" ".join(str(reason.text) for reason in finding.reasons))
        self.finding = finding


@transaction.atomic
def draft(
    case: Case,
    defendant: Involvement,
    provision_id: str,
    acted_on: str,
    *,
    by: Any,
    tier: str = "",
    particulars: str = "",
    group: str = "",
    drafted_on: date | None = None,
) -> Charge:
    """Draw up a count against ``defendant`` by the law as it stood on ``acted_on`` (2016-06-01, 2016-06 or 2016).

    ``tier``: the range of penalty that is charged; without one, the gravest that the facts certainly reach. What the
    law said is copied, so that no later law changes the charge. Raises ``CannotBeChargedError`` where the law of the
    day does not let it be charged, and ``LookupError`` for a provision or tier that is not in the law.
    """
    take(case, by, Permission.CASES_PROSECUTE)
    if defendant.case_id != case.pk:
        raise LookupError("the defendant is not in this case")
    day, book = PartialDate.parse_iso(acted_on), law_book()
    provision = book.provisions.get(provision_id)
    if provision is None:
        raise LookupError(f"there is no provision {provision_id}")
    known = case_facts.gathered(case, defendant, seen_by=by)
    finding = chargeable.can_be_charged(provision, day, known, book.schedules)
    if finding.outcome == "no":
        raise CannotBeChargedError(finding)
    copied = chargeable.as_of(provision, day, known.facts, tier)
    groups = [code for code in case.groups.strip(",").split(",") if code]
    last = Charge.objects.filter(case=case).aggregate(last=Max("count"))["last"] or 0
    charge = Charge.objects.create(
        case=case,
        defendant=defendant,
        count=last + 1,
        provision=provision.id,
        tier=copied.tier,
        area=provision.area.value,
        acted_on=acted_on,
        words=copied.words,
        particulars=particulars.strip(),
        custody_kind=copied.custody_kind,
        max_custody_days=copied.max_custody_days,
        max_custody_words=copied.max_custody_words,
        is_serious=copied.is_serious,
        group=group or (groups[0] if len(groups) == 1 else ""),
        drafted_on=drafted_on or timezone.localdate(),
        drafted_by=by,
    )
    Element.objects.bulk_create(
        Element(charge=charge, position=place, words=words[:500])
        for place, words in enumerate(copied.elements, start=1)
    )
    journal.write("charge.drafted", by=by, about=case, count=charge.count, provision=provision.id)
    give_back(case)
    return charge


@transaction.atomic
def file(
    charge: Charge, *, filed_on: date, by: Any, seen: int | None = None, recorded_at: datetime | None = None
) -> None:
    """Lay the charge before a court. The defendant is one from then on, and the case goes to court if it can."""
    act(charge, ChargeAct.FILE, on=filed_on, by=by, seen=seen, recorded_at=recorded_at)
    if not charge.defendant.is_defendant:
        change(charge.defendant, None, is_defendant=True)
    stepping.to_court(charge.case, by=by)


@transaction.atomic
def amend(
    charge: Charge,
    *,
    on: date,
    by: Any,
    seen: int | None = None,
    particulars: str | None = None,
    group: str | None = None,
) -> None:
    """Change what a charge says of the act. Before it is filed this is work on a draft, afterwards an amendment.

    Another provision is another charge: withdraw this one and draw up that.
    """
    fields = {"particulars": particulars, "group": group}
    fields = {name: value.strip() for name, value in fields.items() if value is not None}
    if charge.state == ChargeState.DRAFTED:
        take(charge.case, by, Permission.CASES_PROSECUTE)
        change(charge, seen, **fields)
        _changed(charge, by, sorted(fields))
        return
    act(charge, ChargeAct.AMEND, on=on, by=by, seen=seen, **fields)


@transaction.atomic
def withdraw(
    charge: Charge, *, on: date, by: Any, reason: str, words: str = "", seen: int | None = None
) -> None:
    """Take the charge back. ``reason`` is a code of ``outcome_reasons``."""
    act(charge, ChargeAct.WITHDRAW, on=on, by=by, seen=seen, reason=reason, outcome_words=words.strip())


@transaction.atomic
def abate(charge: Charge, *, on: date, by: Any, words: str = "", seen: int | None = None) -> None:
    """End the charge because the accused died."""
    act(charge, ChargeAct.ABATE, on=on, by=by, seen=seen, reason="death", outcome_words=words.strip())


@transaction.atomic
def resume(charge: Charge, *, on: date, by: Any, seen: int | None = None) -> None:
    """Take up again a charge that was stayed."""
    act(charge, ChargeAct.RESUME, on=on, by=by, seen=seen)


def act(
    charge: Charge,
    what: ChargeAct,
    *,
    on: date,
    by: Any,
    seen: int | None = None,
    side: Side | None = Side.PROSECUTION,
    reason: str = "",
    court: Any = None,
    recorded_at: datetime | None = None,
    **fields: Any,
) -> None:
    """One act on a charge by the rules of charges. Use inside a transaction.

    Raises ``ChargeRefusal`` with every reason, ``ChangedMeanwhileError`` where somebody else was first.
    """
    case = charge.case
    take(case, by, Permission.CASES_PROSECUTE)
    pending = Appeal.objects.filter(defendant=charge.defendant_id, state=Appeal.State.LODGED).exists()
    after = casework.change(ChargeState(charge.state), what, by=side, on_appeal=pending)
    if what is ChargeAct.FILE:
        fields["filed_on"] = on
    elif what in (ChargeAct.REMIT, ChargeAct.RESUME):
        fields |= {"decided_on": None, "decided_by": None, "outcome_reason": "", "outcome_words": ""}
    elif what is not ChargeAct.AMEND:
        fields |= {"decided_on": on, "outcome_reason": reason, "decided_by": court}
    change(charge, seen, state=after.value, **fields)
    kind = _EVENTS.get(what, "decision")
    words = f"{casework.CHARGE_ACT_WORDS[what]}: {charge.count}, {charge.provision}"
    told = str(fields.get("outcome_words") or "")
    who = [charge.defendant]
    happened(case, kind, on, words, by, involved=who, reason=told, recorded_at=recorded_at)
    journal.write("charge.moved", by=by, about=case, count=charge.count, state=after.value)
    give_back(case)


_EVENTS = {
    ChargeAct.FILE: "charge_filed",
    ChargeAct.CONVICT: "verdict",
    ChargeAct.ACQUIT: "verdict",
    ChargeAct.DISMISS: "verdict",
}


@transaction.atomic
def show(
    element: Element,
    *,
    proof: Sequence[str],
    is_shown: bool | None,
    by: Any,
    note: str = "",
    seen: int | None = None,
) -> None:
    """Say what proves an element of a charge, and whether the prosecutor takes it as shown.

    ``proof`` names exhibits, seizures, events of the case. Raises ``CaseRefusal`` for an
    element that is shown by nothing. Two who work on one charge are told of each other.
    """
    charge = element.charge
    take(charge.case, by, Permission.CASES_PROSECUTE)
    proof = [each.strip() for each in proof if each.strip()]
    if is_shown and not proof:
        raise CaseRefusal(say(gettext_noop("An element is shown by something. Choose what proves it.")))
    change(charge, seen)
    element.proof, element.is_shown, element.note = list(dict.fromkeys(proof)), is_shown, note.strip()
    element.save(update_fields=["proof", "is_shown", "note"])
    _changed(charge, by, [f"element {element.position}"])


def _changed(charge: Charge, by: Any, fields: list[str]) -> None:
    give_back(charge.case)
    journal.write("charge.changed", by=by, about=charge.case, count=charge.count, fields=", ".join(fields))
