"""Forms of what is done before a court: each says what it is about and when it makes sense."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise

from saola.apps.accounts.roles import Permission

from ..models import Case

FORMS: dict[str, type["CourtForm"]] = {}


def long(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


def moment(label: Any, **more: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **more
    )


class CourtForm(forms.Form):
    """``row`` is what the act is about; ``seen`` carries its version as the person had it before them."""

    name: ClassVar[str]
    title: ClassVar[Promise]
    button: ClassVar[Promise]
    about: ClassVar[Any]
    permission: ClassVar[Permission] = Permission.CASES_PROSECUTE
    do_not_call_in_templates: ClassVar[bool] = True

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        if "name" in cls.__dict__:
            FORMS[cls.name] = cls

    def __init__(self, *args: Any, case: Case, row: Any, person: Any, **kwargs: Any) -> None:
        initial = {"seen": getattr(row, "version", None), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.case, self.row, self.person = case, row, person
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on the row."""

    @classmethod
    def fits(cls, row: Any) -> bool:
        """Whether the act makes sense now; whether it is allowed the policy says."""
        return True

    def do(self) -> Any:
        """Carry the act out."""
        raise NotImplementedError

    @property
    def words(self) -> dict[str, Any]:
        """What was said, as keywords of the act."""
        return {"by": self.person, **self.cleaned_data}


def renamed(words: dict[str, Any]) -> dict[str, Any]:
    """A field cannot be called ``words`` beside the property; the acts take it by that name."""
    return {"words" if name == "words_said" else name: value for name, value in words.items()}


def acts_for(row: Any, may: Callable[[Permission], bool]) -> list[type[CourtForm]]:
    """The acts that make sense for ``row`` now, and that ``may`` allows."""
    found = [form for form in FORMS.values() if form.about is type(row)]
    return [form for form in found if form.fits(row) and may(form.permission)]
