"""What the prosecution does with a charge, and what proves it."""

from typing import ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saola.apps.catalogue import vocabularies
from saola.core.casework import ChargeAct, ChargeState, acts_on
from saola.core.values import PartialDate

from ..actions import charging
from ..models import Case, Charge, Element, Involvement
from ..queries import charges
from ..queries.naming import called
from .before_court import CourtForm, day, long, renamed


class DraftForm(CourtForm):
    name, about = "draft", Case
    title, button = _("Draw up a charge"), _("Draw up")

    defendant = forms.ModelChoiceField(Involvement.objects.none(), label=_("Against whom"))
    provision = forms.ChoiceField(
        label=_("Provision"), help_text=_("those that can or may be charged for these facts on that day")
    )
    acted_on = forms.CharField(
        label=_("Day of the act"), max_length=10, help_text=_("2016-06-01, 2016-06 or 2016")
    )
    particulars = forms.CharField(label=_("Particulars"), required=False, widget=long(4))
    group = forms.ChoiceField(label=_("Species group"), required=False)

    def prepare(self) -> None:
        del self.fields["seen"]
        who = self.case.involved.select_related("party").exclude(subject__in=("victim", "other"))
        defendant = self.fields["defendant"]
        defendant.queryset = who
        defendant.label_from_instance = called
        on = self.data.get("acted_on") or self.initial.get("acted_on") or self.case.occurred_on
        self.initial.setdefault("acted_on", on)
        try:
            found = charges.sheet(self.case, seen_by=self.person, acted_on=on)
        except ValueError:
            found = charges.sheet(self.case, seen_by=self.person)
        lines = [*found.can, *found.may]
        known = {line.provision.id: f"{line.provision.id} ({line.provision.section})" for line in lines}
        wanted = self.data.get("provision") or self.initial.get("provision")
        if wanted and wanted not in known:  # what the law of that day refuses is refused with its reasons
            known[wanted] = wanted
        self.fields["provision"].choices = list(known.items())
        groups = [code for code in self.case.groups.strip(",").split(",") if code]
        labels = [(code, vocabularies.group_label(code)) for code in groups]
        self.fields["group"].choices = [("", gettext("not said")), *labels]
        self.initial.setdefault("group", groups[0] if len(groups) == 1 else "")

    def clean_acted_on(self) -> str:
        try:
            found = PartialDate.parse_iso(self.cleaned_data["acted_on"].strip())
        except ValueError as error:
            raise forms.ValidationError(_("Write the day as 2016-06-01, 2016-06 or 2016.")) from error
        if found.first_day is None or found.first_day > timezone.localdate():
            raise forms.ValidationError(_("A charge is about a day that is known, and past."))
        return str(found)

    def do(self) -> Charge:
        words = self.cleaned_data
        return charging.draft(
            self.case,
            words["defendant"],
            words["provision"],
            words["acted_on"],
            by=self.person,
            particulars=words["particulars"],
            group=words["group"],
        )


class ChargeForm(CourtForm):
    """An act on a charge, offered in the states in which the rules of charges know it."""

    about = Charge
    act: ClassVar[ChargeAct]

    @classmethod
    def fits(cls, row: Charge) -> bool:
        return cls.act in acts_on(ChargeState(row.state))


class FileForm(ChargeForm):
    name, act = "file", ChargeAct.FILE
    title, button = _("File the charge"), _("File")
    filed_on = day(_("Filed on"), initial=timezone.localdate)

    def do(self) -> None:
        charging.file(self.row, **self.words)


class AmendForm(ChargeForm):
    name, act = "amend", ChargeAct.AMEND
    title, button = _("Amend the charge"), _("Amend")
    on = day(_("On"), initial=timezone.localdate)
    particulars = forms.CharField(label=_("Particulars"), required=False, widget=long(5))

    def prepare(self) -> None:
        self.initial.setdefault("particulars", self.row.particulars)

    @classmethod
    def fits(cls, row: Charge) -> bool:
        return row.state == ChargeState.DRAFTED or super().fits(row)

    def do(self) -> None:
        charging.amend(self.row, **self.words)


def reasons() -> list[tuple[str, str]]:
    return [("", ""), *vocabularies.choices("outcome_reasons")]


class WithdrawForm(ChargeForm):
    name, act = "withdraw", ChargeAct.WITHDRAW
    title, button = _("Withdraw the charge"), _("Withdraw")
    on = day(_("On"), initial=timezone.localdate)
    reason = forms.ChoiceField(label=_("Reason"), choices=reasons)
    words_said = forms.CharField(label=_("In words"), required=False, widget=long())

    def do(self) -> None:
        charging.withdraw(self.row, **renamed(self.words))


class AbateForm(ChargeForm):
    name, act = "abate", ChargeAct.ABATE
    title, button = _("End it because the accused died"), _("End the charge")
    on = day(_("On"), initial=timezone.localdate)
    words_said = forms.CharField(label=_("In words"), required=False, widget=long())

    def do(self) -> None:
        charging.abate(self.row, **renamed(self.words))


class ResumeForm(ChargeForm):
    name, act = "resume", ChargeAct.RESUME
    title, button = _("Take the charge up again"), _("Take up again")
    on = day(_("On"), initial=timezone.localdate)

    def do(self) -> None:
        charging.resume(self.row, **self.words)


class ElementForm(CourtForm):
    name, about = "element", Element
    title, button = _("What proves this"), _("Keep")
    proof = forms.MultipleChoiceField(
        label=_("What proves it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_shown = forms.TypedChoiceField(
        label=_("As you see it"),
        required=False,
        choices=[("", _("open")), ("yes", _("shown")), ("no", _("not shown"))],
        coerce=lambda text: text == "yes",
        empty_value=None,
    )
    note = forms.CharField(label=_("Note"), required=False, widget=long())

    def prepare(self) -> None:
        known = list(charges.proofs(self.case, seen_by=self.person))
        beyond = [(one, one) for one in self.row.proof if one not in dict(known)]
        self.fields["proof"].choices = [*known, *beyond]
        shown = {True: "yes", False: "no", None: ""}[self.row.is_shown]
        self.initial |= {"proof": self.row.proof, "is_shown": shown, "note": self.row.note}
        self.initial["seen"] = self.row.charge.version

    @classmethod
    def fits(cls, row: Element) -> bool:
        return row.charge.state in (ChargeState.DRAFTED, ChargeState.FILED, ChargeState.AMENDED)

    def do(self) -> None:
        charging.show(self.row, **self.words)
