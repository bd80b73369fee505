"""One change of the law that is kept: who may, that it can be read afterwards, and the entry in the journal."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Model

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import law as library
from saola.core.law import BadLawError, LawBook, NationalLaw
from saola.core.law.reading import read_law

from ..models import Jurisdiction
from ..records import as_data


class ChangedMeanwhileError(RuntimeError):
    """Somebody else changed it after it was opened; nothing was written."""


@contextmanager
def changing(jurisdiction: Jurisdiction, by: Any) -> Iterator[None]:
    """A transaction for a change of a jurisdiction's law. One at a time, and only one that can be read afterwards.

    Raises ``PermissionDenied``, and ``BadLawError`` where what would be kept is no law that the rules can read.
    """
    with transaction.atomic():
        policy.require(by, Permission.LAW_WRITE)
        kept = Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
        yield
        law_as_kept(kept)
        kept.refresh_from_db()
        kept.stamp = max(kept.stamp + 1, time.time_ns() // 1000)
        kept.save(update_fields=["stamp"])
        jurisdiction.stamp = kept.stamp


def law_as_kept(jurisdiction: Jurisdiction) -> NationalLaw:
    """The law as it stands in the records. Raises ``BadLawError``, also where a code stands in another country's."""
    law = read_law(as_data(jurisdiction))
    others = tuple(one for one in library.law_book().laws if one.country != jurisdiction.country)
    others += tuple(
        read_law(as_data(one))
        for one in Jurisdiction.objects.exclude(pk=jurisdiction.pk).exclude(country__in=_codes(others))
    )
    LawBook((*others, law))
    return law


def _codes(laws: tuple[NationalLaw, ...]) -> set[str]:
    return {law.country for law in laws}


def next_revision(row: Model, seen: int | None) -> None:
    """Count the revision of ``row`` on, unless it is another than ``seen``. Raises ``ChangedMeanwhileError``."""
    seen = row.revision if seen is None else seen
    if not type(row).objects.filter(pk=row.pk, revision=seen).update(revision=seen + 1):
        raise ChangedMeanwhileError(str(row))
    row.revision = seen + 1


__all__ = ["BadLawError", "ChangedMeanwhileError", "changing", "law_as_kept", "next_revision"]
