"""How acts before a court are kept: one version of what changed, and an entry in the case's line of events."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F, Model

from ..models import Case, Event, Involvement
from . import noting
from .taking import ChangedMeanwhileError


def change(row: Model, seen: int | None, **fields: Any) -> None:
    """Save ``fields`` of ``row`` and count its version on, unless that is another than ``seen``.

    Raises ``ChangedMeanwhileError``; nothing was written then.
    """
    model, seen = type(row), row.version if seen is None else seen
    kept = model._default_manager.filter(pk=row.pk, version=seen)
    if not kept.update(**fields, version=F("version") + 1):
        raise ChangedMeanwhileError(str(row))
    for name, value in fields.items():
        setattr(row, name, value)
    row.version = seen + 1


def happened(
    case: Case,
    kind: str,
    on: date,
    words: str,
    by: Any,
    *,
    involved: Iterable[Involvement] = (),
    reason: str = "",
    place_name: str = "",
    recorded_at: datetime | None = None,
) -> Event:
    """Enter in the case what a court act tells of; its clocks run by these entries. The act has taken the case."""
    return noting.enter(
        case,
        kind,
        on.isoformat(),
        words,
        by=by,
        involved=involved,
        reason=reason,
        place_name=place_name,
        agency=getattr(by, "agency", None),
        recorded_at=recorded_at,
    )
