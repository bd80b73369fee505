"""What happened to exhibits: entries that are only ever added."""

from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Person
from saola.core.custody import KIND_WORDS, Act, Entry, from_data
from saola.core.sealing import canonical

from .exhibits import Exhibit

KINDS = [(kind, _(words)) for kind, words in KIND_WORDS.items()]


class CustodyAlteredError(TypeError):
    """Somebody tried to change or remove an entry of custody."""


class CustodyEventQuerySet(models.QuerySet):
    def update(self, **fields: Any) -> int:
        raise CustodyAlteredError("entries of custody are never changed; enter a correction")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise CustodyAlteredError("entries of custody are never removed")

    def of_family(self, exhibit: Exhibit) -> "CustodyEventQuerySet":
        """Everything that happened to the exhibit it was taken from, and to all that was taken from that."""
        return self.filter(root=exhibit.family_root).order_by("number")


class CustodyEvent(models.Model):
    """One entry. ``number`` counts from 1 in each family of exhibits; ``detail`` is the act as data.

    ``digest`` is the SHA-256 of the canonical content. The journal entry ``journal_seq`` carries the same digest, so
    that whoever alters a row alters something that the journal proves.
    """

    root = models.ForeignKey(Exhibit, models.PROTECT, related_name="+", editable=False)
    number = models.PositiveIntegerField(_("number"))
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="custody", verbose_name=_("exhibit"))
    kind = models.CharField(_("what happened"), max_length=30, choices=KINDS)
    at = models.DateTimeField(_("when"), help_text=_("by the one who acted"))
    recorded_at = models.DateTimeField(_("entered"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("signed by"))
    detail = models.JSONField(_("what was said"), default=dict)
    digest = models.CharField(max_length=64)
    journal_seq = models.BigIntegerField(_("journal entry"), unique=True)

    objects = CustodyEventQuerySet.as_manager()

    class Meta:
        ordering = ["root_id", "number"]
        verbose_name = _("custody entry")
        verbose_name_plural = _("custody entries")
        constraints = [models.UniqueConstraint(fields=["root", "number"], name="custody_numbered_once")]

    def __str__(self) -> str:
        return f"{self.exhibit} {self.number} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise CustodyAlteredError("entries of custody are never changed; enter a correction")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise CustodyAlteredError("entries of custody are never removed")

    @property
    def act(self) -> Act:
        return from_data(self.kind, self.detail)

    def entry(self) -> Entry:
        """As the rules of custody read it."""
        return Entry(
            self.number, self.exhibit.number, self.at, self.by.name, self.act, entered_at=self.recorded_at
        )

    def content(self) -> bytes:
        """What the digest covers, taken from the row as it stands, sensible or not."""
        return event_content(
            exhibit=self.exhibit.number,
            number=self.number,
            kind=self.kind,
            at=self.at,
            entered_at=self.recorded_at,
            by=self.by.name,
            detail=self.detail,
        )


def event_content(
    *,
    exhibit: str,
    number: int,
    kind: str,
    at: datetime,
    entered_at: datetime,
    by: str,
    detail: dict[str, Any],
) -> bytes:
    """The canonical bytes of an entry: what its digest is taken of, and what a court bundle holds."""
    return canonical(
        {
            "exhibit": exhibit,
            "number": number,
            "kind": kind,
            "at": _written(at),
            "entered_at": _written(entered_at),
            "by": by,
            "detail": detail,
        }
    )


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


class HandoverCode(models.Model):
    """The code of a hand-over, with which the receiver proves later that they signed away from the system.

    Only a keyed hash of the code is kept. Five wrong codes close it; the receiver then signs for what they hold now.
    """

    event = models.OneToOneField(CustodyEvent, models.PROTECT, related_name="code")
    kept = models.CharField(_("hash of the code"), max_length=200)
    failures = models.PositiveSmallIntegerField(_("wrong codes"), default=0)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("hand-over code")

    def __str__(self) -> str:
        return f"{self.event}"
