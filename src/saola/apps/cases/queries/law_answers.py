"""Answers of law about a case as plain data."""

from typing import Any

from saola.apps.catalogue.law_answers import finding_data
from saola.core.law.convention import Purpose

from ..models import Case
from . import law


def applies_data(case: Case, against: str, *, is_for_assistance: bool = False) -> dict[str, Any]:
    """Whether the organized crime convention applies to the case against a State: articles, limbs, reasons."""
    purpose = Purpose.ASSISTANCE if is_for_assistance else Purpose.SCOPE
    finding = law.applies(case, against, purpose=purpose)
    value = finding.value
    return {
        "case": case.number,
        "against": against,
        "purpose": purpose.value,
        **finding_data(finding),
        "articles": list(value.articles) if value else [],
        "parts": {name: outcome.value for name, outcome in value.parts} if value else {},
    }
