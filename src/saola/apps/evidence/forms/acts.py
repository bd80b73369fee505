"""One form an act. Each says whom it is offered to, and carries the act out; all of them can state an earlier time."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts import policy
from saola.apps.accounts.models import Person
from saola.apps.accounts.roles import ROLES, Permission
from saola.apps.catalogue import vocabularies
from saola.core.values import Quantity

from ..actions import copying, custody, disposing, keeping, laboratory, taking_in
from ..models import Exhibit, LaboratoryRequest, LiveAnimalCare, StorageLocation

FORMS: dict[str, type["ActForm"]] = {}


def _long(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _word(**more: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"dir": "auto", **more})


class ActForm(forms.Form):
    """``seen`` carries which entry the person had before them, so that a stale page enters nothing."""

    name: ClassVar[str]
    title: ClassVar[Promise]
    button: ClassVar[Promise]
    permission: ClassVar[Permission] = Permission.EVIDENCE_WRITE
    asks_again: ClassVar[bool] = False
    do_not_call_in_templates: ClassVar[bool] = True  # pages list the classes themselves

    seen = forms.IntegerField(widget=forms.HiddenInput)
    at = forms.DateTimeField(
        label=_("When"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text=_("Leave empty for now. An earlier time is kept beside the time of entry."),
    )

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        if "name" in cls.__dict__:
            FORMS[cls.name] = cls

    def __init__(self, *args: Any, exhibit: Exhibit, person: Any, **kwargs: Any) -> None:
        initial = {"seen": exhibit.version, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.exhibit, self.person = exhibit, person
        self.prepare()
        self.order_fields([*(name for name in self.fields if name not in ("at", "seen")), "at", "seen"])

    def prepare(self) -> None:
        """Choices that depend on the exhibit."""

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        """Whether the act makes sense now; whether it is allowed the policy says."""
        return True

    def do(self) -> str:
        """Carry the act out; returns a sentence for the person."""
        raise NotImplementedError

    @property
    def said(self) -> dict[str, Any]:
        """What was said, without the fields that only this form needs."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("at", "seen")}

    @property
    def when(self) -> dict[str, Any]:
        return {"at": self.cleaned_data["at"], "seen": self.cleaned_data["seen"]}

    def quantity(self, name: str) -> Quantity | None:
        amount = self.cleaned_data.get(name)
        return None if amount is None else Quantity(amount, self.exhibit.unit)

    def _amount(self, label: Any, *, required: bool = True, help_text: Any = "") -> forms.DecimalField:
        unit = vocabularies.label("units", self.exhibit.unit)
        return forms.DecimalField(
            label=label,
            required=required,
            min_value=0,
            max_digits=18,
            decimal_places=6,
            help_text=help_text or _now("in {unit}").format(unit=unit),
        )


def _holds(exhibit: Exhibit, person: Any) -> bool:
    return exhibit.where == "in_custody" and exhibit.holder == person.name


class HandOverForm(ActForm):
    name, title, button = "hand-over", _("Hand over"), _("Sign and hand over")
    to = forms.ModelChoiceField(
        Person.objects.none(), label=_("To"), help_text=_("They sign in and confirm within 72 hours.")
    )
    reason = forms.CharField(label=_("Why"), max_length=300, widget=_word())
    place = forms.CharField(label=_("Where"), max_length=200, required=False, widget=_word())
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
        return _holds(exhibit, person)

    def do(self) -> str:
        _event, code = custody.hand_over(self.exhibit, by=self.person, **self.said, **self.when)
        return _now("{exhibit} is signed away to {to}. Give them this code, it is shown once: {code}").format(
            exhibit=self.exhibit.number, to=self.cleaned_data["to"], code=code
        )


class SeenForm(ActForm):
    """What somebody sees of an exhibit: its seal, whether it is whole, how much there is."""

    seal = forms.CharField(
        label=_("Seal you see"),
        max_length=60,
        required=False,
        widget=_word(),
        help_text=_("as it is printed"),
    )
    has_no_seal = forms.BooleanField(label=_("There is no seal"), required=False)
    is_damaged = forms.BooleanField(label=_("The seal is damaged"), required=False)

    def prepare(self) -> None:
        self.fields["amount"] = self._amount(_("Counted or weighed"), required=False)

    def seen_words(self) -> dict[str, Any]:
        said = self.cleaned_data
        seal = said["seal"].strip() or None
        return {
            "seal": "" if said["has_no_seal"] else seal,
            "is_seal_whole": not said["is_damaged"],
            "quantity": self.quantity("amount"),
        }


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
        return _now("You hold {exhibit} now.").format(exhibit=self.exhibit.number)


class MoveForm(ActForm):
    name, title, button = "move", _("Move in store"), _("Move")
    place = forms.ModelChoiceField(StorageLocation.objects.all(), label=_("To"))

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return _holds(exhibit, person)

    def do(self) -> str:
        custody.move(self.exhibit, by=self.person, **self.said, **self.when)
        return _now("{exhibit} is in {place} now.").format(
            exhibit=self.exhibit.number, place=self.cleaned_data["place"]
        )


