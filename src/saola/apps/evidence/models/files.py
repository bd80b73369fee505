"""Files of exhibits: sealed originals, and copies that were derived from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Person

from .exhibits import Exhibit


class SealedFile(models.Model):
    """An original: a photograph, a recording, the image of a disk. Its bytes lie in the store, named ``sha256``.

    ``clock_offset`` says by how many seconds the clock of the device was ahead of true time, where that is known.
    """

    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="files", verbose_name=_("exhibit"))
    sha256 = models.CharField(_("digest SHA-256"), max_length=64, db_index=True)
    sha512 = models.CharField(_("digest SHA-512"), max_length=128)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("bytes"))
    kept_name = models.CharField(
        _("name"), max_length=255, help_text=_("as it was called where it came from")
    )
    device = models.CharField(_("device"), max_length=200, blank=True, help_text=_("camera, phone, disk"))
    write_blocker = models.CharField(_("write blocker"), max_length=200, blank=True)
    clock_offset = models.IntegerField(_("seconds its clock was ahead"), null=True, blank=True)
    tool = models.CharField(_("taken in with"), max_length=100)
    made_by = models.CharField(_("made by"), max_length=200, blank=True)
    sealed_at = models.DateTimeField(_("sealed"))
    sealed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("sealed by"))
    checked_at = models.DateTimeField(_("hashed again"), null=True, blank=True)
    is_sound = models.BooleanField(_("unchanged when last hashed"), default=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("sealed file")
        constraints = [
            models.UniqueConstraint(fields=["exhibit", "sha256"], name="sealed_file_once_an_exhibit")
        ]

    def __str__(self) -> str:
        return self.kept_name


class Derivative(models.Model):
    """A copy made of an original for looking at, with its own digest. The original is never opened for that."""

    file = models.ForeignKey(SealedFile, models.PROTECT, related_name="derivatives")
    sha256 = models.CharField(_("digest SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("size"))
    media_type = models.CharField(_("kind of file"), max_length=60)
    method = models.CharField(_("how it was made"), max_length=200)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("derived copy")
        constraints = [models.UniqueConstraint(fields=["file", "sha256"], name="derivative_once_a_file")]

    def __str__(self) -> str:
        return f"{self.file} {self.method}"
