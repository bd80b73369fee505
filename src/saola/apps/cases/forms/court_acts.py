"""What a court does: decisions, sentences and what was carried out of them."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.roles import Permission
from saola.core.casework import COMPONENT_WORDS, ChargeAct, ChargeState, Component

from ..actions import judging, sentencing
from ..models import Charge, Court, Sentence
from .before_court import CourtForm, day, long, renamed
from .charge_acts import ChargeForm, reasons


class VerdictForm(ChargeForm):
    name, act = "verdict", ChargeAct.CONVICT
    title, button = _("Enter the decision of the court"), _("Enter the decision")
    state = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("convicted", _("convicted")),
            ("acquitted", _("acquitted")),
            ("dismissed", _("dismissed")),
            ("stayed", _("stayed")),
        ],
    )
    decided_on = day(_("Decided on"), initial=timezone.localdate)
    court = forms.ModelChoiceField(Court.objects.all(), label=_("Court"))
    reason = forms.ChoiceField(label=_("Reason"), required=False, choices=reasons)
    words_said = forms.CharField(label=_("In words"), required=False, widget=long())

    def prepare(self) -> None:
        self.initial.setdefault("court", self.case.court_id)

    def do(self) -> None:
        judging.decide(self.row, **renamed(self.words))


class SentenceForm(CourtForm):
    name, about = "sentence", Charge
    title, button = _("Enter a part of the sentence"), _("Enter")
    component = forms.ChoiceField(
        label=_("Part of the sentence"), choices=lambda: [(one.value, label(one)) for one in Component]
    )
    words_said = forms.CharField(label=_("In the words of the court"), max_length=300, widget=long(2))
    days = forms.IntegerField(
        label=_("Days"),
        required=False,
        min_value=0,
        help_text=_("of custody or work, where it is a number; custody for life has none"),
    )
    amount = forms.DecimalField(
        label=_("Amount"), required=False, min_value=0, max_digits=18, decimal_places=2
    )
    unit = forms.CharField(label=_("Currency"), required=False, max_length=8)
    is_consecutive = forms.BooleanField(label=_("Served after the others"), required=False)
    pronounced_on = day(_("Pronounced on"))

    def prepare(self) -> None:
        del self.fields["seen"]
        self.initial.setdefault("pronounced_on", self.row.decided_on)

    @classmethod
    def fits(cls, row: Charge) -> bool:
        return row.state == ChargeState.CONVICTED

    def do(self) -> None:
        words = renamed(self.words)
        sentencing.sentence(self.row, words.pop("component"), words.pop("words"), **words)


def label(component: Component) -> str:
    return gettext(COMPONENT_WORDS[component])


class ExecutedForm(CourtForm):
    name, about, permission = "executed", Sentence, Permission.CASES_WRITE
    title, button = _("Enter what was carried out"), _("Enter")
    on = day(_("All of it carried out on"), required=False)
    served_days = forms.IntegerField(label=_("Days served so far"), required=False, min_value=0)
    paid = forms.DecimalField(
        label=_("Paid so far"), required=False, min_value=0, max_digits=18, decimal_places=2
    )

    @classmethod
    def fits(cls, row: Sentence) -> bool:
        return row.executed_on is None and row.replaced_by_id is None

    def do(self) -> None:
        sentencing.executed(self.row, **self.words)