class SealForm(ActForm):
    name, title, button = "seal", _("Seal"), _("Seal")
    seal = forms.CharField(label=_("Number of the new seal"), max_length=60, widget=_word())
    witness = forms.CharField(label=_("Witness"), max_length=200, required=False, widget=_word())

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return _holds(exhibit, person) and not exhibit.seal

    def do(self) -> str:
        custody.put_seal(self.exhibit, by=self.person, **self.said, **self.when)
        return _sealed(self)


def _sealed(form: ActForm) -> str:
    return _now("{exhibit} bears the seal {seal}.").format(
        exhibit=form.exhibit.number, seal=form.exhibit.seal
    )


class ReplaceSealForm(ActForm):
    name, title, button = "replace-seal", _("Replace the seal"), _("Replace the seal")
    new_seal = forms.CharField(label=_("Number of the new seal"), max_length=60, widget=_word())
    reason = forms.CharField(label=_("Why"), max_length=300, widget=_word())
    witness = forms.CharField(label=_("Witness"), max_length=200, widget=_word())

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return _holds(exhibit, person) and bool(exhibit.seal)

    def do(self) -> str:
        custody.replace_seal(self.exhibit, by=self.person, **self.said, **self.when)
        return _sealed(self)


class OpenSealForm(ActForm):
    name, title, button = "open-seal", _("Open the seal"), _("Open the seal")
    reason = forms.CharField(label=_("Why"), max_length=300, widget=_word())
    witness = forms.CharField(label=_("Witness"), max_length=200, widget=_word())

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return _holds(exhibit, person) and bool(exhibit.seal)

    def do(self) -> str:
        custody.open_seal(self.exhibit, by=self.person, **self.said, **self.when)
        return _now("The seal is opened. Seal it again before it leaves your hands.")


class SplitForm(ActForm):
    name, title, button = "split", _("Split"), _("Split")
    parts = forms.CharField(
        label=_("Quantity of each part"),
        max_length=300,
        help_text=_("one number a part, with spaces between: 4.5 2"),
    )
    reason = forms.CharField(label=_("Why"), max_length=300, widget=_word())

    def prepare(self) -> None:
        self.fields["remaining"] = self._amount(_("What remains, counted or weighed"), required=False)

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return _holds(exhibit, person) and not exhibit.seal

    def clean_parts(self) -> list[Quantity]:
        number = forms.DecimalField(min_value=0, max_digits=18, decimal_places=6)
        return [
            Quantity(number.clean(each), self.exhibit.unit) for each in self.cleaned_data["parts"].split()
        ]

    def do(self) -> str:
        custody.split(
            self.exhibit,
            quantities=self.cleaned_data["parts"],
            reason=self.cleaned_data["reason"],
            remaining=self.quantity("remaining"),
            by=self.person,
            **self.when,
        )
        return _now("{exhibit} is split. Print a label for each part.").format(exhibit=self.exhibit.number)


class SampleForm(ActForm):
    name, title, button = "sample", _("Take a sample"), _("Take a sample")
    amount = forms.DecimalField(label=_("Quantity"), min_value=0, max_digits=18, decimal_places=6)
    unit = forms.ChoiceField(label=_("Unit"))
    method = forms.CharField(label=_("Method"), max_length=200, required=False, widget=_word())

    def prepare(self) -> None:
        self.fields["unit"].choices = vocabularies.choices("units")
        self.fields["unit"].initial = self.exhibit.unit

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return _holds(exhibit, person) and not exhibit.seal

    def do(self) -> str:
        quantity = Quantity(self.cleaned_data["amount"], self.cleaned_data["unit"])
        custody.sample(
            self.exhibit,
            quantity=quantity,
            method=self.cleaned_data["method"],
            by=self.person,
            **self.when,
        )
        return _now("The sample is an exhibit of its own. Print its label.")


class LaboratoryForm(ActForm):
    name, title, button = "laboratory", _("Send to a laboratory"), _("Send")
    laboratory = forms.CharField(label=_("Laboratory"), max_length=200, widget=_word())
    method = forms.ChoiceField(label=_("Method"), choices=LaboratoryRequest.Method.choices)
    question = forms.CharField(label=_("Question"), max_length=2000, widget=_long())

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return _holds(exhibit, person)

    def do(self) -> str:
        request = laboratory.send(self.exhibit, by=self.person, **self.said, **self.when)
        return _now("It is sent under the request {number}.").format(number=request.number)


class CourtForm(ActForm):
    name, title, button = "court", _("Put before a court"), _("Hand to the court")
    court = forms.CharField(label=_("Court"), max_length=200, widget=_word())
    case = forms.CharField(label=_("Case"), max_length=200, widget=_word())

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return _holds(exhibit, person)

    def do(self) -> str:
        custody.put_on_display(self.exhibit, by=self.person, **self.said, **self.when)
        return _now("It is with the court. Enter its receipt when it comes.")


