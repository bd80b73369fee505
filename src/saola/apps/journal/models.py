"""The journal: who did and read what. No foreign keys, so that it outlives what it describes."""

import hashlib
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from saola.core.sealing import canonical, leaf_hash

COLUMNS = (
    "seq",
    "at",
    "boot",
    "tick",
    "event",
    "actor",
    "role",
    "agency",
    "session",
    "object_type",
    "object_id",
    "purpose",
    "outcome",
    "rule",
    "count",
    "facts",
    "detail_commit",
    "detail_kept",
)
"""What an entry says, besides what it names as its predecessor; each is a column, and is read again at verify."""


class AppendOnlyError(TypeError):
    """Somebody tried to change or remove an entry of the journal."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **fields):
        raise AppendOnlyError("entries of the journal are never changed")

    def delete(self):
        raise AppendOnlyError("entries of the journal are never removed")


class EntryQuerySet(AppendOnlyQuerySet):
    def about(self, object_type: str, object_id: object) -> "EntryQuerySet":
        return self.filter(object_type=object_type, object_id=str(object_id))


class Entry(models.Model):
    """One act. ``content`` is the entry itself, kept byte for byte; every other column is derived from it."""

    seq = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"), db_index=True)
    boot = models.CharField(_("start of the machine"), max_length=36, blank=True)
    tick = models.BigIntegerField(_("milliseconds since the start of the machine"), default=0)
    event = models.CharField(_("event"), max_length=60, db_index=True)
    actor = models.CharField(_("who"), max_length=60, db_index=True)
    role = models.CharField(_("role"), max_length=30, blank=True)
    agency = models.CharField(_("agency"), max_length=60, blank=True)
    session = models.CharField(_("session"), max_length=32, blank=True)
    object_type = models.CharField(_("kind of record"), max_length=60, blank=True)
    object_id = models.CharField(_("record"), max_length=64, blank=True)
    purpose = models.CharField(_("purpose"), max_length=60, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, default="done")
    rule = models.CharField(_("rule"), max_length=160, blank=True)
    count = models.BigIntegerField(_("number of records"), null=True, blank=True)
    facts = models.JSONField(_("facts"), default=dict)
    detail_commit = models.CharField(_("commitment to the detail"), max_length=64, blank=True)
    detail_kept = models.CharField(_("digest of the detail as kept"), max_length=64, blank=True)
    content = models.BinaryField(_("the entry as it was written"), default=bytes)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-seq"]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.seq} {self.event}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError("entries of the journal are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError("entries of the journal are never removed")

    @property
    def detail(self) -> dict[str, Any]:
        """The facts, and the words kept beside the entry where they are still there and can be read."""
        from . import beside

        return self.said_with(beside.words(self))

    def said_with(self, words: dict[str, Any]) -> dict[str, Any]:
        """The facts, and these words from beside the entry."""
        counted = {} if self.count is None else {"count": self.count}
        return {**self.facts, **counted, **words}

    def seal(self) -> None:
        """Write ``content`` from the columns, and its digest. Done once, before the entry is kept."""
        fields = {name: getattr(self, name) for name in COLUMNS}
        fields["at"] = self.at.isoformat(timespec="milliseconds")
        self.content = canonical({**fields, "previous": self.previous})
        self.digest = leaf_hash(self.content).hex()


class Detail(models.Model):
    """The words of an entry that name people or that somebody typed: beside it, so that they can be erased.

    ``kept`` is a salt and canonical JSON, or the same encrypted to the auditor. The entry holds a commitment to
    it. Rows go through ``actions.erase_details`` only, which says so in the journal.
    """

    seq = models.BigIntegerField(_("number"), primary_key=True)
    kept = models.BinaryField(_("salt and words"))

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("detail of a journal entry")
        verbose_name_plural = _("details of journal entries")

    def __str__(self) -> str:
        return f"{self.seq} {hashlib.sha256(self.kept).hexdigest()[:12]}"
