"""Seals, parts, samples, and the end of an exhibit."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import vocabularies
from saola.core.values import Quantity

from ..actions import custody, disposing
from ..models import Exhibit
from .acts import ActForm, holds, word


class SealForm(ActForm):
    name, title = "seal", pgettext_lazy("put a seal on", "Seal")
    button = title
    seal = forms.CharField(label=_("Number of the new seal"), max_length=60, widget=word())
    witness = forms.CharField(label=_("Witness"), max_length=200, required=False, widget=word())

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return holds(exhibit, person) and not exhibit.seal

    def do(self) -> str:
        custody.put_seal(self.exhibit, by=self.person, **self.said, **self.when)
        return _sealed(self)


def _sealed(form: ActForm) -> str:
    return gettext("{exhibit} bears the seal {seal}.").format(
        exhibit=form.exhibit.number, seal=form.exhibit.seal
    )


class ReplaceSealForm(ActForm):
    name, title, button = "replace-seal", _("Replace the seal"), _("Replace the seal")
    new_seal = forms.CharField(label=_("Number of the new seal"), max_length=60, widget=word())
    reason = forms.CharField(label=_("Why"), max_length=300, widget=word())
    witness = forms.CharField(label=_("Witness"), max_length=200, widget=word())

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return holds(exhibit, person) and bool(exhibit.seal)

    def do(self) -> str:
        custody.replace_seal(self.exhibit, by=self.person, **self.said, **self.when)
        return _sealed(self)


class OpenSealForm(ActForm):
    name, title, button = "open-seal", _("Open the seal"), _("Open the seal")
    reason = forms.CharField(label=_("Why"), max_length=300, widget=word())
    witness = forms.CharField(label=_("Witness"), max_length=200, widget=word())

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return holds(exhibit, person) and bool(exhibit.seal)

    def do(self) -> str:
        custody.open_seal(self.exhibit, by=self.person, **self.said, **self.when)
        return gettext("The seal is opened. Seal it again before it leaves your hands.")


class SplitForm(ActForm):
    name, title, button = "split", _("Split"), _("Split")
    parts = forms.CharField(
        label=_("Quantity of each part"),
        max_length=300,
        help_text=_("one number a part, with spaces between: 4.5 2"),
    )
    reason = forms.CharField(label=_("Why"), max_length=300, widget=word())

    def prepare(self) -> None:
        self.fields["remaining"] = self._amount(_("What remains, counted or weighed"), required=False)

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return holds(exhibit, person) and not exhibit.seal

    def clean_parts(self) -> list[Quantity]:
        return [Quantity(_number(word), self.exhibit.unit) for word in self.cleaned_data["parts"].split()]

    def do(self) -> str:
        custody.split(
            self.exhibit,
            quantities=self.cleaned_data["parts"],
            reason=self.cleaned_data["reason"],
            remaining=self.quantity("remaining"),
            by=self.person,
            **self.when,
        )
        return gettext("{exhibit} is split. Print a label for each part.").format(exhibit=self.exhibit.number)


def _number(word: str) -> Decimal:
    try:
        return forms.DecimalField(min_value=0, max_digits=18, decimal_places=6).clean(word)
    except forms.ValidationError as error:
        raise forms.ValidationError(
            _("“%(word)s” is no quantity. Write one number for each part, such as 4.5."),
            params={"word": word},
        ) from error


class SampleForm(ActForm):
    name, title, button = "sample", _("Take a sample"), _("Take a sample")
    amount = forms.DecimalField(label=_("Quantity"), min_value=0, max_digits=18, decimal_places=6)
    unit = forms.ChoiceField(label=_("Unit"))
    method = forms.CharField(label=_("Method"), max_length=200, required=False, widget=word())

    def prepare(self) -> None:
        self.fields["unit"].choices = vocabularies.choices("units")
        self.fields["unit"].initial = self.exhibit.unit

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return holds(exhibit, person) and not exhibit.seal

    def do(self) -> str:
        quantity = Quantity(self.cleaned_data["amount"], self.cleaned_data["unit"])
        custody.sample(
            self.exhibit,
            quantity=quantity,
            method=self.cleaned_data["method"],
            by=self.person,
            **self.when,
        )
        return gettext("The sample is an exhibit of its own. Print its label.")


class DisposeForm(ActForm):
    name, title, button = "dispose", _("Dispose of it by order"), _("Dispose of it")
    permission = Permission.EVIDENCE_DISPOSE
    asks_again = True
    order = forms.CharField(label=_("Number of the order"), max_length=100, widget=word())
    ordered_by = forms.CharField(label=_("Court or authority"), max_length=200, widget=word())
    ordered_on = forms.DateField(label=_("Date of the order"), widget=forms.DateInput(attrs={"type": "date"}))
    manner = forms.ChoiceField(label=_("Manner"))
    witness = forms.CharField(label=_("Witness"), max_length=200, widget=word())

    def prepare(self) -> None:
        self.fields["manner"].choices = [("", _("choose")), *vocabularies.choices("disposal")]
        del self.fields["at"]

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return holds(exhibit, person)

    def do(self) -> str:
        disposing.dispose(self.exhibit, by=self.person, **self.said)
        return gettext("{exhibit} is disposed of. Its record stays.").format(exhibit=self.exhibit.number)
