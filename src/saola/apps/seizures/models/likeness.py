"""Two incidents that may be one seizure reported twice, and what a person judged."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Person

from .incidents import Incident


class Likeness(models.Model):
    """A pair with the parts of its score, waiting for a judgement or judged; judgements can be undone."""

    class Judgement(models.TextChoices):
        OPEN = "open", _("waiting")
        SAME = "same", _("the same seizure")
        DIFFERENT = "different", _("different seizures")
        UNSURE = "unsure", _("unsure")

    one = models.ForeignKey(Incident, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Incident, models.CASCADE, related_name="+")
    score = models.FloatField(_("score"))
    parts = models.JSONField(_("parts of the score"), default=list)
    judgement = models.CharField(
        _("judgement"), max_length=10, choices=Judgement, default=Judgement.OPEN, db_index=True
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    judged_at = models.DateTimeField(_("judged"), null=True, blank=True)
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-score"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="likeness_once"),
            models.CheckConstraint(
                condition=models.Q(judged_at=None, judged_by=None, judgement="open")
                | models.Q(judged_at__isnull=False, judged_by__isnull=False) & ~models.Q(judgement="open"),
                name="likeness_judged_by_someone_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ~ {self.other_id}"
