"""Hearings of a court, and appeals to the one above."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import vocabularies
from saola.core.casework import ChargeState, acts_on

from ..actions import appealing, hearings
from ..models import Appeal, Case, Court, Hearing, Involvement, Sentence
from ..queries.naming import called
from .before_court import CourtForm, day, long, moment, renamed


class HearingForm(CourtForm):
    name, about, permission = "hearing", Case, Permission.CASES_WRITE
    title, button = _("Enter a hearing"), _("Enter")
    court = forms.ModelChoiceField(Court.objects.all(), label=_("Court"))
    kind = forms.ChoiceField(label=_("Kind of hearing"), choices=Hearing.Kind.choices)
    at = moment(_("When"))
    room = forms.CharField(label=_("Room"), required=False, max_length=60)

    def prepare(self) -> None:
        del self.fields["seen"]
        self.initial.setdefault("court", self.case.court_id)

    def do(self) -> None:
        words = self.words
        hearings.enter(self.case, words.pop("court"), words.pop("kind"), words.pop("at"), **words)


class OfHearingForm(CourtForm):
    about, permission = Hearing, Permission.CASES_WRITE
    words_said = forms.CharField(label=_("What happened"), required=False, widget=long())

    @classmethod
    def fits(cls, row: Hearing) -> bool:
        return row.state == Hearing.State.PLANNED


class HeldForm(OfHearingForm):
    name, title, button = "held", _("The court sat"), _("Enter")

    def do(self) -> None:
        hearings.held(self.row, **renamed(self.words))


class AdjournForm(OfHearingForm):
    name, title, button = "adjourn", _("Adjourn the hearing"), _("Adjourn")
    reason = forms.ChoiceField(
        label=_("Why it was adjourned"), choices=lambda: vocabularies.choices("adjournment_reasons")
    )
    next_at = moment(_("Continues on"), required=False)

    def do(self) -> None:
        hearings.adjourn(self.row, **renamed(self.words))


class CancelForm(OfHearingForm):
    name, title, button = "cancel", _("Cancel the hearing"), _("Cancel the hearing")

    def do(self) -> None:
        hearings.cancel(self.row, **renamed(self.words))


class AppealForm(CourtForm):
    name, about = "appeal", Case
    title, button = _("Enter an appeal"), _("Enter")
    defendant = forms.ModelChoiceField(Involvement.objects.none(), label=_("About whom"))
    of = forms.ChoiceField(label=_("By"), choices=Appeal.By.choices)
    court = forms.ModelChoiceField(Court.objects.filter(level__gt=1), label=_("Court"))
    lodged_on = day(_("Lodged on"), initial=timezone.localdate)
    words_said = forms.CharField(label=_("Grounds"), required=False, widget=long())

    def prepare(self) -> None:
        del self.fields["seen"]
        decided = ("convicted", "acquitted", "dismissed")
        who = self.case.involved.filter(charges__state__in=decided).distinct().select_related("party")
        self.fields["defendant"].queryset = who
        self.fields["defendant"].label_from_instance = called

    def do(self) -> None:
        words = renamed(self.words)
        appealing.lodge(words.pop("defendant"), **words)


class AppealDecisionForm(CourtForm):
    name, about = "appeal-decided", Appeal
    title, button = _("Enter what became of the appeal"), _("Enter the decision")
    state = forms.ChoiceField(
        label=_("Decision"), choices=[pair for pair in Appeal.State.choices if pair[0] != Appeal.State.LODGED]
    )
    decided_on = day(_("Decided on"), initial=timezone.localdate)
    words_said = forms.CharField(label=_("In words"), required=False, widget=long())

    @classmethod
    def fits(cls, row: Appeal) -> bool:
        return row.state == Appeal.State.LODGED

    def prepare(self) -> None:
        self.charges = list(self.row.defendant.charges.order_by("count").prefetch_related("sentences"))
        self.given = [
            one for charge in self.charges for one in charge.sentences.all() if one.replaced_by_id is None
        ]
        for charge in self.charges:
            known = {"acquit": _("acquit"), "convict": _("convict"), "remit": _("send back for trial")}
            may = [str(act) for act in acts_on(ChargeState(charge.state), on_appeal=True)]
            choices = [("", _("stands")), *((act, known[act]) for act in known if act in may)]
            if len(choices) > 1:
                title = gettext("Charge {count}, {provision}").format(
                    count=charge.count, provision=charge.provision
                )
                self.fields[f"charge-{charge.pk}"] = forms.ChoiceField(
                    label=title, required=False, choices=choices
                )
        for one in self.given:
            title = gettext("In place of “{words}”").format(words=one.words)
            self.fields[f"sentence-{one.pk}"] = forms.CharField(
                label=title,
                required=False,
                max_length=300,
                help_text=_("the new sentence in the words of the court; empty: it stands"),
            )
            self.fields[f"days-{one.pk}"] = forms.IntegerField(label=_("Days"), required=False, min_value=0)
            self.fields[f"amount-{one.pk}"] = forms.DecimalField(
                label=_("Amount"), required=False, min_value=0, max_digits=18, decimal_places=2
            )

    def do(self) -> None:
        words = self.cleaned_data
        changes = {one: words.get(f"charge-{one.pk}") for one in self.charges}
        sentences = [
            (one, self._instead(one)) for one in self.given if words.get(f"sentence-{one.pk}", "").strip()
        ]
        appealing.decide(
            self.row,
            words["state"],
            decided_on=words["decided_on"],
            by=self.person,
            words=words["words_said"],
            seen=words["seen"],
            changes={one: outcome for one, outcome in changes.items() if outcome},
            sentences=sentences,
        )

    def _instead(self, one: Sentence) -> dict[str, Any]:
        words = self.cleaned_data
        return {
            "words": words[f"sentence-{one.pk}"],
            "days": words.get(f"days-{one.pk}"),
            "amount": words.get(f"amount-{one.pk}"),
            "unit": one.unit,
        }
