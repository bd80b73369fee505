"""Profiles: how an agency's files are read. Examples come with Saola; people save their own."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from saola.apps.accounts import policy
from saola.apps.accounts.models import Agency
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import library
from saola.apps.journal import actions as journal
from saola.core.intake import Profile

from ..models import Batch
from ..models import Profile as KeptProfile
from ..reading import profile_of


class UnknownProfileError(KeyError):
    """No profile bears this name."""


class NameTakenError(Exception):
    """The name belongs to another agency's profile."""


@transaction.atomic
def install_examples() -> int:
    """Keep the profiles that come with Saola; one that somebody saved under the same name stays."""
    count = 0
    for file in library.knowledge_files("profiles"):
        data = library.parse(file)
        profile = Profile.from_data(data)
        kept = KeptProfile.objects.filter(name=profile.name).first()
        if kept is None or (kept.saved_by_id is None and kept.digest != profile.digest):
            _keep(profile, agency=None, by=None)
        count += 1
    return count


@transaction.atomic
def save(profile: Profile, *, agency: Agency | None = None, by: Any) -> KeptProfile:
    """Keep a profile for the next file of an agency."""
    policy.require(by, Permission.SEIZURES_IMPORT)
    kept = _keep(profile, agency=agency, by=by)
    journal.write("profile.saved", by=by, about=kept, name=profile.name, digest=profile.digest)
    return kept


@transaction.atomic
def save_of_batch(batch: Batch, *, name: str, title: str, by: Any) -> KeptProfile:
    """Keep the way a file is read for the next one. Raises ``NameTakenError``, ``ValueError`` without a reading."""
    profile = profile_of(batch)
    if profile is None:
        raise ValueError(f"{batch} has not been read yet")
    kept = KeptProfile.objects.filter(name=name).first()
    if kept is not None and kept.agency_id != (batch.agency_id or None):
        raise NameTakenError(name)
    saved = save(replace(profile, name=name, title=title), agency=batch.agency, by=by)
    batch.profile_name, batch.profile_data = name, saved.data
    batch.save(update_fields=["profile_name", "profile_data"])
    return saved


def _keep(profile: Profile, *, agency: Agency | None, by: Any) -> KeptProfile:
    kept, _ = KeptProfile.objects.update_or_create(
        name=profile.name,
        defaults={
            "title": profile.title or profile.name,
            "agency": agency,
            "data": profile.as_data(),
            "digest": profile.digest,
            "saved_by": by,
        },
    )
    return kept


def by_name(name: str) -> Profile:
    """The kept profile of this name. Raises ``UnknownProfileError``."""
    kept = KeptProfile.objects.filter(name=name).first()
    if kept is None:
        raise UnknownProfileError(name)
    return Profile.from_data(kept.data)
