"""A sentence by its parts: what it comes to, what was carried out, what is outstanding.

Parts of different kinds are never added up: totals are by component, and money by currency.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from saola.core.values import Estimate, gettext_noop

from .components import Component
from .lengths import VERSION, Custody, Length, NoTerm, added

_GRAVITY = (NoTerm.INDETERMINATE, NoTerm.LIFE, NoTerm.DEATH)
_MONEY = frozenset({Component.FINE, Component.COSTS, Component.COMPENSATION, Component.FORFEITURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a sentence, as pronounced and not replaced on appeal.

    ``custody`` is for custody and suspended custody. ``amount`` in ``unit``: a currency, or hours of unpaid work.
    ``is_consecutive``: served after the others; ``None`` where the court's words do not say.
    ``served_days``, ``paid``, ``done_on`` say what was carried out; ``None``: nothing is on record.
    """

    component: Component
    charge: str = ""
    words: str = ""
    custody: Custody = None
    is_consecutive: bool | None = False
    amount: Decimal | None = None
    unit: str = ""
    served_days: int | None = None
    paid: Decimal | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class EffectiveCustody:
    """What several terms of custody come to for one person.

    ``days`` is ``None`` beside a ``gravest`` that no number says, and where no length is known. ``unknown`` counts the
    terms whose length is not known: ``days`` is then what the others come to, and the least there is.
    """

    days: Estimate | None
    gravest: NoTerm | None = None
    unknown: int = 0


def effective(parts: Iterable[Part], component: Component = Component.CUSTODY) -> EffectiveCustody:
    """Terms that run together count as the longest of them, those served one after the other are added.

    Where the court's words do not say which, the interval holds both, and the value is that they run together.
    """
    terms = [part for part in parts if part.component is component]
    beyond = [part.custody for part in terms if isinstance(part.custody, NoTerm)]
    unknown = sum(part.custody is None for part in terms)
    if beyond:
        return EffectiveCustody(None, max(beyond, key=_GRAVITY.index), unknown)
    known = [part for part in terms if isinstance(part.custody, Length)]
    return EffectiveCustody(_together(known) if known or not terms else None, None, unknown)


def _together(terms: list[Part]) -> Estimate:
    low, usual, high = (
        _reckoned(terms, measure, unsaid)
        for measure, unsaid in (("shortest", False), ("usual", False), ("longest", True))
    )
    value = min(max(usual, low), high)
    return Estimate(value, low, high, "days", "terms together and one after the other", VERSION)


def _reckoned(terms: list[Part], measure: str, unsaid: bool) -> float:
    """By the ``shortest``, ``usual`` or ``longest`` days; ``unsaid``: taken as consecutive where nothing is said."""
    after: list[Length] = []
    beside = [Length()]
    for part in terms:
        is_after = unsaid if part.is_consecutive is None else part.is_consecutive
        if isinstance(part.custody, Length):
            (after if is_after else beside).append(part.custody)
    found: float = max(getattr(one, measure) for one in beside) + getattr(added(after), measure)
    return found


@dataclass(frozen=True, slots=True)
class Total:
    """The parts of one component, and for money and hours of one unit.

    ``amount`` is ``None`` for components that have none; ``unknown`` counts parts without the amount or length they
    should have; ``outstanding`` is what is not yet paid of what is known.
    """

    component: Component
    unit: str
    parts: int
    amount: Decimal | None = None
    paid: Decimal | None = None
    outstanding: Decimal | None = None
    custody: EffectiveCustody | None = None
    unknown: int = 0


def totals(parts: Iterable[Part]) -> tuple[Total, ...]:
    """By component and unit, in the order of ``Component``."""
    groups: dict[tuple[Component, str], list[Part]] = {}
    for part in parts:
        is_custody = part.component in (Component.CUSTODY, Component.SUSPENDED)
        groups.setdefault((part.component, "" if is_custody else part.unit), []).append(part)
    order = list(Component)
    return tuple(
        _total(*key, groups[key]) for key in sorted(groups, key=lambda key: (order.index(key[0]), key[1]))
    )


def _total(component: Component, unit: str, parts: list[Part]) -> Total:
    if component in (Component.CUSTODY, Component.SUSPENDED):
        custody = effective(parts, component)
        return Total(component, unit, len(parts), custody=custody, unknown=custody.unknown)
    known = [part for part in parts if part.amount is not None]
    unknown = len(parts) - len(known) if component in _MONEY else 0
    if not known:
        return Total(component, unit, len(parts), unknown=unknown)
    amount = sum((part.amount or Decimal(0) for part in known), Decimal(0))
    paid = sum((part.paid or Decimal(0) for part in known), Decimal(0))
    left = sum((_outstanding(part) for part in known), Decimal(0))
    return Total(component, unit, len(parts), amount, paid, left, unknown=unknown)


def _outstanding(part: Part) -> Decimal:
    """What is not paid; nothing where it is recorded as done, or paid in excess."""
    if part.done_on is not None or part.amount is None:
        return Decimal(0)
    return max(part.amount - (part.paid or Decimal(0)), Decimal(0))


class Execution(StrEnum):
    """How far a part was carried out. ``not_due``: suspended custody that was not ordered to be served."""

    NOT_DUE = "not_due"
    OUTSTANDING = "outstanding"
    UNDER_WAY = "under_way"
    DONE = "done"


EXECUTION_WORDS: dict[Execution, str] = {
    Execution.NOT_DUE: gettext_noop("Not to be served unless a condition is broken"),
    Execution.OUTSTANDING: gettext_noop("Outstanding"),
    Execution.UNDER_WAY: gettext_noop("Under way"),
    Execution.DONE: gettext_noop("Carried out"),
}


def execution(part: Part) -> Execution:
    """How far the part was carried out. A term is done when it is recorded so: release may come early."""
    if part.done_on is not None or (
        part.amount is not None and part.paid is not None and part.paid >= part.amount
    ):
        return Execution.DONE
    if part.served_days or part.paid:
        return Execution.UNDER_WAY
    return Execution.NOT_DUE if part.component is Component.SUSPENDED else Execution.OUTSTANDING


def days_outstanding(part: Part) -> Estimate | None:
    """What is left of a term of custody; ``None`` where its length, or what was served, is not known."""
    if not isinstance(part.custody, Length) or part.served_days is None:
        return None
    left = [
        max(each - part.served_days, 0)
        for each in (part.custody.usual, part.custody.shortest, part.custody.longest)
    ]
    value, low, high = (0, 0, 0) if part.done_on is not None else left
    return Estimate(min(max(value, low), high), low, high, "days", "term less days served", VERSION)