class AcknowledgeForm(ActForm):
    name, title, button = "acknowledge", _("Enter their receipt"), _("Enter")
    reference = forms.CharField(
        label=_("Which paper confirms it"), max_length=200, widget=_word(), help_text=_("number and date")
    )

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return exhibit.where in ("at_laboratory", "in_court")

    def do(self) -> str:
        custody.acknowledge(self.exhibit, by=self.person, **self.said, **self.when)
        return _now("The receipt is entered.")


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
        return _now("You hold {exhibit} now.").format(exhibit=self.exhibit.number)


class CheckForm(SeenForm):
    name, title, button = "check", _("Say what you see"), _("Enter")

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return exhibit.where != "disposed"

    def do(self) -> str:
        before = self.exhibit.open_discrepancies
        custody.check(self.exhibit, by=self.person, **self.seen_words(), **self.when)
        if self.exhibit.open_discrepancies > before:
            return _now("What you saw differs from the record. It stays open until somebody explains it.")
        return _now("What you saw agrees with the record.")


class CorrectForm(ActForm):
    name, title, button = "correct", _("Correct or explain an entry"), _("Enter")
    entry = forms.TypedChoiceField(label=_("Entry"), coerce=int)
    says = forms.CharField(
        label=_("What is right, and how it is known"),
        max_length=1000,
        widget=_long(),
        help_text=_("The entry itself stays as it is."),
    )

    def prepare(self) -> None:
        entries = self.exhibit.custody.order_by("number")
        self.fields["entry"].choices = [
            (each.number, f"{each.number} · {each.get_kind_display()}") for each in entries
        ]
        self.fields["amount"] = self._amount(_("What is there, if the quantity was wrong"), required=False)

    def do(self) -> str:
        custody.correct(
            self.exhibit,
            entry=self.cleaned_data["entry"],
            says=self.cleaned_data["says"],
            quantity=self.quantity("amount"),
            by=self.person,
            **self.when,
        )
        return _now("Your correction stands beside the entry.")


class CareForm(ActForm):
    name, title, button = "care", _("Care book"), _("Enter")
    kind = forms.ChoiceField(label=_("What"), choices=LiveAnimalCare.Kind.choices)
    animals = forms.IntegerField(label=_("How many animals"), min_value=0, required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=_word())

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return exhibit.sort == Exhibit.Sort.LIVE and exhibit.where != "disposed"

    def do(self) -> str:
        keeping.care_for(self.exhibit, by=self.person, at=self.cleaned_data["at"], **self.said)
        return _now("It is in the care book.")


class FileForm(ActForm):
    name, title, button = "file", _("Seal a photograph or file"), _("Seal")
    file = forms.FileField(
        label=_("File"), help_text=_("Kept as it is, hashed while it arrives, never altered.")
    )
    device = forms.CharField(
        label=_("Device"), max_length=200, required=False, widget=_word(), help_text=_("camera, phone, disk")
    )
    made_by = forms.CharField(label=_("Made by"), max_length=200, required=False, widget=_word())
    write_blocker = forms.CharField(label=_("Write blocker"), max_length=200, required=False)
    clock_offset = forms.IntegerField(
        label=_("Seconds its clock was ahead"),
        required=False,
        help_text=_("compare it with true time; behind is a negative number"),
    )

    def do(self) -> str:
        said = self.said
        upload = said.pop("file")
        file = taking_in.seal_file(self.exhibit, upload, upload.name, by=self.person, **said)
        copying.copy_of(file)
        return _now("{name} is sealed. SHA-256 for the paper form: {digest}").format(
            name=file.kept_name, digest=file.sha256
        )


class DisposeForm(ActForm):
    name, title, button = "dispose", _("Dispose of it by order"), _("Dispose of it")
    permission = Permission.EVIDENCE_DISPOSE
    asks_again = True
    order = forms.CharField(label=_("Number of the order"), max_length=100, widget=_word())
    ordered_by = forms.CharField(label=_("Court or authority"), max_length=200, widget=_word())
    ordered_on = forms.DateField(label=_("Date of the order"), widget=forms.DateInput(attrs={"type": "date"}))
    manner = forms.ChoiceField(label=_("Manner"))
    witness = forms.CharField(label=_("Witness"), max_length=200, widget=_word())

    def prepare(self) -> None:
        self.fields["manner"].choices = vocabularies.choices("disposal")
        del self.fields["at"]

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return _holds(exhibit, person)

    def do(self) -> str:
        disposing.dispose(self.exhibit, by=self.person, **self.said)
        return _now("{exhibit} is disposed of. Its record stays.").format(exhibit=self.exhibit.number)


def acts_for(exhibit: Exhibit, person: Any) -> Iterator[type[ActForm]]:
    """What ``person`` may do with the exhibit as it is now, in the order of the work."""
    for form in FORMS.values():
        allowed = policy.decide(person, form.permission, exhibit, {"purpose": "custody"})
        if form.fits(exhibit, person) and allowed:
            yield form
