"""How what is asked of a second person stands before them: every part of it, named and in words.

The parts are codes, keys and digests, because the approval is bound to their bytes; people read names and sentences.
How a code is said, ``saola.web.words`` knows.
"""

from typing import Any

from saola.apps.journal import codes
from saola.core.values import Message, gettext_noop, say

from .models import Agency, Person

NAMES: dict[str, str] = {
    "kind": gettext_noop("Kind of record"),
    "record": gettext_noop("Record"),
    "case": gettext_noop("Case"),
    "closing": gettext_noop("Ground for closing"),
    "words": gettext_noop("In words"),
    "records": gettext_noop("Every record that goes"),
    "exhibit": gettext_noop("Exhibit"),
    "exhibits": gettext_noop("Exhibits"),
    "person": gettext_noop("Person"),
    "full_name": gettext_noop("Full name"),
    "name": gettext_noop("Sign-in name"),
    "role": gettext_noop("Role"),
    "agency": gettext_noop("Agency"),
    "quantity": gettext_noop("Quantity"),
    "method": gettext_noop("Manner"),
    "order": gettext_noop("Number of the order"),
    "ordered_by": gettext_noop("Court or authority"),
    "ordered_on": gettext_noop("Date of the order"),
    "witness": gettext_noop("Witness"),
    "purpose": gettext_noop("For which proceedings"),
    "stays": gettext_noop("Files that stay here, and why"),
    "compartments": gettext_noop("Need-to-know lists"),
    "handling": gettext_noop("Handling codes"),
    "handling_text": gettext_noop("Other conditions"),
    "is_agency_only": gettext_noop("For its own agency only"),
    "many": gettext_noop("How many more"),
    "day": gettext_noop("Day"),
    "times": gettext_noop("Times that more was allowed on this day"),
    "until": gettext_noop("Until"),
    "ground": gettext_noop("Ground"),
    "reason": gettext_noop("Why"),
    "epoch": gettext_noop("Epoch"),
    "version": gettext_noop("Last entry of its custody"),
    "bundle": gettext_noop("Exhibits, each with the last entry of its custody"),
    "withheld": gettext_noop("Files that stay here, as they are numbered in the record"),
    "hold": gettext_noop("Number of the hold"),
    "content": gettext_noop("Digest of the rows that go"),
    "faults": gettext_noop("Digest of the faults that were found"),
    "seal": gettext_noop("Digest of its seal"),
}
"""What each part of a request is called, in the order in which they are read."""

_OTHERWISE = {
    ("records.restore", "name"): gettext_noop("Backup"),
    ("case.close", "version"): gettext_noop("Changes of the case until now"),
}
"""Parts that one kind of act calls otherwise."""

CODES = frozenset({"bundle", "withheld", "hold", "content", "faults", "seal"})
"""Parts that are there to be compared, not to be read."""


def name_of(action: str, part: str) -> str:
    """What a part of a request is called, untranslated; a part that nobody named is called as it is kept."""
    return _OTHERWISE.get((action, part)) or NAMES.get(part) or codes.NAMES.get(part, part)


def sentence(template: str, parameters: dict[str, Any]) -> Message:
    """What is asked for, in one sentence."""
    parts = _with_names(parameters)
    return say(template, **{part: _listed(value) for part, value in parts.items()})


def rows(action: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """Every part: its ``label``, untranslated, what it is kept as (``part``), its ``values``, and ``is_code``."""
    parts = _with_names(parameters)
    order = [*(part for part in NAMES if part in parts), *sorted(set(parts) - set(NAMES))]
    return [
        {
            "label": say(name_of(action, part)),
            "part": part,
            "values": parts[part] if isinstance(parts[part], list) else [parts[part]],
            "is_code": part in CODES,
        }
        for part in order
    ]


def _with_names(parameters: dict[str, Any]) -> dict[str, Any]:
    """The parts with people and agencies by their names, beside what they are kept as."""
    said = dict(parameters)
    for part, model, key, shown in (
        ("person", Person, "name", "full_name"),
        ("agency", Agency, "code", "name"),
    ):
        if kept := parameters.get(part):
            found = model.objects.filter(**{key: kept}).values_list(shown, flat=True).first()
            said[part] = f"{found} ({kept})" if found and found != kept else kept
    return said


def _listed(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value
