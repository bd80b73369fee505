"""The files of the agencies, how they are read, and what became of every row."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency, Person


class Profile(models.Model):
    """How the files of one agency are read: which column is what. Kept for the next file."""

    name = models.SlugField(_("name"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, verbose_name=_("agency"))
    data = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Batch(models.Model):
    """One handed-in file. It is recorded whole, in one transaction, or not at all."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")  # kept; its columns are being understood
        CHECKING = "checking", _("being checked")  # every row is being read
        READY = "ready", _("ready to record")  # a person looks at what was found
        RECORDING = "recording", _("being recorded")
        RECORDED = "recorded", _("recorded")
        REFUSED = "refused", _("refused")  # the file as a whole cannot be read
        STOPPED = "stopped", _("stopped")  # a person stopped it; nothing was recorded
        UNDONE = "undone", _("undone")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(_("file"), max_length=300)
    digest = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sheet = models.CharField(_("sheet"), max_length=200, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, verbose_name=_("agency"))
    profile_name = models.CharField(_("profile"), max_length=100, blank=True)
    profile_data = models.JSONField(default=dict)
    profile_digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    refusal = models.JSONField(_("why it was refused"), default=dict)

    rows = models.PositiveIntegerField(_("rows"), default=0)
    recorded = models.PositiveIntegerField(_("recorded"), default=0)
    duplicates = models.PositiveIntegerField(_("duplicates"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    blank = models.PositiveIntegerField(_("blank"), default=0)
    warnings = models.PositiveIntegerField(_("rows with warnings"), default=0)
    incident_count = models.PositiveIntegerField(_("seizures"), default=0)

    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ["-received_at"]
        verbose_name = _("file")
        constraints = [
            # the same file read the same way is recorded once; undoing it makes room for it again
            models.UniqueConstraint(
                fields=["digest", "sheet", "profile_digest"],
                condition=models.Q(state="recorded"),
                name="batch_recorded_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="recorded")
                | models.Q(
                    rows=models.F("recorded")
                    + models.F("duplicates")
                    + models.F("refused")
                    + models.F("blank")
                ),
                name="batch_accounts_for_every_row",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class SourceRowQuerySet(models.QuerySet):
    def purged(self) -> "SourceRowQuerySet":
        """Rows of which the fingerprint alone is left, because what they brought was purged."""
        return self.filter(outcome=SourceRow.RECORDED, cells=[])


class SourceRow(models.Model):
    """One row of a recorded file exactly as it came, and what became of it."""

    RECORDED, DUPLICATE, REFUSED, BLANK = "recorded", "duplicate", "refused", "blank"
    OUTCOMES = [
        (RECORDED, _("recorded")),
        (DUPLICATE, _("duplicate")),
        (REFUSED, _("refused")),
        (BLANK, _("blank")),
    ]

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="source_rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(_("cells"), default=list)
    outcome = models.CharField(_("outcome"), max_length=10, choices=OUTCOMES)
    problems = models.JSONField(_("problems"), default=list)
    fingerprint = models.CharField(max_length=32, blank=True, db_index=True)

    objects = SourceRowQuerySet.as_manager()

    class Meta:
        ordering = ["batch_id", "number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="source_row_once")]

    def __str__(self) -> str:
        return f"{self.batch_id} row {self.number}"
