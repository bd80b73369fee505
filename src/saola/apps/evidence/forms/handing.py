"""From hand to hand: to a colleague, a laboratory, a court, and back."""

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Person
from saola.apps.accounts.roles import ROLES, Permission

from ..actions import custody, laboratory
from ..models import Exhibit, LaboratoryRequest, StorageLocation
from .acts import ActForm, SeenForm, holds, long, word


class HandOverForm(ActForm):
    name, title, button = "hand-over", _("Hand over"), _("Sign and hand over")
    to = forms.ModelChoiceField(
        Person.objects.none(),
        label=pgettext_lazy("a person", "To"),
        help_text=_("They sign in and confirm within 72 hours."),
    )
    reason = forms.CharField(label=_("Why"), max_length=300, widget=word())
    place = forms.CharField(label=_("Where"), max_length=200, required=False, widget=word())
    code = forms.CharField(
        label=_("Code on the paper form"),
        max_length=40,
        required=False,
        help_text=_("Only if this happened away from the system; otherwise one is made."),
    )

    def prepare(self) -> None:
        able = [role.code for role in ROLES.values() if Permission.EVIDENCE_WRITE in role.permissions]
        people = Person.objects.filter(is_active=True, role__in=able).exclude(pk=self.person.pk)
        self.fields["to"].queryset = people.order_by("full_name")

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return holds(exhibit, person)

    def do(self) -> str:
        _event, code = custody.hand_over(self.exhibit, by=self.person, **self.said, **self.when)
        if self.cleaned_data["code"]:
            words = gettext(
                "{exhibit} is signed away to {to}. They sign for it with the code on the paper form."
            )
            return words.format(exhibit=self.exhibit.number, to=self.cleaned_data["to"])
        return gettext(
            "{exhibit} is signed away to {to}. Give them this code, it is shown once: {code}"
        ).format(exhibit=self.exhibit.number, to=self.cleaned_data["to"], code=code)


class ReceiveForm(SeenForm):
    name, title, button = "receive", _("Confirm that you received it"), _("Sign for it")
    kept_in = forms.ModelChoiceField(
        StorageLocation.objects.all(), label=_("Kept in"), required=False, empty_label=_("unchanged")
    )
    code = forms.CharField(
        label=_("Code of the hand-over"),
        max_length=40,
        required=False,
        help_text=_("Needed when you signed earlier, on paper."),
    )

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return exhibit.where == "on_its_way" and exhibit.receiver == person.name

    def do(self) -> str:
        said = self.cleaned_data
        custody.receive(
            self.exhibit,
            by=self.person,
            place=said["kept_in"],
            code=said["code"],
            **self.seen_words(),
            **self.when,
        )
        return gettext("You hold {exhibit} now.").format(exhibit=self.exhibit.number)


class MoveForm(ActForm):
    name, title, button = "move", _("Move in store"), _("Move")
    place = forms.ModelChoiceField(StorageLocation.objects.all(), label=pgettext_lazy("a store", "To"))

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return holds(exhibit, person)

    def do(self) -> str:
        custody.move(self.exhibit, by=self.person, **self.said, **self.when)
        return gettext("{exhibit} is in {place} now.").format(
            exhibit=self.exhibit.number, place=self.cleaned_data["place"]
        )


class LaboratoryForm(ActForm):
    name, title, button = "laboratory", _("Send to a laboratory"), _("Send")
    laboratory = forms.CharField(label=_("Laboratory"), max_length=200, widget=word())
    method = forms.ChoiceField(label=_("Method"), choices=LaboratoryRequest.Method.choices)
    question = forms.CharField(label=_("Question"), max_length=2000, widget=long())

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return holds(exhibit, person)

    def do(self) -> str:
        request = laboratory.send(self.exhibit, by=self.person, **self.said, **self.when)
        return gettext("It is sent under the request {number}.").format(number=request.number)


class CourtForm(ActForm):
    name, title, button = "court", _("Put before a court"), _("Hand to the court")
    court = forms.CharField(label=_("Court"), max_length=200, widget=word())
    case = forms.CharField(label=_("Case"), max_length=200, widget=word())

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return holds(exhibit, person)

    def do(self) -> str:
        custody.put_on_display(self.exhibit, by=self.person, **self.said, **self.when)
        return gettext("It is with the court. Enter its receipt when it comes.")


class AcknowledgeForm(ActForm):
    name, title, button = "acknowledge", _("Enter their receipt"), _("Enter")
    reference = forms.CharField(
        label=_("Which paper confirms it"), max_length=200, widget=word(), help_text=_("number and date")
    )

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return exhibit.where in ("at_laboratory", "in_court")

    def do(self) -> str:
        custody.acknowledge(self.exhibit, by=self.person, **self.said, **self.when)
        return gettext("The receipt is entered.")


class TakeBackForm(SeenForm):
    name, title, button = "take-back", _("Take back"), _("Sign for it")
    kept_in = forms.ModelChoiceField(
        StorageLocation.objects.all(), label=_("Kept in"), required=False, empty_label=_("unchanged")
    )

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return exhibit.where in ("at_laboratory", "in_court")

    def do(self) -> str:
        place = self.cleaned_data["kept_in"]
        custody.take_back(self.exhibit, by=self.person, place=place, **self.seen_words(), **self.when)
        return gettext("You hold {exhibit} now.").format(exhibit=self.exhibit.number)
