"""Recording people and companies."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from saola.apps.accounts import policy
from saola.apps.accounts.numbering import next_number
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.core.values import PartialDate

from .models import Party


class ChangedMeanwhileError(RuntimeError):
    """Somebody else changed the party after it was opened; both changes are shown to decide."""


@transaction.atomic
def record(
    name: str,
    *,
    by: Any,
    kind: str = Party.Kind.PERSON,
    aliases: Sequence[str] = (),
    born_on: str = "",
    nationalities: Sequence[str] = (),
    country: str = "",
    identifiers: Sequence[dict[str, str]] = (),
    address: str = "",
    notes: str = "",
) -> Party:
    """Record somebody. Raises ``ValueError`` without a name, or for a date that is none."""
    policy.require(by, Permission.PARTIES_WRITE)
    if not name.strip():
        raise ValueError("a party has a name, if only the one it is called by")
    PartialDate.parse_iso(born_on)
    party = Party.objects.create(
        number=next_number(Party, "P"),
        kind=kind,
        name=name.strip()[:300],
        aliases=[alias.strip() for alias in aliases if alias.strip()],
        born_on=born_on,
        nationalities=list(nationalities),
        country=country,
        identifiers=list(identifiers),
        address=address,
        notes=notes,
        agency=getattr(by, "agency", None),
        recorded_by=by,
    )
    journal.write("party.recorded", by=by, about=party, number=party.number)
    return party


@transaction.atomic
def change(party: Party, *, by: Any, **fields: Any) -> None:
    """Change what is known of ``party``. Raises ``ChangedMeanwhileError`` if somebody else did since it was read."""
    policy.require(by, Permission.PARTIES_WRITE, party, {"purpose": "to keep the record right"})
    for field, value in fields.items():
        setattr(party, field, value)
    changed = Party.objects.filter(pk=party.pk, version=party.version).update(
        **fields, version=party.version + 1
    )
    if not changed:
        raise ChangedMeanwhileError(party.number)
    party.version += 1
    journal.write("party.changed", by=by, about=party, fields=", ".join(sorted(fields)))
