"""Rules of a country beside its offences, from plain data: limitation, laundering, the four requirements."""

from typing import Any

from saola.core.values import Source

from ..errors import BadLawError
from ..limitation_rules import LimitationRule, Starts
from ..national import REQUIREMENTS, Approach, LaunderingLaw, OfficialCategory, RequirementMet
from ..sources import UNSOURCED
from .words import CITED, DATED, Sources, flag, in_force, known, term, word, words

_LIMITATION = CITED | DATED | {
    "period", "is_imprescriptible", "starts", "interrupted_by", "suspended_by", "cap", "when_maximum", "areas",
    "words",
}  # fmt: skip
_LAUNDERING = CITED | DATED | {
    "id", "approach", "threshold", "list", "areas", "self_laundering", "foreign_predicates", "words",
}  # fmt: skip


def read_limitation(data: Any, sources: Sources, above: Source = UNSOURCED) -> LimitationRule:
    said = known(data, _LIMITATION, "limitation")
    bounds = known(said.get("when_maximum") or {}, ("at_least", "less_than"), "when_maximum")
    return LimitationRule(
        period=term(said.get("period")),
        is_imprescriptible=bool(said.get("is_imprescriptible")),
        starts=word(Starts, said.get("starts"), Starts.OFFENCE, "the start of limitation"),
        interrupted_by=words(said.get("interrupted_by")),
        suspended_by=words(said.get("suspended_by")),
        cap=term(said.get("cap")),
        maximum_at_least=term(bounds.get("at_least")),
        maximum_less_than=term(bounds.get("less_than")),
        for_areas=words(said.get("areas")),
        in_force=in_force(said),
        words=str(said.get("words") or ""),
        source=sources.of(said, above),
    )


def read_laundering(data: Any, sources: Sources) -> LaunderingLaw:
    said = known(data, _LAUNDERING, "a laundering law")
    threshold = known(said.get("threshold") or {}, ("maximum_over", "minimum_over"), "a threshold")
    return LaunderingLaw(
        id=str(said.get("id") or ""),
        approach=word(Approach, said.get("approach"), Approach.UNKNOWN, "the approach"),
        maximum_over=term(threshold.get("maximum_over")),
        minimum_over=term(threshold.get("minimum_over")),
        listed=words(said.get("list")),
        areas=words(said.get("areas")),
        covers_self_laundering=flag(said.get("self_laundering"), "self_laundering"),
        covers_foreign_predicates=flag(said.get("foreign_predicates"), "foreign_predicates"),
        in_force=in_force(said),
        source=sources.of(said, UNSOURCED),
    )


def read_requirement(data: Any, sources: Sources) -> RequirementMet:
    said = known(data, CITED | DATED | {"requirement", "is_met", "words"}, "a requirement")
    name = str(said.get("requirement") or "")
    is_met = flag(said.get("is_met"), "is_met")
    if name not in REQUIREMENTS:
        raise BadLawError(f"a requirement is one of {', '.join(REQUIREMENTS)}, not {name!r}")
    if is_met is None:
        raise BadLawError(f"the requirement {name}: leave it out while it was not verified")
    return RequirementMet(
        name, is_met, in_force(said), str(said.get("words") or ""), sources.of(said, UNSOURCED)
    )


def read_category(data: Any, sources: Sources) -> OfficialCategory | None:
    if data is None:
        return None
    said = known(data, CITED | {"category", "on"}, "a category")
    if said.get("category") not in (1, 2, 3):
        raise BadLawError(f"a category is 1, 2 or 3, not {said.get('category')!r}")
    return OfficialCategory(said["category"], str(said.get("on") or ""), sources.of(said, UNSOURCED))
