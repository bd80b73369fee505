"""How do countries compare? What each has in force on a day for a kind of conduct and species."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.apps.catalogue import vocabularies
from saola.apps.legislation.queries import law_book
from saola.core.law import Fact, Facts
from saola.core.law.asked_facts import Asked, AskedAs
from saola.core.law.conducts import Conduct
from saola.core.law.reach import Offence, Reach, law_for, up_to
from saola.core.law.serious_crime import LIFE_MONTHS, months
from saola.core.law.statutes import Nature
from saola.core.values import Message, Outcome, gettext_noop, say

from ..about_offence import custody_words, groups_of_law, page_of
from ..answers import Answer, Cell, Drawing, Table, cells, columns, outcome_cell
from ..ask_form import AskForm, FullDayField
from ..fact_fields import FactsForm
from ..words import word_label
from . import Question

_FOUR_YEARS = 48
_LIFE_BAR = 480
"""Life and death are drawn as forty years, the length of the longest terms; the label says what they are."""


def _verbs() -> list[tuple[str, str]]:
    return sorted(((str(verb), word_label("conduct", verb)) for verb in Conduct), key=lambda pair: pair[1])


def _areas() -> list[tuple[str, str]]:
    return [("", _("any")), *vocabularies.choices("law_areas")]


class ComparisonForm(AskForm):
    """The day, what was done and to which species."""

    on = FullDayField(label=gettext_lazy("Date"), help_text="2016-06-01")
    conduct = forms.ChoiceField(label=gettext_lazy("What was done"), choices=_verbs)
    area = forms.ChoiceField(label=gettext_lazy("Body of law"), choices=_areas, required=False)
    field_order = ("conduct", "area", "on")

    def make_parts(self) -> Iterable[forms.Form]:
        species = (Asked("appendix", AskedAs.WORD), groups_of_law())
        yield FactsForm(self.data if self.is_bound else None, species, with_evidence=False)

    def facts(self) -> Facts:
        known = self.parts[0].facts(self.day())
        return known.adding(conduct=Fact(self.cleaned_data["conduct"]))


def answer(form: ComparisonForm) -> Answer:
    """Each country with the gravest offence that covers or may cover it."""
    on, facts, area = form.whole_day(), form.facts(), form.cleaned_data["area"]
    found = _by_country(on, facts, [area] if area else [])
    trouble = form.parts[0].species(form.day()).trouble
    rows = [_row(country, reach) for country, reach in found]
    bars = _bars(found)
    return Answer(
        (),
        (_table(rows),),
        (bars, _map(found)) if bars else (),
        notes=(_told(found), *((say("{text}", text=trouble),) if trouble else ())),
        data={"countries": len(found)},
    )


def _by_country(on: date | None, facts: Facts, areas: list[str]) -> list[tuple[str, Reach]]:
    book = law_book()
    found = []
    for law in book.laws:
        if any(one.nature is Nature.OFFENCE for one in law.provisions):
            found.append((law.country, law_for(law, on, facts, book, areas)))
    found.sort(key=lambda one: (-(_longest(one[1]) or -1), vocabularies.country_label(one[0]).casefold()))
    return found


def _longest(reach: Reach) -> int | float | None:
    return up_to(reach.gravest) if reach.gravest else None


def _row(country: str, reach: Reach) -> tuple[Cell, ...]:
    gravest = reach.gravest
    name = Cell(vocabularies.country_label(country), plain=country)
    if gravest is None:
        nothing = Cell(_("nothing loaded names it"), plain="")
        return cells(name, nothing, Cell("", plain=""), None, None, None, outcome_cell(reach.by_loaded))
    return cells(
        name,
        Cell(gravest.provision.id, page_of(gravest.provision)),
        outcome_cell(gravest.reached),
        Cell(custody_words(gravest.severity), page_of(gravest.provision)),
        months(gravest.severity),
        up_to(gravest),
        Cell(*_linked(reach, gravest)),
    )


def _linked(reach: Reach, gravest: Offence) -> tuple[Any, str, str]:
    shown = outcome_cell(reach.by_loaded)
    return shown.text, page_of(gravest.provision), shown.plain


def _table(rows: Iterable[tuple[Cell, ...]]) -> Table:
    heads = columns(
        ("country", _("Country")),
        ("provision", _("Gravest offence"), "whole"),
        ("covers", _("Covers it")),
        ("custody", _("Custody at most, on these facts")),
        ("max_custody_months", _("In months"), "number"),
        ("up_to_months", _("Up to, in months"), "number"),
        ("serious_crime", _("Serious crime, by what is loaded")),
    )
    return Table("countries", _("What each country had in force"), heads, tuple(rows))


def _told(found: list[tuple[str, Reach]]) -> Message:
    counts = {outcome: sum(reach.by_loaded is outcome for _c, reach in found) for outcome in Outcome}
    return say(
        gettext_noop("Of {all} countries: serious crime in {yes}, not in {no}, not known in {unknown}."),
        all=len(found),
        yes=counts[Outcome.YES],
        no=counts[Outcome.NO],
        unknown=counts[Outcome.UNKNOWN],
    )


def _bars(found: list[tuple[str, Reach]]) -> Drawing | None:
    bars = []
    for country, reach in found:
        longest = _longest(reach)
        if longest is None or reach.gravest is None:
            continue
        label = vocabularies.country_label(country)
        if longest >= LIFE_MONTHS:
            label = _("{country} (life or death)").format(country=label)
        bars.append(
            {
                "label": label,
                "key": country,
                "value": round(min(longest, _LIFE_BAR) / 12, 2),
                "url": page_of(reach.gravest.provision),
                "quiet": reach.by_loaded is not Outcome.YES,
            }
        )
    title = _("The gravest custody that the law may impose, in years")
    return (
        Drawing("bars", {"title": title, "unit": _("years"), "orientation": "rows", "bars": bars})
        if bars
        else None
    )


def _map(found: list[tuple[str, Reach]]) -> Drawing:
    """One point for each country, so that where points run together the number is that of countries."""
    places = vocabularies.centroids()
    points = []
    for country, reach in found:
        longest = _longest(reach)
        if country in places and reach.gravest is not None and longest is not None and longest >= _FOUR_YEARS:
            latitude, longitude = places[country]
            points.append(
                {
                    "lat": latitude,
                    "lon": longitude,
                    "count": 1,
                    "label": vocabularies.country_label(country),
                    "url": page_of(reach.gravest.provision),
                }
            )
    data = {
        "title": _("Where an offence that covers or may cover it brings four years or more"),
        "caption": _("Circles: countries whose law is loaded here; a number says how many stand together."),
        "measure": _("countries"),
        "points": points,
    }
    return Drawing("map", data)


QUESTION = Question(
    "comparison",
    gettext_lazy("How do countries compare?"),
    gettext_lazy(
        "What each country had in force on a day for one kind of conduct and species, by the law loaded here."
    ),
    ComparisonForm,
    answer,
)
