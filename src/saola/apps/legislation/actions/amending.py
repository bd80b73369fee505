"""Adding, amending, repealing and correcting law. An amendment is a new text from a day on; no text is rewritten."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from saola.apps.journal import actions as journal
from saola.core.law import BadLawError
from saola.core.law.reading.words import day

from ..models import Correction, Jurisdiction, Provision, Statute, Version
from ..records import (
    PROVISION,
    STATUTE,
    Reader,
    entry_as_data,
    listed,
    sources_of,
    version_as_data,
)
from .adopting import add_version
from .changing import Change, changing, next_revision

Said = Mapping[str, Any]


class RepealedAlreadyError(ValueError):
    """It ended already; ``until`` is the day from which it was no longer in force."""

    def __init__(self, until: str) -> None:
        super().__init__(until)
        self.until = until


class NoReasonError(ValueError):
    """A correction says why."""


def add_statute(jurisdiction: Jurisdiction, said: Said, *, by: Any) -> Change:
    """Add a statute, in the words of the files of law."""
    with changing(jurisdiction, by) as change:
        row = _reader(said).statute(said, jurisdiction)
        _refuse_known(Statute, row.code)
        row.save(force_insert=True)
        journal.write("law.statute_added", by=by, about=row, statute=row.code)
    return change


def add_provision(statute: Statute, said: Said, *, by: Any) -> Change:
    """Add a provision with at least one text."""
    with changing(statute.jurisdiction, by) as change:
        reader = _reader(said)
        row = reader.provision(said, statute)
        _refuse_known(Provision, row.code)
        row.save(force_insert=True)
        for place, text in enumerate(listed(said.get("versions")), 1):
            add_version(reader, text, row, place, by)
        journal.write("law.added", by=by, about=row, provision=row.code)
    return change


def amend(provision: Provision, said: Said, *, by: Any, seen: int | None = None) -> Change:
    """Add a text that holds from the day ``from`` on. The text that stood until then ends with that day.

    An earlier text may be added too: it then ends where the next begins. Raises what ``changing`` raises,
    ``ChangedMeanwhileError``, and ``BadLawError`` without a day.
    """
    with changing(provision.statute.jurisdiction, by) as change:
        next_revision(provision, seen)
        if day(said.get("from")).year is None:
            raise BadLawError("an amendment needs the day from which it is in force")
        texts = list(provision.versions.all())
        place = _place(texts, said)
        before = texts[place - 1] if place else None
        if before is not None and not before.until:
            Version.objects.filter(pk=before.pk).update(until=str(said["from"]))
        said = dict(said)
        if place < len(texts) and not said.get("until"):
            said["until"] = texts[place].since
        for number, text in reversed(list(enumerate(texts[place:], place + 2))):
            Version.objects.filter(pk=text.pk).update(place=number)
        add_version(_reader(said), said, provision, place + 1, by)
        journal.write("law.amended", by=by, about=provision, provision=provision.code, day=str(said["from"]))
    return change


def _place(texts: list[Version], said: Said) -> int:
    """How many texts come before the new one. One without a first day has been there from the start."""
    first = day(said.get("from")).first_day
    starts = [text.in_force.begins.first_day for text in texts]
    return sum(start is None or start <= first for start in starts)


def repeal(provision: Provision, said: Said, *, by: Any, seen: int | None = None) -> Change:
    """End the text that stands, from the day ``until`` on. Raises ``RepealedAlreadyError`` where it ended already."""
    with changing(provision.statute.jurisdiction, by) as change:
        next_revision(provision, seen)
        last = provision.versions.order_by("place").last()
        if last.until or provision.statute.until:
            raise RepealedAlreadyError(last.until or provision.statute.until)
        _end(last, said)
        journal.write(
            "law.repealed", by=by, about=provision, provision=provision.code, day=str(said["until"])
        )
    return change


def repeal_statute(statute: Statute, said: Said, *, by: Any, seen: int | None = None) -> Change:
    """End a statute, and with it every text that has no end of its own. Raises ``RepealedAlreadyError``."""
    with changing(statute.jurisdiction, by) as change:
        next_revision(statute, seen)
        if statute.until:
            raise RepealedAlreadyError(statute.until)
        _end(statute, said)
        journal.write("law.repealed", by=by, about=statute, provision=statute.code, day=str(said["until"]))
    return change


def _end(row: Version | Statute, said: Said) -> None:
    if day(said.get("until")).year is None and said.get("until") != "unknown":
        raise BadLawError("a repeal needs the day from which it is no longer in force, or “unknown”")
    row.until = str(said["until"])
    row.note = "\n".join(filter(None, [row.note, str(said.get("note") or "")]))
    row.save(update_fields=["until", "note"])


def correct(version: Version, said: Said, *, reason: str, by: Any, seen: int | None = None) -> Change:
    """Put a slip of writing down right in one text. What stood is kept with the reason.

    Raises ``NoReasonError``; what changes the law is no correction, but nothing here can tell the two apart.
    """
    provision = version.provision
    with changing(provision.statute.jurisdiction, by) as change:
        next_revision(provision, seen)
        before = version_as_data(version)
        version.tiers.all().delete()
        place = version.place
        version.delete()
        made = add_version(_reader(said), said, provision, place, by)
        _keep_correction(before, version_as_data(made), reason, by, provision=provision)
    return change


def correct_provision(
    provision: Provision, said: Said, *, reason: str, by: Any, seen: int | None = None
) -> Change:
    """Put right what is written of a provision beside its texts: section, nature, elements, source."""
    with changing(provision.statute.jurisdiction, by) as change:
        next_revision(provision, seen)
        before = entry_as_data(provision, PROVISION)
        row = _reader(said).provision({**said, "id": provision.code}, provision.statute)
        row.pk, row.revision = provision.pk, provision.revision
        row.save(force_update=True)
        provision.refresh_from_db()
        _keep_correction(before, entry_as_data(provision, PROVISION), reason, by, provision=provision)
    return change


def correct_statute(statute: Statute, said: Said, *, reason: str, by: Any, seen: int | None = None) -> Change:
    """Put right what is written of a statute: title, area, citation, days, source."""
    with changing(statute.jurisdiction, by) as change:
        next_revision(statute, seen)
        before = entry_as_data(statute, STATUTE)
        row = _reader(said).statute({**said, "id": statute.code}, statute.jurisdiction)
        row.pk, row.revision = statute.pk, statute.revision
        row.save(force_update=True)
        statute.refresh_from_db()
        _keep_correction(before, entry_as_data(statute, STATUTE), reason, by, statute=statute)
    return change


def _keep_correction(before: Said, after: Said, reason: str, by: Any, **about: Any) -> None:
    if not reason.strip():
        raise NoReasonError
    Correction.objects.create(
        corrected_at=timezone.now(),
        corrected_by=by,
        reason=reason.strip(),
        before=before,
        after=after,
        **about,
    )
    (row,) = about.values()
    journal.write("law.corrected", by=by, about=row, provision=row.code, reason=reason.strip())


def _reader(said: Said) -> Reader:
    return Reader(sources_of_titles(said))


def sources_of_titles(said: Said) -> dict[str, dict[str, str]]:
    """Sources of an entry that names them by title and not by key: what has no mark is taken as checked by whoever

    writes it down.
    """
    return {title: {"title": title, "mark": "checked"} for title in sources_of(said)}


def _refuse_known(model: type[Statute] | type[Provision], code: str) -> None:
    if model.objects.filter(code=code).exists():
        raise BadLawError(f"{code}: this id comes twice")


__all__ = [
    "NoReasonError",
    "RepealedAlreadyError",
    "add_provision",
    "add_statute",
    "amend",
    "correct",
    "correct_provision",
    "correct_statute",
    "repeal",
    "repeal_statute",
]
