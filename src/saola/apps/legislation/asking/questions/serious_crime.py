"""Is it a serious crime? Of one provision, or of whatever the facts reach in a country's law."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.apps.legislation.queries import law_book
from saola.core.law import Fact, Facts, Provision
from saola.core.law.charging import chargeable
from saola.core.law.legal_persons import legal_person_liable
from saola.core.law.reach import Offence, Reach, serious_by_facts
from saola.core.law.serious_crime import months, serious_crime
from saola.core.law.statutes import TierKind
from saola.core.values import Finding, Outcome, gettext_noop, say

from ..about_offence import (
    custody_words,
    facts_of_offence,
    facts_of_offences,
    serious_data,
    serious_sentence,
    tiers_table,
)
from ..answers import Answer, Cell, Shown, Table, cells, columns, outcome_cell
from ..ask_form import AskForm, LawCountryField, ProvisionField
from ..fact_fields import FactsForm, TruthField
from . import Question


class SeriousCrimeForm(AskForm):
    """A provision, or a country in whose law to look; the facts that are asked hang on it."""

    provision = ProvisionField(
        label=gettext_lazy("Provision"),
        required=False,
        help_text=gettext_lazy("Leave it out to look through the law of a country."),
    )
    country = LawCountryField(label=gettext_lazy("Country"), required=False)
    recidivism_counts = TruthField(
        label=gettext_lazy("Higher penalties for earlier convictions make the offence graver here")
    )
    field_order = ("provision", "country", "on")

    def make_parts(self) -> Iterable[forms.Form]:
        book, chosen = law_book(), self.chosen()
        if chosen is None or not any(t.kind is TierKind.RECIDIVIST for _v, t in chosen.tiers()):
            del self.fields["recidivism_counts"]
        if chosen is not None:
            yield FactsForm(self.data, facts_of_offence(chosen))
        elif laws := book.of_country(self.told("country")):
            yield FactsForm(self.data, facts_of_offences(one for law in laws for one in law.provisions))

    def chosen(self) -> Provision | None:
        """The provision that was told, also by the id of one of its tiers."""
        return law_book().find(self.told("provision")) if self.is_bound else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not data.get("provision") and not data.get("country"):
            raise forms.ValidationError(_("Please choose a provision, or a country to look through its law."))
        return data

    def sections(self) -> Iterator[tuple[str, list[Any], bool]]:
        yield "", [self[name] for name in self.fields], True

    @property
    def told_facts(self) -> Facts:
        return self.parts[0].facts(self.day()) if self.parts else Facts()


def answer(form: SeriousCrimeForm) -> Answer:
    """Rule R1, and beside it whether it can be charged and whether companies answer for it."""
    provision = form.chosen()
    return _of_provision(form, provision) if provision is not None else _of_country(form)


def _of_provision(form: SeriousCrimeForm, provision: Provision) -> Answer:
    on, facts, book = form.day(), form.told_facts, law_book()
    counts = form.cleaned_data.get("recidivism_counts")
    finding = serious_crime(provision, on, facts, recidivism_counts=counts)
    there = facts.adding(country=Fact(provision.territory.country))
    charge = chargeable(provision, on, there, book.schedules)
    findings = [
        Shown("serious_crime", _("Serious crime"), finding, serious_sentence(finding)),
        Shown("charge", _("Can it be charged on these facts?"), charge, _charge_sentence(charge)),
    ]
    if (day := form.whole_day()) is not None:
        company = legal_person_liable(provision, day)
        findings.append(Shown("legal_persons", _("Do companies answer for it?"), company))
    return Answer(
        tuple(findings),
        (tiers_table(provision, on, facts, counts),),
        data={"provision": provision.id, "country": provision.territory.country, **serious_data(finding)},
        notes=_names(form),
    )


def _charge_sentence(finding: Finding[Any]) -> Any:
    return say(
        {
            Outcome.YES: gettext_noop("An act of this day can be charged."),
            Outcome.NO: gettext_noop("An act of this day cannot be charged under it."),
            Outcome.UNKNOWN: gettext_noop("Whether an act of this day can be charged is not known."),
        }[finding.outcome]
    )


def _of_country(form: SeriousCrimeForm) -> Answer:
    country, on = form.cleaned_data["country"], form.day()
    facts = form.told_facts.adding(country=Fact(country))
    finding = serious_by_facts(country, on, facts, law_book())
    reach = finding.value or Reach()
    rows = tuple(_row(form, offence) for offence in reach.offences)
    heads = columns(
        ("provision", _("Provision"), "whole"),
        ("reached", _("Reached by the facts")),
        ("custody", _("Custody at most")),
        ("max_custody_months", _("In months"), "number"),
        ("serious_crime", _("Serious crime")),
    )
    shown = Shown("serious_crime", _("Serious crime"), finding, serious_sentence(finding))
    return Answer(
        (shown,),
        (Table("offences", _("What the facts reach or may reach"), heads, rows),) if rows else (),
        data={"country": country, "by_loaded_law": reach.by_loaded.value},
        notes=_names(form),
    )


def _row(form: SeriousCrimeForm, offence: Offence) -> tuple[Cell, ...]:
    return cells(
        Cell(offence.provision.id, _again(form, offence.provision)),
        outcome_cell(offence.reached),
        custody_words(offence.severity),
        months(offence.severity),
        outcome_cell(offence.serious.outcome),
    )


def _again(form: SeriousCrimeForm, provision: Provision) -> str:
    """The same question of one provision, with the same facts."""
    kept = form.data.copy()
    kept["provision"] = provision.id
    return f"{reverse('asking:question', args=[QUESTION.code])}?{kept.urlencode()}"


def _names(form: SeriousCrimeForm) -> tuple[Any, ...]:
    if not form.parts or not form.parts[0].with_species:
        return ()
    trouble = form.parts[0].species(form.day()).trouble
    return (say("{text}", text=trouble),) if trouble else ()


QUESTION = Question(
    "serious-crime",
    gettext_lazy("Is it a serious crime?"),
    gettext_lazy(
        "By the maximum penalty in force on the day, for the facts that are told and proved: four years or more."
    ),
    SeriousCrimeForm,
    answer,
)
