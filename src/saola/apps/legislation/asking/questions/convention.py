"""Was it an organized criminal group, was it transnational, and does the organized crime convention apply between States?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.law import treaty_book
from saola.apps.legislation.queries import law_book
from saola.core.law import Facts, Provision
from saola.core.law.asked_facts import Asked, AskedAs
from saola.core.law.convention import ARTICLES, Applies, Purpose, convention_applies
from saola.core.law.groups import Limb, Standard, organized_group, transnational
from saola.core.law.serious_crime import Severity, serious_crime
from saola.core.law.treaties import bound
from saola.core.values import Finding, Missing, Outcome, Reason, gettext_noop, say

from ..about_offence import facts_of_offence, serious_data, serious_sentence
from ..answers import Answer, Cell, Shown, Table, cells, columns, outcome_cell
from ..ask_form import AskForm, FullDayField, ProvisionField, state_field
from ..fact_fields import FactsForm, TruthField
from ..states import about_states
from ..words import fact_label
from . import Question

LIMBS = (
    Asked("group_persons", AskedAs.NUMBER, needs_proof=True),
    Asked("group_structured", AskedAs.FLAG, needs_proof=True),
    Asked("group_over_time", AskedAs.FLAG, needs_proof=True),
    Asked("group_in_concert", AskedAs.FLAG, needs_proof=True),
    Asked("group_aim", AskedAs.FLAG, needs_proof=True),
    Asked("group_benefit", AskedAs.FLAG, needs_proof=True),
    Asked("committed_in", AskedAs.WORD, needs_proof=True),
    Asked("in_more_than_one_state", AskedAs.FLAG, needs_proof=True),
    Asked("planned_in_another_state", AskedAs.FLAG, needs_proof=True),
    Asked("group_in_more_than_one_state", AskedAs.FLAG, needs_proof=True),
    Asked("effects_in_another_state", AskedAs.FLAG, needs_proof=True),
)
TRACES = Asked("traces_in_requested_state", AskedAs.FLAG)
_OF_THE_CONVENTION = tuple(sorted(ARTICLES))


class OffenceForm(AskForm):
    """The offence in question: a provision, or what is known of it, and the facts of group and border."""

    on = FullDayField(label=gettext_lazy("Date"), help_text="2016-06-01")
    provision = ProvisionField(
        label=gettext_lazy("Provision"),
        required=False,
        help_text=gettext_lazy("Whether it is a serious crime is then answered from the law."),
    )
    serious = TruthField(
        label=gettext_lazy("Serious crime"), help_text=gettext_lazy("Where no provision is chosen.")
    )

    limbs = (*LIMBS, TRACES)

    def make_parts(self) -> Iterable[forms.Form]:
        chosen = self.chosen()
        of_law = facts_of_offence(chosen, with_accused=False) if chosen else ()
        known = {one.name: one for one in (*self.limbs, *of_law)}
        conduct = known.pop("conduct", None)
        verbs = tuple(dict.fromkeys((*(conduct.words if conduct else ()), *_OF_THE_CONVENTION)))
        yield FactsForm(self.data, (*known.values(), Asked("conduct", AskedAs.WORD, verbs)))

    def chosen(self) -> Provision | None:
        return law_book().find(self.told("provision")) if self.is_bound else None

    def facts(self) -> Facts:
        return self.parts[0].facts(self.day())

    def is_serious(self) -> Finding[Severity]:
        """Rule R1 of the provision; without one, what was stated."""
        provision = self.chosen()
        if provision is not None:
            return serious_crime(provision, self.day(), self.facts())
        return stated(self.cleaned_data.get("serious"), self.whole_day())


def stated(is_serious: bool | None, on: date | None) -> Finding[Severity]:
    """That the offence is a serious crime, as whoever asks has it."""
    outcome = {True: Outcome.YES, False: Outcome.NO, None: Outcome.UNKNOWN}[is_serious]
    text = say(gettext_noop("No provision was named. It is as stated by whoever asks."))
    lack = Missing("provision", say(gettext_noop("The provision, so that its penalty can be looked up.")))
    return Finding(
        outcome,
        say(gettext_noop("Is the offence a serious crime (article 2(b) of the organized crime convention)?")),
        on,
        "R1 serious_crime",
        reasons=(Reason(text, "R1"),),
        missing=(lack,) if outcome is Outcome.UNKNOWN else (),
    )


class ConventionForm(OffenceForm):
    first = state_field(gettext_lazy("Between"))
    second = state_field(gettext_lazy("And"))
    purpose = forms.ChoiceField(
        label=gettext_lazy("For"),
        choices=[
            (Purpose.SCOPE.value, gettext_lazy("the convention as a whole")),
            (Purpose.ASSISTANCE.value, gettext_lazy("a request for assistance (suspicion is enough)")),
            (Purpose.DOMESTIC.value, gettext_lazy("the offence in domestic law")),
        ],
    )
    field_order = ("first", "second", "on", "purpose", "provision", "serious")


def answer(form: ConventionForm) -> Answer:
    """Rule R2 part by part: serious crime, group, border, States, and the whole."""
    on, facts, serious = form.whole_day(), form.facts(), form.is_serious()
    data = form.cleaned_data
    purpose = Purpose(data["purpose"])
    states = (data["first"], data["second"])
    book = treaty_book()
    applies = convention_applies(facts, serious, on=on, states=states, book=book, purpose=purpose)
    standard = Standard.SUSPICION if purpose is Purpose.ASSISTANCE else Standard.PROOF
    is_named = bool({str(verb) for verb in ARTICLES} & facts.words("conduct"))
    group = organized_group(facts, standard=standard, aims_at=None if is_named else serious.outcome, on=on)
    border = transnational(facts, standard=standard, group=group.outcome, on=on)
    value = applies.value or Applies((), ())
    findings = (
        Shown("convention", _("The convention"), applies, _sentence(applies, value, states)),
        Shown("serious_crime", _("Serious crime"), serious, serious_sentence(serious)),
        Shown("organized_group", _("Organized criminal group"), group),
        Shown("transnational", _("Transnational"), border),
        *(
            Shown(f"bound_{state}", vocabularies.country_label(state), bound(state, "untoc", on, book))
            for state in states
        ),
    )
    return Answer(
        findings,
        (limbs_table((*(group.value or ()), *(border.value or ()))),),
        notes=tuple(about_states(states, "untoc", on, book)),
        data={
            "articles": list(value.articles),
            "parts": {name: outcome.value for name, outcome in value.parts},
            "purpose": purpose.value,
            **serious_data(serious),
        },
    )


def _sentence(finding: Finding[Any], value: Applies, states: tuple[str, ...]) -> Any:
    template = {
        Outcome.YES: gettext_noop("It applies between {states}, by article {articles}."),
        Outcome.NO: gettext_noop("It does not apply between {states}."),
        Outcome.UNKNOWN: gettext_noop("Whether it applies between {states} is not known."),
    }[finding.outcome]
    names = vocabularies.listed(vocabularies.country_label(state) for state in states)
    return say(template, states=names, articles=", ".join(value.articles))


def limbs_table(limbs: Iterable[Limb]) -> Table:
    """Each limb with what proves it."""
    rows = tuple(
        cells(
            Cell(fact_label(limb.name), plain=limb.name),
            outcome_cell(limb.outcome),
            Cell(", ".join(limb.evidence), plain=", ".join(limb.evidence)),
        )
        for limb in limbs
    )
    heads = columns(("limb", _("Limb")), ("outcome", _("Answer")), ("evidence", _("What proves it")))
    return Table("limbs", _("Limb by limb"), heads, rows)


QUESTION = Question(
    "convention",
    gettext_lazy("Does the organized crime convention apply?"),
    gettext_lazy(
        "Organized criminal group and border limb by limb with what proves each, and whether two States were bound."
    ),
    ConventionForm,
    answer,
)
