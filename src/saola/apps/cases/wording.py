"""What the journal keeps of cases as codes, in the words of this room."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies
from saola.apps.journal import codes
from saola.core.casework import CHARGE_WORDS, COMPONENT_WORDS, HANDOVER_WORDS, STAGE_WORDS

from .models import Appeal, Case, CaseAgency, Hearing, Involvement, Task

REASONS = ("adjournment_reasons", "outcome_reasons")


def register() -> None:
    """Tell the journal how it says the codes that this room writes. What is no code of ours stays as it is."""
    told: dict[str, Callable[[str], str]] = {
        "happening": lambda code: vocabularies.label("case_events", code),
        "fact": lambda code: vocabularies.label("law_facts", code),
        "part": _part,
        "closing": lambda code: str(dict(Case.Closing.choices).get(code, code)),
        "component": lambda code: _said(COMPONENT_WORDS, code),
        "stage": _,
        "next_stage": _,
        "state": _state,
        "field": _field,
    }
    for name, words in told.items():
        codes.said_by(name, words)


def reason(code: str) -> str:
    """A reason that is kept as a code of a vocabulary; what somebody wrote stays as it is."""
    for name in REASONS:
        if code in vocabularies.vocabulary(name):
            return vocabularies.label(name, code)
    return code


def _said(words: dict, code: str) -> str:
    return _(words[code]) if code in words else code


def _part(code: str) -> str:
    agencies = dict(CaseAgency.Part.choices)
    return str(agencies[code]) if code in agencies else vocabularies.label("involvement_parts", code)


def _state(code: str) -> str:
    """Of charges, hand-overs, tasks, hearings and appeals: each kind has words of its own for its codes."""
    for words in (HANDOVER_WORDS, CHARGE_WORDS, STAGE_WORDS):
        if code in words:
            return _(words[code])
    for model in (Task, Hearing, Appeal):
        if code in (known := dict(model._meta.get_field("state").flatchoices)):
            return str(known[code])
    return code


def _field(name: str) -> str:
    for model in (Case, Involvement):
        if name in {field.name for field in model._meta.concrete_fields}:
            return str(model._meta.get_field(name).verbose_name)
    return name
