"""What all questions share as forms: a day, provisions and States to choose from, parts, and every complaint in one message."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.forms import CodeField, DayField, LongSelect
from saola.apps.legislation.queries import law_book
from saola.core.law.statutes import Nature, Provision
from saola.core.values import PartialDate

from .answers import Day, as_day, certain_day
from .fact_fields import FactsForm

MOST_ROWS = 12


class FullDayField(DayField):
    """A date that must be known to the day."""

    def clean(self, value: Any) -> PartialDate | None:
        day = super().clean(value)
        if day is not None and day.day is None:
            raise forms.ValidationError(_("Please give the whole day here, as 2016-06-01."))
        return day


class ProvisionField(forms.ChoiceField):
    """A provision of the book, or none."""

    widget = LongSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=provision_choices, **options)


def provision_choices() -> list[tuple[str, str]]:
    known = [one for one in law_book().provisions.values() if one.nature is Nature.OFFENCE]
    known.sort(key=lambda one: (vocabularies.country_label(one.territory.country).casefold(), one.id))
    return [("", _("not given")), *((one.id, provision_label(one)) for one in known)]


def provision_label(provision: Provision) -> str:
    """The country, the section where one is named, and the id."""
    country = vocabularies.country_label(provision.territory.country)
    section = f"{provision.section} · " if provision.section else ""
    return f"{country} · {section}{provision.id}"


class LawCountryField(forms.ChoiceField):
    """A country whose law is loaded, or none."""

    widget = LongSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=_countries_with_law, **options)


def _countries_with_law() -> list[tuple[str, str]]:
    codes = {
        law.country for law in law_book().laws if any(one.nature is Nature.OFFENCE for one in law.provisions)
    }
    known = sorted((vocabularies.country_label(code), code) for code in codes)
    return [("", _("not given")), *((code, f"{label} ({code})") for label, code in known)]


def state_field(label: Any, help_text: Any = "") -> CodeField:
    """A State among all there are and were; it must be given."""
    field = CodeField("countries", label=label, help_text=help_text)
    field.required = True
    return field


class AskForm(forms.Form):
    """A question in the address. Further ``parts`` hang on what was chosen; ``sections`` is what the page shows."""

    use_required_attribute = False
    on = DayField(label=gettext_lazy("Date"), help_text=gettext_lazy("2016-06-01, 2016-06 or 2016"))

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.parts: list[forms.Form] = list(self.make_parts())

    def make_parts(self) -> Iterable[forms.Form]:
        """Forms beside this one."""
        return ()

    def told(self, name: str) -> str:
        """What was written into a field, before it is checked."""
        return str((self.data or {}).get(name) or "").strip()

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(part.is_valid() for part in self.parts)])

    def complaints(self) -> list[tuple[str, str, str]]:
        """Everything that cannot be asked so: the name in the address, the label, the sentence."""
        return [
            (form.add_prefix(name), str(form.fields[name].label or ""), str(error))
            if name in form.fields
            else ("", "", str(error))
            for form in (self, *self.parts)
            for name, errors in form.errors.items()
            for error in errors
        ]

    def sections(self) -> Iterator[tuple[str, list[Any], bool]]:
        """Groups of bound fields: a heading (empty for the first), the fields, whether the group is open."""
        yield "", [self[name] for name in self.fields], True

    @property
    def facts_part(self) -> FactsForm | None:
        """The form of facts, where the question has one."""
        return next((part for part in self.parts if isinstance(part, FactsForm)), None)

    def links(self) -> dict[str, str]:
        """Where on the page each thing that is missing can be given."""
        known = {}
        for form in (self, *self.parts):
            for name in form.fields:
                known.setdefault(name, f"#{form[name].id_for_label}")
        if "species" in known:
            known |= dict.fromkeys(("taxon", "group", "species"), known["species"]) | {
                "appendix": known.get("appendix", known["species"])
            }
        return known

    def day(self, name: str = "on") -> Day | None:
        return as_day(self.cleaned_data.get(name))

    def whole_day(self, name: str = "on") -> Any:
        return certain_day(self.cleaned_data.get(name))


def numbered(make: Callable[[int], forms.Form], data: Any, stem: str, spare: int = 1) -> list[forms.Form]:
    """Forms in rows (``step1-…``, ``step2-…``): as many as were filled in, and ``spare`` more."""
    filled = [
        number
        for number in range(1, MOST_ROWS + 1)
        if any(str(key).startswith(f"{stem}{number}-") and data.get(key) for key in data or ())
    ]
    return [make(number) for number in range(1, min(max(filled, default=0) + spare, MOST_ROWS) + 1)]
