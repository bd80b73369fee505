"""One form an act. Each says whom it is offered to, and carries the act out; all of them can state an earlier time."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import vocabularies
from saola.core.values import Quantity

from ..models import Exhibit

FORMS: dict[str, type["ActForm"]] = {}


def long(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def word(**more: Any) -> forms.TextInput:
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
            help_text=help_text or gettext("in {unit}").format(unit=unit),
        )


def holds(exhibit: Exhibit, person: Any) -> bool:
    return exhibit.where == "in_custody" and exhibit.holder == person.name


class SeenForm(ActForm):
    """What somebody sees of an exhibit: its seal, whether it is whole, how much there is."""

    seal = forms.CharField(
        label=_("Seal you see"),
        max_length=60,
        required=False,
        widget=word(),
        help_text=_("as it is printed"),
    )
    has_no_seal = forms.BooleanField(label=_("There is no seal"), required=False)
    is_damaged = forms.BooleanField(label=_("The seal is damaged"), required=False)

    def prepare(self) -> None:
        self.fields["amount"] = self._amount(_("Counted or weighed"), required=False)
        self.order_fields(["seal", "has_no_seal", "is_damaged", "amount"])

    def seen_words(self) -> dict[str, Any]:
        said = self.cleaned_data
        seal = said["seal"].strip() or None
        return {
            "seal": "" if said["has_no_seal"] else seal,
            "is_seal_whole": not said["is_damaged"],
            "quantity": self.quantity("amount"),
        }


def acts_for(exhibit: Exhibit, person: Any) -> Iterator[type[ActForm]]:
    """What ``person`` may do with the exhibit as it is now, in the order of the work."""
    for form in FORMS.values():
        allowed = policy.decide(person, form.permission, exhibit, {"purpose": "custody"})
        if form.fits(exhibit, person) and allowed:
            yield form
