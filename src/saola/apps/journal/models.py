"""The journal: who did and read what. No foreign keys, so that it outlives what it describes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(TypeError):
    """Somebody tried to change or remove an entry of the journal."""


class EntryQuerySet(models.QuerySet):
    def about(self, object_type: str, object_id: object) -> "EntryQuerySet":
        return self.filter(object_type=object_type, object_id=str(object_id))

    def update(self, **fields):
        raise AppendOnlyError("entries of the journal are never changed")

    def delete(self):
        raise AppendOnlyError("entries of the journal are never removed")


class Entry(models.Model):
    """One act. ``digest`` covers everything above it and the digest of the entry before."""

    seq = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"))
    event = models.CharField(_("event"), max_length=60, db_index=True)
    actor = models.CharField(_("who"), max_length=60)
    role = models.CharField(_("role"), max_length=30, blank=True)
    agency = models.CharField(_("agency"), max_length=60, blank=True)
    object_type = models.CharField(_("kind of record"), max_length=60, blank=True)
    object_id = models.CharField(_("record"), max_length=64, blank=True)
    detail = models.JSONField(_("detail"), default=dict)
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

    def content(self) -> dict:
        """What the digest covers, besides the digest of the entry before."""
        return {
            "seq": self.seq,
            "at": self.at.isoformat(timespec="milliseconds"),
            "event": self.event,
            "actor": self.actor,
            "role": self.role,
            "agency": self.agency,
            "object_type": self.object_type,
            "object_id": self.object_id,
            "detail": self.detail,
        }
