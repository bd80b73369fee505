"""A form of facts: only those that are asked, each with what proves it. All of it stands in the address."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.apps.catalogue import vocabularies
from saola.core.law import Fact, Facts
from saola.core.law.asked_facts import Asked, AskedAs

from .answers import Day
from .species import SpeciesMeant, species_meant
from .words import OTHER, fact_label, word_label

OF_SPECIES = frozenset(("taxon", "appendix", "group", "schedule"))
_LONGEST = 300
_SEVERAL = frozenset(("conduct",))
_TRUTHS = {"yes": True, "no": False}
_PARTS = re.compile(r"[;,\n]+")


class TruthField(forms.ChoiceField):
    """Yes, no, or not known."""

    def __init__(self, **options: Any) -> None:
        choices = [("", gettext_lazy("not known")), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]
        super().__init__(choices=choices, required=False, **options)

    def clean(self, value: Any) -> bool | None:
        return _TRUTHS.get(super().clean(value))


class FactsForm(forms.Form):
    """``asked`` are the facts; names in the address are ``f-NAME`` and, for what proves it, ``f-NAME-by``."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any,
        asked: Iterable[Asked],
        *,
        with_species: bool | None = None,
        with_evidence: bool = True,
    ) -> None:
        super().__init__(data, prefix="f")
        asked = tuple(asked)
        self.with_evidence = with_evidence
        self.asked = tuple(one for one in asked if one.name != "taxon")
        names = {one.name for one in asked}
        self.with_species = bool(names & OF_SPECIES) if with_species is None else with_species
        if self.with_species:
            self.fields["species"] = forms.CharField(
                label=fact_label("species"),
                max_length=_LONGEST,
                required=False,
                help_text=_("By any name; its group and Appendix on the day are looked up."),
                widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            )
            self._add_evidence("species")
        for one in self.asked:
            self.fields[one.name] = _field(one)
            self._add_evidence(one.name)

    def _add_evidence(self, name: str) -> None:
        if not self.with_evidence or name in _SEVERAL:
            return
        self.fields[f"{name}-by"] = forms.CharField(
            label=_("What proves it"),
            max_length=_LONGEST,
            required=False,
            widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Each fact beside what proves it (``None`` where that is not asked), as bound fields."""
        names = (["species"] if self.with_species else []) + [one.name for one in self.asked]
        proofs = {name: f"{name}-by" for name in names if f"{name}-by" in self.fields}
        return [(self[name], self[proofs[name]] if name in proofs else None) for name in names]

    def species(self, on: Day | None) -> SpeciesMeant:
        """What the name given for the species stands for on the day."""
        given = self.cleaned_data.get("species") or ""
        return species_meant(given, on, self._evidence("species"))

    def facts(self, on: Day | None) -> Facts:
        """The facts as told. What is told by itself goes before what follows from the species."""
        known = dict(self.species(on).facts) if self.with_species else {}
        for one in self.asked:
            value = self.cleaned_data.get(one.name)
            if value not in (None, "", []):
                known[one.name] = Fact(_value(value), one.unit, self._evidence(one.name))
        return Facts(known)

    def _evidence(self, name: str) -> tuple[str, ...]:
        told = self.cleaned_data.get(f"{name}-by") or ""
        return tuple(part.strip() for part in _PARTS.split(told) if part.strip())


def _value(value: Any) -> Any:
    return frozenset(value) if isinstance(value, list) else value


def _field(asked: Asked) -> forms.Field:
    label = fact_label(asked.name)
    help_text = _("It counts only if it is proved.") if asked.needs_proof else ""
    if asked.asked_as is AskedAs.FLAG:
        return TruthField(label=label, help_text=help_text)
    if asked.asked_as is AskedAs.NUMBER:
        named = f"{label} ({asked.unit})" if asked.unit else label
        number = forms.NumberInput(attrs={"step": "any", "dir": "ltr"})
        return forms.DecimalField(
            label=named,
            required=False,
            min_value=Decimal(0),
            max_digits=20,
            widget=number,
            help_text=help_text,
        )
    if asked.name == "committed_in":
        return CodesField(label=label, help_text=_("Two letters each, such as TZ, VN."))
    choices = [(word, word_label(asked.name, word)) for word in _words(asked)]
    if asked.name in _SEVERAL:
        boxes = forms.CheckboxSelectMultiple(attrs={"class": "checks"})
        return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=boxes)
    return forms.ChoiceField(
        label=label, required=False, choices=[("", _("not known")), *choices], help_text=help_text
    )


def _words(asked: Asked) -> tuple[str, ...]:
    if asked.name == "appendix":
        return ("I", "II", "III", "none")
    if asked.name == "conduct":
        return tuple(sorted(asked.words, key=lambda word: word_label("conduct", word)))
    return (*asked.words, OTHER)


class CodesField(forms.CharField):
    """Codes of States, a list of them in one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=_LONGEST, required=False, **options)
        self.widget.attrs |= {"dir": "ltr", "autocapitalize": "characters", "autocomplete": "off"}

    def clean(self, value: Any) -> list[str]:
        codes = [code.upper() for code in re.split(r"[\s;,]+", super().clean(value)) if code]
        strange = [code for code in codes if not vocabularies.is_country(code)]
        if strange:
            raise forms.ValidationError(
                _("No country has the code {codes}. Please write the two letters of each.").format(
                    codes=", ".join(strange)
                )
            )
        return codes
