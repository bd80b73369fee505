"""On what can one State ask another for assistance on a day? All treaties both are bound by, with what was declared."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.law import treaty_book
from saola.core.law.conducts import Area
from saola.core.law.convention import Purpose, convention_applies
from saola.core.law.legal_basis import Bases, Basis, legal_basis
from saola.core.law.treaties import Assistance, TreatyBook
from saola.core.values import Finding, Outcome, gettext_noop, say

from ..about_offence import serious_sentence
from ..answers import Answer, Cell, Shown, Table, cells, columns, outcome_cell
from ..ask_form import state_field
from ..fact_fields import TruthField
from ..states import about_states
from . import Question
from .convention import OffenceForm


def _assistance() -> list[tuple[str, str]]:
    return vocabularies.choices("assistance")


def _areas() -> list[tuple[str, str]]:
    return vocabularies.choices("law_areas")


class BasisForm(OffenceForm):
    """Who asks whom for what, on which day; the offence only where the organized crime convention hangs on it."""

    asking = state_field(gettext_lazy("Asking State"))
    asked = state_field(gettext_lazy("Requested State"))
    assistance = forms.ChoiceField(label=gettext_lazy("Asks for"), choices=_assistance)
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("What the offences are about"),
        choices=_areas,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checks"}),
    )
    reciprocity = TruthField(
        label=gettext_lazy("The law of the requested State allows assistance without a treaty")
    )
    field_order = ("asking", "asked", "on", "assistance", "areas", "reciprocity", "provision", "serious")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("asking") and data.get("asking") == data.get("asked"):
            raise forms.ValidationError(_("Please choose two different States."))
        return data


def answer(form: BasisForm) -> Answer:
    """Rule R8: every basis in question, in the order of preference."""
    data, on, book = form.cleaned_data, form.whole_day(), treaty_book()
    assistance = Assistance(data["assistance"])
    states = (data["asking"], data["asked"])
    serious = form.is_serious()
    convention = convention_applies(
        form.facts(), serious, on=on, states=states, book=book, purpose=Purpose.ASSISTANCE
    )
    finding = legal_basis(
        *states,
        assistance,
        on=on,
        book=book,
        areas=frozenset(Area(area).value for area in data["areas"]),
        convention=convention,
        reciprocity=data["reciprocity"],
    )
    bases = finding.value or Bases(())
    titles = _titles(book)
    return Answer(
        (
            Shown("legal_basis", _("Legal basis"), finding, _sentence(finding, bases, titles)),
            Shown("convention", _("The organized crime convention, for assistance"), convention),
            Shown("serious_crime", _("Serious crime"), serious, serious_sentence(serious)),
        ),
        (_bases_table(bases, titles), _declared_table(book, states, on)),
        notes=tuple(about_states(states, "untoc", on, book)),
        data={"recommended": bases.recommended, "holding": list(bases.holding), "states": list(states)},
    )


def _titles(book: TreatyBook) -> dict[str, str]:
    return {"domestic_law": _("Law of the requested State"), **{one.id: one.title for one in book.treaties}}


def _sentence(finding: Finding[Any], bases: Bases, titles: dict[str, str]) -> Any:
    if bases.recommended:
        return say(gettext_noop("Yes. Recommended: {basis}."), basis=titles[bases.recommended])
    if finding.outcome is Outcome.NO:
        return say(gettext_noop("There is no legal basis on this day; one may ask as a courtesy."))
    return say(gettext_noop("Whether there is a legal basis is not known."))


def _bases_table(bases: Bases, titles: dict[str, str]) -> Table:
    def row(basis: Basis) -> tuple[Cell, ...]:
        named = Cell(titles[basis.id], plain=basis.id)
        return cells(named, basis.article, outcome_cell(basis.outcome))

    heads = columns(
        ("basis", _("Basis")), ("article", _("Article"), "whole"), ("outcome", _("Holds on the day"))
    )
    return Table("bases", _("Every basis in question, preferred first"), heads, tuple(map(row, bases.bases)))


def _declared_table(book: TreatyBook, states: tuple[str, ...], on: Any) -> Table:
    """Reservations and declarations of both, under any treaty, that stood or may have stood."""
    rows = tuple(
        cells(
            Cell(vocabularies.country_label(one.state), plain=one.state),
            Cell(book.treaty(one.treaty).title, plain=one.treaty),
            one.kind,
            one.article,
            one.words,
            one.source.mark.value,
        )
        for treaty in book.treaties
        for state in states
        for one in book.declared(treaty.id, state, on)
    )
    heads = columns(
        ("state", _("State")),
        ("treaty", _("Treaty")),
        ("kind", _("Kind")),
        ("article", _("Article"), "whole"),
        ("words", _("Words")),
        ("mark", _("Checked")),
    )
    return Table("declarations", _("Reservations and declarations of both States"), heads, rows)


QUESTION = Question(
    "legal-basis",
    gettext_lazy("On what can assistance be asked?"),
    gettext_lazy("The treaties by which two States were bound on a day, with reservations and declarations."),
    BasisForm,
    answer,
)
