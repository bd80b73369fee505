"""The standard unit of a quantity, by rules that leave no doubt about the number.

Rules are data (``knowledge/conversions.yaml``); the order of their stages and the priority inside a stage follow
the standardisation of the CITES trade database. Nothing here estimates: what needs a guess, such as the weight of
a bag, is said not to be convertible. Estimated equivalents are in ``equivalents``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from saola.core.values import Mark, Message, Quantity, Reason, Source, gettext_noop, say

from .taxa import Lineage, TaxonFilter

NUMBER_OF_SPECIMENS = "NAR"


class Stage(StrEnum):
    """When a rule is tried; in this order, and at most one rule of each."""

    TERM = "term"
    UNIT = "unit"
    TERM_AND_UNIT = "term_and_unit"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the rule file: what it applies to, what becomes of the term, the unit and the number.

    ``terms`` and ``units`` empty mean any. The number is multiplied by ``times`` and divided by ``divided_by``.
    A rule that ``refuses`` says that such quantities have no standard unit.
    """

    id: str
    stage: Stage
    priority: int
    source: Source
    terms: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    taxa: TaxonFilter = field(default_factory=TaxonFilter)
    to_term: str = ""
    to_unit: str = ""
    times: Decimal = Decimal(1)
    divided_by: Decimal = Decimal(1)
    refuses: bool = False

    def applies(self, term: str, unit: str, lineage: Lineage) -> bool:
        return (
            (not self.terms or term in self.terms)
            and (not self.units or unit in self.units)
            and self.taxa.fits(lineage)
        )


class RuleBook:
    """Rules, ordered so that the few that can apply to a term and unit are found without trying all.

    Raises ``ValueError`` for two rules of the same name.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.priority))
        ids = Counter(rule.id for rule in self.rules)
        if doubled := sorted(rule_id for rule_id, count in ids.items() if count > 1):
            raise ValueError(f"rules of the same name: {', '.join(doubled)}")
        self._by_code: defaultdict[tuple[Stage, str], list[Rule]] = defaultdict(list)
        for rule in self.rules:
            for code in rule.terms or rule.units or {""}:
                self._by_code[rule.stage, code].append(rule)

    def first(self, stage: Stage, term: str, unit: str, lineage: Lineage) -> Rule | None:
        """The rule of ``stage`` with the lowest priority that applies."""
        near = [rule for code in {term, unit, ""} for rule in self._by_code.get((stage, code), ())]
        fitting = (rule for rule in near if rule.applies(term, unit, lineage))
        return min(fitting, key=lambda rule: rule.priority, default=None)


@dataclass(frozen=True, slots=True)
class Conversion:
    """A quantity in its standard unit, the standard term, and each rule that was applied, in order."""

    quantity: Quantity
    term: str
    steps: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class NotConvertible:
    """Why a quantity has no standard unit. The reported quantity stays as it is and is counted apart."""

    message: Message
    rule: str = ""


def standardise(
    quantity: Quantity, term: str, taxon_lineage: Lineage, rules: RuleBook
) -> Conversion | NotConvertible:
    """``quantity`` of ``term`` in its standard unit.

    ``taxon_lineage`` maps ranks to names as far as known; ``rules`` come from ``rules_from_data``. An empty unit
    is a number of specimens. A quantity to which no rule applies is returned as it is, without steps.
    """
    amount, unit = quantity.amount, quantity.unit or NUMBER_OF_SPECIMENS
    steps: list[Reason] = []
    for stage in Stage:
        rule = rules.first(stage, term, unit, taxon_lineage)
        if rule is None:
            continue
        if rule.refuses:
            return NotConvertible(_refusal(quantity), rule.id)
        before = Quantity(amount, unit, quantity.is_estimate)
        amount = amount * rule.times / rule.divided_by
        old_term, term, unit = term, rule.to_term or term, rule.to_unit or unit
        after = Quantity(amount, unit, quantity.is_estimate)
        steps.append(Reason(_step(before, old_term, after, term), rule.id, (rule.source,)))
    return Conversion(Quantity(amount, unit, quantity.is_estimate), term, tuple(steps))


def _step(before: Quantity, old_term: str, after: Quantity, term: str) -> Message:
    if old_term == term:
        return say(
            gettext_noop("{before} of {term} is {after}."),
            before=_shown(before),
            term=term,
            after=_shown(after),
        )
    return say(
        gettext_noop("{before} of {old_term} is {after} of {term}."),
        before=_shown(before),
        old_term=old_term,
        after=_shown(after),
        term=term,
    )


def _shown(quantity: Quantity) -> str:
    """The quantity to six figures: enough to follow the sum by hand."""
    return f"{'~' if quantity.is_estimate else ''}{Decimal(f'{quantity.amount:.6g}'):f} {quantity.unit}"


def _refusal(quantity: Quantity) -> Message:
    return say(
        gettext_noop(
            "{quantity} does not say how much is inside. The row keeps its quantity and is counted as not"
            " converted; ask the agency for a number or a weight."
        ),
        quantity=str(quantity),
    )


def rules_from_data(data: Mapping[str, Any]) -> RuleBook:
    """The rules of the parsed ``conversions.yaml``.

    Raises ``ValueError`` naming the rule whose stage, rank, factor, group or source is not understood.
    """
    return RuleBook(_rule(entry, data) for entry in data["rules"])


def _rule(entry: Mapping[str, Any], data: Mapping[str, Any]) -> Rule:
    try:
        taxa = data["taxon_groups"][entry["group"]] if "group" in entry else entry.get("taxa", {})
        source = data["sources"][entry["source"]]
        return Rule(
            id=entry["id"],
            stage=Stage(entry["stage"]),
            priority=int(entry["priority"]),
            source=Source(source["title"], source.get("locator", ""), Mark(entry["mark"])),
            terms=frozenset(entry.get("terms", ())),
            units=frozenset(entry.get("units", ())),
            taxa=TaxonFilter.from_data(taxa),
            to_term=entry.get("to_term", ""),
            to_unit=entry.get("to_unit", ""),
            times=Decimal(str(entry.get("times", 1))),
            divided_by=Decimal(str(entry.get("divided_by", 1))),
            refuses=entry.get("refuses", False),
        )
    except (KeyError, ValueError, ArithmeticError) as error:
        raise ValueError(f"the conversion rule {entry.get('id', '?')!r} cannot be read: {error}") from error
