"""Was what was done criminal in two States? By conduct, with the table that goes with a request."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.apps.catalogue import vocabularies
from saola.apps.legislation.queries import law_book
from saola.core.law import BadLawError
from saola.core.law.asked_facts import Asked, AskedAs
from saola.core.law.conduct_in_both import Covered, criminal_in_both
from saola.core.law.conducts import Conduct
from saola.core.law.penalties import Term
from saola.core.values import Finding, Outcome, gettext_noop, say

from ..about_offence import facts_of_offences, groups_of_law, page_of
from ..answers import Answer, Cell, Shown, Table, cells, columns, outcome_cell, outcome_in_words
from ..ask_form import AskForm, FullDayField, state_field
from ..fact_fields import FactsForm
from ..words import word_label
from . import Question


class BothStatesForm(AskForm):
    """Two States, the day, and what was done to which species."""

    first = state_field(gettext_lazy("In"))
    second = state_field(gettext_lazy("And in"))
    on = FullDayField(label=gettext_lazy("Date"), help_text="2016-06-01")
    floor = forms.CharField(
        label=gettext_lazy("Maximum that extradition asks of both"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Such as 12 months or 1 year."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    field_order = ("first", "second", "on", "floor")

    def make_parts(self) -> Iterable[forms.Form]:
        book = law_book()
        states = [self.told("first"), self.told("second")] if self.is_bound else []
        known = [one for state in states for law in book.of_country(state) for one in law.provisions]
        asked = [one for one in facts_of_offences(known) if one.name not in ("conduct", "schedule")]
        names = {one.name for one in asked}
        always = (
            Asked("conduct", AskedAs.WORD, tuple(sorted(Conduct))),
            *(() if "appendix" in names else (Asked("appendix", AskedAs.WORD),)),
            *(() if "group" in names else (groups_of_law(),)),
            *(Asked(name, AskedAs.FLAG) for name in ("permit",) if name not in names),
        )
        yield FactsForm(self.data, (*always, *asked), with_species=True)

    def clean_floor(self) -> Term | None:
        return term_told(self.cleaned_data["floor"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("first") and data.get("first") == data.get("second"):
            raise forms.ValidationError(_("Please choose two different States."))
        return data


def term_told(text: str) -> Term | None:
    """A time such as 12 months. Raises ``ValidationError``."""
    if not text.strip():
        return None
    try:
        return Term.parse(text)
    except BadLawError as error:
        raise forms.ValidationError(
            _("Please write a time in years, months or days, such as 12 months.")
        ) from error


def answer(form: BothStatesForm) -> Answer:
    """Rule R3 for each thing done, and the table of provisions."""
    data, facts = form.cleaned_data, form.parts[0].facts(form.day())
    finding = criminal_in_both(
        data["first"], data["second"], facts, on=form.whole_day(), book=law_book(), floor=data["floor"]
    )
    rows = tuple(
        cells(
            Cell(word_label("conduct", line.conduct), plain=line.conduct),
            _provisions(line.here),
            _provisions(line.there),
            outcome_cell(line.outcome),
        )
        for line in finding.value or ()
    )
    first, second = (vocabularies.country_label(data[name]) for name in ("first", "second"))
    heads = columns(
        ("conduct", _("What was done")), ("first", first), ("second", second), ("outcome", _("In both"))
    )
    trouble = form.parts[0].species(form.day()).trouble
    return Answer(
        (Shown("dual_criminality", _("Criminal in both"), finding, _sentence(finding, first, second)),),
        (Table("mapping", _("What was done, and by which provision of each"), heads, rows),) if rows else (),
        notes=(say("{text}", text=trouble),) if trouble else (),
        data={"states": [data["first"], data["second"]]},
    )


def _provisions(found: tuple[Covered, ...]) -> Cell:
    words = [f"{one.provision} ({outcome_in_words(one.outcome)})" for one in found]
    plain = [{"provision": one.provision, "outcome": one.outcome.value} for one in found]
    url = page_of(found[0].provision) if len(found) == 1 else ""
    return Cell("; ".join(words) or "–", url, plain)


def _sentence(finding: Finding[Any], first: str, second: str) -> Any:
    template = {
        Outcome.YES: gettext_noop("Criminal in {first} and in {second}."),
        Outcome.NO: gettext_noop("Not criminal in both, {first} and {second}."),
        Outcome.UNKNOWN: gettext_noop("Whether it was criminal in {first} and in {second} is not known."),
    }[finding.outcome]
    return say(template, first=first, second=second)


QUESTION = Question(
    "dual-criminality",
    gettext_lazy("Was it criminal in both States?"),
    gettext_lazy(
        "By what was done, to which species, on which day; the names of the offences do not matter."
    ),
    BothStatesForm,
    answer,
)
