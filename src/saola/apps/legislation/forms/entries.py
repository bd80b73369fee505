"""Fields that every entry of law has: its days, and where it is known from."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saola.apps.catalogue.forms import DayField
from saola.core.values import Mark

CODE = r"^[A-Z]{2}-[A-Za-z0-9][A-Za-z0-9_.()-]*$"


def long(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def word(**more: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"dir": "auto", **more})


def many() -> forms.CheckboxSelectMultiple:
    return forms.CheckboxSelectMultiple(attrs={"class": "checks"})


class EndField(DayField):
    """A day as exactly as it is known, or ``unknown`` where it ended and nobody knows when."""

    def clean(self, value: Any) -> Any:
        return "unknown" if str(value or "").strip().lower() == "unknown" else super().clean(value)


class CodeField(forms.RegexField):
    """The code of a statute or provision: the country, the statute, the section."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            CODE,
            max_length=80,
            error_messages={
                "invalid": _("Please begin with the country, as QZ-WPA-2009-21, without spaces.")
            },
            widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
            **options,
        )


class SourceFields(forms.Form):
    """Where it is known from."""

    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        widget=word(),
        help_text=_("the gazette, the publication, or whose recollection it is"),
    )
    locator = forms.CharField(label=_("Place in the source"), max_length=300, required=False, widget=word())
    mark = forms.ChoiceField(
        label=pgettext_lazy("of a source", "How far it was checked"),
        choices=[(Mark.CHECKED.value, _("I read it there")), (Mark.MEMORY.value, _("From memory; not read"))],
    )
    note = forms.CharField(label=_("Note"), required=False, widget=long())

    def source_data(self) -> dict[str, str]:
        said = self.cleaned_data
        return {name: said[name] for name in ("source", "locator", "mark", "note") if said[name]}


def listed(text: str) -> list[str]:
    """Words with commas between."""
    return [one.strip() for one in text.split(",") if one.strip()]
