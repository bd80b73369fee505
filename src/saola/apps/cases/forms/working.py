"""The case itself, what it is about, what is to be done, what the law asks."""

import json
from math import isfinite
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Person
from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.forms import LongSelect
from saola.apps.seizures.models import Incident
from saola.core.values import PartialDate

from ..actions import facts, opening, tasks
from ..models import Case, CaseLink, Court, Task
from ..queries import people
from ..queries.record import seizures_of
from .acts import ActForm, day, long, word


class PartialDayField(forms.CharField):
    """A date as exactly as it is known."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("help_text", _("2016-06-01, 2016-06 or 2016"))
        super().__init__(max_length=10, widget=word(), **more)

    def clean(self, value: Any) -> str:
        said = super().clean(value)
        try:
            return str(PartialDate.parse_iso(said.strip()))
        except ValueError as error:
            words = _("Write the day as 2016-06-01, or as much of it as is known: 2016-06, 2016.")
            raise forms.ValidationError(words) from error


class ChangeForm(ActForm):
    name, title, button = "change", _("Change what the case says"), _("Keep")
    seen = forms.IntegerField(widget=forms.HiddenInput)
    case_title = forms.CharField(label=_("Title"), max_length=200, widget=word())
    summary = forms.CharField(label=_("What is known so far"), widget=long(5), required=False)
    plan = forms.CharField(label=_("Plan of the investigation"), widget=long(5), required=False)
    priority = forms.TypedChoiceField(label=_("Priority"), choices=Case.Priority.choices, coerce=int)
    reference = forms.CharField(
        label=_("Reference of the agency"), max_length=200, required=False, widget=word()
    )
    occurred_on = PartialDayField(label=_("Date of the act"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False, widget=LongSelect)
    subdivision = forms.CharField(
        label=_("Part of the country"), max_length=200, required=False, widget=word()
    )
    place_name = forms.CharField(label=_("Place"), max_length=200, required=False, widget=word())
    court = forms.ModelChoiceField(Court.objects.all(), label=_("Court"), required=False)

    def prepare(self) -> None:
        self.fields["country"].choices = [("", _("not known")), *vocabularies.country_choices()]
        self.initial = {name: getattr(self.case, name) for name in self.fields if hasattr(self.case, name)}
        self.initial |= {
            "case_title": self.case.title,
            "court": self.case.court_id,
            "seen": self.case.version,
        }

    def do(self) -> str:
        said = {**self.cleaned_data}
        seen, said["title"] = said.pop("seen"), said.pop("case_title")
        opening.change(self.case, by=self.person, seen=seen, **said)
        return gettext("It is kept.")

    def conflict(self) -> None:
        """Somebody changed the case meanwhile: what stands there now is shown beside what was written."""
        now = Case.objects.get(pk=self.case.pk)
        self.data = self.data.copy()
        self.data["seen"] = now.version
        for name in self.fields:
            field = {"case_title": "title"}.get(name, name)
            if name != "seen" and str(getattr(now, field) or "") != str(self.cleaned_data.get(name) or ""):
                there = str(getattr(now, field) or "–")
                self[name].help_text = gettext("Stands there now: {words}").format(words=there)


class LinkSeizureForm(ActForm):
    name, title, button = "link-seizure", _("Take a seizure in"), _("Take it in")
    hint = _("Its exhibits come with it. Everybody on the team sees of it what they may see of it anyway.")
    part: ClassVar[str] = "seizures"
    number = forms.CharField(label=_("Number of the seizure"), max_length=40, widget=word())
    how = forms.CharField(
        label=_("How it belongs to the case"), max_length=300, required=False, widget=word()
    )

    def clean_number(self) -> Incident:
        number = self.cleaned_data["number"].strip()
        found = Incident.objects.visible_to(self.person).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(gettext("There is no seizure of this number that you may see."))
        return found

    def do(self) -> str:
        incident = self.cleaned_data["number"]
        opening.link_seizure(self.case, incident, by=self.person, words=self.cleaned_data["how"])
        return gettext("{number} is in the case now.").format(number=incident.number)


class UnlinkSeizureForm(ActForm):
    name, title, button = "unlink-seizure", _("Take a seizure out"), _("Take it out")
    part: ClassVar[str] = "seizures"
    number = forms.ChoiceField(label=_("Seizure"))
    reason = forms.CharField(label=_("Why it does not belong to the case"), max_length=300, widget=word())

    def prepare(self) -> None:
        numbers = seizures_of(self.case, self.person).values_list("incident__number", flat=True)
        self.fields["number"].choices = [(number, number) for number in numbers]

    @classmethod
    def fits(cls, case: Case, person: Any) -> bool:
        return seizures_of(case, person).exists()

    def do(self) -> str:
        incident = Incident.objects.visible_to(self.person).get(number=self.cleaned_data["number"])
        opening.unlink_seizure(self.case, incident, reason=self.cleaned_data["reason"], by=self.person)
        return gettext("{number} is not in the case any more.").format(number=incident.number)


class LinkCaseForm(ActForm):
    name, title, button = "link-case", _("Link with another case"), _("Link")
    kind = forms.ChoiceField(label=_("This case"), choices=CaseLink.Kind.choices)
    number = forms.CharField(label=_("Number of the other case"), max_length=40, widget=word())
    how = forms.CharField(label=_("In words"), max_length=300, required=False, widget=word())

    def clean_number(self) -> Case:
        found = (
            Case.objects.visible_to(self.person).filter(number=self.cleaned_data["number"].strip()).first()
        )
        if found is None:
            raise forms.ValidationError(gettext("There is no case of this number that you may see."))
        return found

    def do(self) -> str:
        said = self.cleaned_data
        opening.link_case(self.case, said["number"], said["kind"], by=self.person, words=said["how"])
        return gettext("The cases are linked.")


class TaskForm(ActForm):
    name, title, button = "task", _("Add a task"), _("Add")
    part: ClassVar[str] = "tasks"
    what = forms.CharField(label=_("What is to be done"), max_length=300, widget=word())
    owner = forms.ModelChoiceField(Person.objects.none(), label=_("By whom"), required=False)
    due_on = forms.DateField(label=_("Until"), required=False, widget=day())

    def prepare(self) -> None:
        on_it = self.case.workers.filter(until_at=None).values("person")
        self.fields["owner"].queryset = Person.objects.filter(pk__in=on_it)

    def do(self) -> str:
        said = self.cleaned_data
        tasks.add(self.case, said["what"], by=self.person, owner=said["owner"], due_on=said["due_on"])
        return gettext("The task is added.")


class EndTaskForm(ActForm):
    name, title, button = "end-task", _("End a task"), _("Keep")
    part: ClassVar[str] = "tasks"
    may_be_closed: ClassVar[bool] = True
    task = forms.ModelChoiceField(Task.objects.none(), label=_("Task"), empty_label=None)
    state = forms.ChoiceField(
        label=_("It is"), choices=[("done", _("done")), ("dropped", _("dropped, for the reason below"))]
    )
    outcome = forms.CharField(label=_("What came of it, or why not"), widget=long(), required=False)

    def prepare(self) -> None:
        self.fields["task"].queryset = self.case.tasks.filter(state=Task.State.OPEN)
        self.fields["task"].initial = self.words.get("task")

    @classmethod
    def fits(cls, case: Case, person: Any) -> bool:
        return case.tasks.filter(state=Task.State.OPEN).exists()

    def do(self) -> str:
        said = self.cleaned_data
        act = tasks.end if said["state"] == "done" else tasks.drop
        act(said["task"], said["outcome"], by=self.person)
        return gettext("The task is ended.")


class FactForm(ActForm):
    """The value is written as people write it: a word, a number, yes or no, several with commas between."""

    name, title, button = "state-fact", _("State a fact that the law asks for"), _("State it")
    hint = _("What is stated without evidence counts as said, not as proved.")
    part: ClassVar[str] = "facts"
    fact = forms.ChoiceField(label=_("Fact"))
    value = forms.CharField(
        label=_("What is so"),
        max_length=300,
        widget=word(),
        help_text=_("A word, a number, yes or no; several with commas between."),
    )
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False, widget=word())
    involved = forms.ChoiceField(label=_("Of whom"), required=False)
    evidence = forms.CharField(
        label=_("What proves it"),
        required=False,
        widget=word(),
        help_text=_("Numbers of exhibits, seizures or documents, with commas between."),
    )

    def prepare(self) -> None:
        self.fields["fact"].choices = vocabularies.choices("law_facts")
        self.fields["fact"].initial = self.words.get("name")
        of = [(str(one.pk), people.name_of(one)) for one in people.of_case(self.case)]
        self.fields["involved"].choices = [("", gettext("the whole case")), *of]

    def do(self) -> str:
        said = self.cleaned_data
        of = self.case.involved.filter(pk=said["involved"]).first() if said["involved"] else None
        facts.state(
            self.case,
            said["fact"],
            plain_value(said["value"]),
            said["unit"],
            [each for each in said["evidence"].split(",") if each.strip()],
            by=self.person,
            involved=of,
        )
        return gettext("The fact is stated.")


def plain_value(text: str) -> Any:
    """What was written as the law reads it: numbers as numbers, yes and no as truth, several as a list."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    values = [_one(part) for part in parts]
    return values[0] if len(values) == 1 else values


def _one(text: str) -> Any:
    if text.casefold() in ("yes", "true", gettext("yes").casefold()):
        return True
    if text.casefold() in ("no", "false", gettext("no").casefold()):
        return False
    try:
        number = json.loads(text)
    except ValueError:
        return text
    is_number = isinstance(number, int | float) and not isinstance(number, bool) and isfinite(number)
    return number if is_number else text
