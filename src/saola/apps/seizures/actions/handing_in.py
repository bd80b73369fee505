"""Handing in a file through the pages, and saying step by step how it is to be read."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from django.db import transaction

from saola.apps.journal import actions as journal
from saola.apps.quarantine import quotas
from saola.core.intake import FIELDS, Limits, Profile, Refusal

from .. import files
from ..forms.mapping import ReadingForm
from ..models import Batch
from ..models import Profile as KeptProfile
from ..reading import open_batch, profile_of
from . import intake

UNNAMED = "file"
"""The name of a profile that nobody kept."""

State = Batch.State


def plain_profile() -> Profile:
    """A profile that knows nothing: everything is proposed anew."""
    return Profile(UNNAMED)


def hand_in(file: BinaryIO, name: str, *, by: Any) -> tuple[Batch, bool]:
    """Keep a file and propose its columns; or the batch it already is, and ``True``.

    Raises ``Refusal`` when it cannot be read or the person's day is used up; then nothing is kept but the
    journal's entry.
    """
    batch = None
    try:
        _count(file, by)
        with transaction.atomic():
            try:
                batch = intake.receive(file, name, by=by, agency=by.agency)
            except intake.AlreadyRecordedError as already:
                return already.batch, True
            if known := _waiting(batch):
                transaction.set_rollback(True)
                return known, True
            with open_batch(batch, limits=Limits.for_uploads()) as opened:
                intake.choose_profile(batch, opened.profile, by=by, sheet=batch.sheet)
    except Refusal as refusal:
        if batch is not None:
            files.forget(batch)
        with transaction.atomic():
            journal.write("batch.refused", by=by, name=name[-300:], code=refusal.code)
        raise
    return batch, False


def _count(file: BinaryIO, by: Any) -> None:
    try:
        quotas.take(by, quotas.size_of(file))
    except quotas.QuotaUsedError as used:
        raise Refusal("quota", used.message) from used


def _waiting(batch: Batch) -> Batch | None:
    """The same file, handed in before and not yet recorded."""
    open_states = (State.RECEIVED, State.READY, State.STOPPED, State.CHECKING, State.RECORDING)
    return Batch.objects.filter(digest=batch.digest, state__in=open_states).exclude(pk=batch.pk).first()


def apply_choices(batch: Batch, data: Any, *, by: Any) -> bool:
    """Keep what was chosen in the form of the columns. What is not understood stays as it was.

    A choice that changes the table itself (sheet, head, encoding) has the columns proposed again; columns of the
    same heading keep their meaning. Raises ``Refusal``.
    """
    with open_batch(batch, limits=Limits.for_uploads()) as opened:
        form = ReadingForm(opened, data)
        if not form.is_valid():
            return False
        profile = form.profile()
        if form.changes_table():
            profile = replace(profile, columns={})
            sheet = profile.sheet
        else:
            sheet = batch.sheet
    intake.choose_profile(batch, profile, by=by, sheet=sheet)
    if not profile.columns:
        with open_batch(batch, limits=Limits.for_uploads()) as opened:
            intake.choose_profile(batch, opened.profile, by=by, sheet=sheet)
    return True


def use_profile(batch: Batch, kept: KeptProfile, *, by: Any) -> None:
    """Read the file by a kept profile; columns it does not know are proposed."""
    profile = Profile.from_data(kept.data)
    intake.choose_profile(batch, profile, by=by, sheet=profile.sheet)
    if kept.agency_id and batch.agency_id != kept.agency_id:
        batch.agency = kept.agency
        batch.save(update_fields=["agency"])


def give_meanings(batch: Batch, data: Mapping[str, str], *, by: Any) -> int:
    """Give words a meaning in the file's own profile; returns how many. ``data`` is the form of the check page.

    ``word-3`` is the word, ``field-3`` its field and ``meaning-3`` the code or name chosen; ``-`` says that the
    word means nothing.
    """
    profile = profile_of(batch)
    if profile is None:
        return 0
    terms = {key: dict(words) for key, words in profile.terms.items()}
    given = 0
    for name, word in data.items():
        number = name.removeprefix("word-")
        if number == name:
            continue
        key, meaning = data.get(f"field-{number}", ""), data.get(f"meaning-{number}", "").strip()
        if key in FIELDS and meaning:
            terms.setdefault(key, {})[word] = "" if meaning == "-" else meaning
            given += 1
    if given:
        intake.choose_profile(batch, replace(profile, terms=terms), by=by, sheet=batch.sheet)
    return given
