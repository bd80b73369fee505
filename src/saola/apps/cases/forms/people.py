"""Who is in the case: entering somebody, and what changes about them."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.forms import LongSelect
from saola.apps.parties import actions as parties
from saola.apps.parties.models import Party

from ..actions import involving
from ..models import Case, Involvement
from ..models.work import CATEGORIES, STANDINGS
from .acts import ActForm, day, long, word
from .working import PartialDayField

AGES = (("", _("not known")), ("yes", _("yes, a child")), ("no", _("no, of age")))
_IS_CHILD = {"": None, "yes": True, "no": False}


def _of_age() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Under age at the time of the act"),
        choices=AGES,
        required=False,
        help_text=_("The name of a child is withheld from lists and documents."),
    )


class InvolveForm(ActForm):
    """Somebody who is recorded already, by their number, or somebody new."""

    name, title, button = "involve", _("Enter somebody as involved"), _("Enter")
    hint = _(
        "What they are to the law is said always. Where it is not known yet, it is looked at in 30 days."
    )
    part: ClassVar[str] = "people"
    number = forms.CharField(
        label=_("Number of somebody recorded already"), max_length=40, required=False, widget=word()
    )
    full_name = forms.CharField(
        label=_("Name"),
        max_length=300,
        required=False,
        widget=word(),
        help_text=_("As it was first given; of somebody new."),
    )
    aliases = forms.CharField(
        label=_("Other names and spellings"),
        max_length=600,
        required=False,
        widget=word(),
        help_text=_("with commas between"),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Party.Kind.choices)
    born_on = PartialDayField(label=_("Date of birth"), required=False)
    country = forms.ChoiceField(
        label=_("Country of residence, seat or flag"), required=False, widget=LongSelect
    )
    part_in_it = forms.ChoiceField(label=_("Part in it"))
    subject = forms.ChoiceField(label=_("Subject category"), choices=[("", _("choose")), *CATEGORIES])
    why = forms.CharField(label=_("Why we say so"), widget=long(), required=False)
    standing = forms.ChoiceField(
        label=_("Where they are"), choices=[("", _("not recorded")), *STANDINGS], required=False
    )
    is_child = _of_age()

    def prepare(self) -> None:
        self.fields["part_in_it"].choices = vocabularies.choices("involvement_parts")
        self.fields["country"].choices = [("", _("not known")), *vocabularies.country_choices()]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        number, name = said.get("number", "").strip(), said.get("full_name", "").strip()
        if bool(number) == bool(name):
            words = gettext("Give the number of somebody recorded already, or the name of somebody new.")
            raise forms.ValidationError(words)
        if number:
            said["party"] = Party.objects.visible_to(self.person).filter(number=number).first()
            if said["party"] is None:
                self.add_error("number", gettext("There is nobody of this number that you may see."))
        return said

    def do(self) -> str:
        said = self.cleaned_data
        party = said.get("party") or parties.record(
            said["full_name"],
            by=self.person,
            kind=said["kind"],
            aliases=said["aliases"].split(","),
            born_on=said["born_on"],
            country=said["country"],
        )
        involving.involve(
            self.case,
            party,
            said["part_in_it"],
            said["subject"],
            by=self.person,
            words=said["why"],
            standing=said["standing"],
            is_child=_IS_CHILD[said["is_child"]],
        )
        return gettext("{number} is entered as involved.").format(number=party.number)


class OfPersonForm(ActForm):
    """An act on somebody in the case. It is offered on their page, not on that of the case."""

    part: ClassVar[str] = "people"
    asks_whom: ClassVar[bool] = True

    def __init__(self, *args: Any, one: Involvement, **kwargs: Any) -> None:
        self.one = one
        super().__init__(*args, **kwargs)


OF_PEOPLE: dict[str, type[OfPersonForm]] = {}


def of_people(form: type[OfPersonForm]) -> type[OfPersonForm]:
    OF_PEOPLE[form.form_name] = form
    return form


@of_people
class StandForm(OfPersonForm):
    form_name, title, button = "change", _("Change what they are to the case"), _("Keep")
    seen = forms.IntegerField(widget=forms.HiddenInput)
    part_in_it = forms.ChoiceField(label=_("Part in it"))
    subject = forms.ChoiceField(label=_("Subject category"), choices=CATEGORIES)
    why = forms.CharField(label=_("Why we say so"), widget=long(), required=False)
    standing = forms.ChoiceField(
        label=_("Where they are"), choices=[("", _("not recorded")), *STANDINGS], required=False
    )
    standing_on = forms.DateField(label=_("Since"), required=False, widget=day())
    is_child = _of_age()

    def prepare(self) -> None:
        one = self.one
        self.fields["part_in_it"].choices = vocabularies.choices("involvement_parts")
        age = {None: "", True: "yes", False: "no"}[one.is_child]
        self.initial = {
            "seen": one.version,
            "part_in_it": one.part,
            "subject": one.subject,
            "why": one.words,
            "standing": one.standing,
            "standing_on": one.standing_on,
            "is_child": age,
        }

    def do(self) -> str:
        said = self.cleaned_data
        involving.change(
            self.one,
            by=self.person,
            seen=said["seen"],
            part=said["part_in_it"],
            subject=said["subject"],
            words=said["why"],
            standing=said["standing"],
            standing_on=said["standing_on"],
            is_child=_IS_CHILD[said["is_child"]],
        )
        return gettext("It is kept.")


@of_people
class DeathForm(OfPersonForm):
    form_name, title, button = "death", _("Enter that they died"), _("Enter the death")
    hint = _("Charges against them that are open end with it.")
    on = PartialDayField(label=_("Day"))
    what = forms.CharField(label=_("By what it is known"), widget=long())
    is_proved = forms.BooleanField(
        label=_("It is proved"),
        required=False,
        help_text=_(
            "By a certificate, or what the law takes for one. Until then charges and warrants stand."
        ),
    )

    def do(self) -> str:
        said = self.cleaned_data
        involving.died(self.one, said["on"], by=self.person, words=said["what"], is_proved=said["is_proved"])
        if said["is_proved"]:
            return gettext("The death is entered.")
        return gettext("It is noted. Ask for the certificate; until then charges and warrants stand.")


@of_people
class AbscondForm(OfPersonForm):
    form_name, title, button = "absconded", _("Enter that they absconded"), _("Enter")
    on = PartialDayField(label=_("Day"))
    what = forms.CharField(label=_("By what it is known"), widget=long())

    def do(self) -> str:
        said = self.cleaned_data
        involving.absconded(self.one, said["on"], by=self.person, words=said["what"])
        return gettext("It is entered.")


@of_people
class ChildForm(OfPersonForm):
    form_name, title, button = "child", _("Enter that they were a child at the time"), _("Enter")
    hint = _("The name is withheld from lists and documents from now on. Do not write it below.")
    what = forms.CharField(label=_("By what it is known"), widget=long())

    def do(self) -> str:
        involving.found_to_be_child(self.one, by=self.person, words=self.cleaned_data["what"])
        return gettext("It is entered; the name is withheld now.")


def acts_on(one: Involvement, person: Any) -> list[type[OfPersonForm]]:
    case: Case = one.case
    return [form for form in OF_PEOPLE.values() if form.is_open_to(case, person) and _fits(form, one)]


def _fits(form: type[OfPersonForm], one: Involvement) -> bool:
    if form is DeathForm or form is AbscondForm:
        return one.party.kind == Party.Kind.PERSON and one.standing not in ("deceased", "absconded")
    if form is ChildForm:
        return one.party.kind == Party.Kind.PERSON and one.is_child is not True
    return True
