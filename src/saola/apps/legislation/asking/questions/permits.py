"""Were the documents of CITES there, and good? By Appendix, movement, States and day (rule R7)."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.apps.catalogue import desk, queries
from saola.apps.catalogue.answers import said
from saola.apps.catalogue.forms import CodeField
from saola.apps.catalogue.law import treaty_book
from saola.apps.catalogue.queries import StatusAnswer
from saola.core.law.asked_facts import Asked, AskedAs
from saola.core.law.permit_check import Papers, Required, permit_check
from saola.core.law.permit_exemptions import WANTED
from saola.core.law.permits import (
    APPENDICES,
    MOVEMENTS,
    Consignment,
    Document,
    Movement,
    papers_in_words,
)
from saola.core.law.treaties import bound
from saola.core.values import Finding, Outcome, gettext_noop, say

from ..answers import Answer, Cell, Day, Shown, Table, cells, columns, outcome_cell
from ..ask_form import AskForm, FullDayField, numbered, state_field
from ..document_form import DocumentForm
from ..fact_fields import FactsForm, TruthField
from ..states import about_states
from ..words import word_label
from . import Question

_CLAIMS = (
    "in_transit",
    "pre_convention",
    "personal_effects",
    "captive_bred",
    "scientific_exchange",
    "travelling_exhibition",
)
_EXEMPTING = tuple(dict.fromkeys((*_CLAIMS, *WANTED)))
_LIVE = "LIV"


def _movements() -> list[tuple[str, str]]:
    return [(movement.value, _(text)) for movement, text in MOVEMENTS.items()]


def _appendices() -> list[tuple[str, str]]:
    return [("", _("as looked up")), *((code, word_label("appendix", code)) for code in APPENDICES)]


class PermitForm(AskForm):
    """The consignment, the day, the documents, and the exemptions that are claimed."""

    movement = forms.ChoiceField(label=gettext_lazy("Movement"), choices=_movements)
    species = forms.CharField(
        label=gettext_lazy("Species"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("By any name; its Appendix on the day is looked up."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    appendix = forms.ChoiceField(label=gettext_lazy("Appendix"), choices=_appendices, required=False)
    from_state = state_field(gettext_lazy("From"))
    to_state = state_field(gettext_lazy("To"))
    origin = CodeField("countries", label=gettext_lazy("Country of origin"))
    exported_on = FullDayField(
        label=gettext_lazy("Exported on"), required=False, help_text=gettext_lazy("For an import.")
    )
    term = CodeField("terms", label=gettext_lazy("What it is"))
    part_is_covered = TruthField(label=gettext_lazy("The listing covers this part"))
    quantity = forms.DecimalField(label=gettext_lazy("Quantity"), min_value=0, max_digits=20, required=False)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=20, required=False)
    source = CodeField("specimen_sources", label=gettext_lazy("Source of the specimens"))
    purpose = CodeField("purposes", label=gettext_lazy("Purpose"))
    presented = forms.BooleanField(
        label=gettext_lazy("The documents below are all that were presented"), required=False
    )
    field_order = ("movement", "species", "appendix", "from_state", "to_state", "on")

    def make_parts(self) -> Iterable[forms.Form]:
        self.documents = numbered(
            lambda number: DocumentForm(self.data if self.is_bound else None, prefix=f"doc{number}"),
            self.data,
            "doc",
        )
        yield from self.documents
        asked = (Asked(name, AskedAs.FLAG) for name in _EXEMPTING)
        self.claims = FactsForm(self.data if self.is_bound else None, asked)
        yield self.claims

    def sections(self) -> Iterator[tuple[str, list[Any], bool]]:
        yield from super().sections()
        for number, document in enumerate(self.documents, 1):
            yield _("Document {number}").format(number=number), list(document), document.has_changed()
        yield (
            _("Exemptions that are claimed"),
            [fact for fact, _by in self.claims.rows],
            self.claims.has_changed(),
        )

    @property
    def facts_part(self) -> None:
        """The facts are those of exemptions, which stand among the sections."""

    def links(self) -> dict[str, str]:
        places = {
            "window": "exported_on",
            "participation": "to_state",
            "listed_by": "appendix",
            "origin": "origin",
        }
        return {**super().links(), **{name: f"#{self[field].id_for_label}" for name, field in places.items()}}

    def told_documents(self, species: str) -> tuple[Document, ...] | None:
        found = tuple(one for one in (form.document(species) for form in self.documents) if one)
        return found if found or self.cleaned_data["presented"] else None


def answer(form: PermitForm) -> Answer:
    """Rule R7, with the Appendix looked up where a species is named."""
    data, on = form.cleaned_data, form.day()
    status = _status(form, on)
    consignment = _consignment(form, status)
    documents = form.told_documents(consignment.taxon)
    finding = permit_check(consignment, documents, on)
    papers = finding.value or Papers()
    findings = [Shown("permit_check", _("Documents of CITES"), finding, _sentence(finding))]
    if status is not None:
        told = desk.sentence(status.taxon.name, status.finding) if status.taxon else ""
        findings.append(Shown("status", _("Appendix on the day"), status.finding, told))
    return Answer(
        tuple(findings),
        (_required_table(papers),) if papers.required else (),
        notes=tuple(
            about_states((data["from_state"], data["to_state"]), "cites", form.whole_day(), treaty_book())
        ),
        data={
            "movement": data["movement"],
            "taxon": consignment.taxon,
            "appendix": sorted(consignment.appendix),
            "exempt": list(papers.exempt),
            "lacking": [[kind.value for kind in one.kinds] for one in papers.lacking],
        },
    )


def _status(form: PermitForm, on: Day | None) -> StatusAnswer | None:
    data = form.cleaned_data
    if not data["species"].strip():
        return None
    given = {
        "origin": data["origin"],
        "term": data["term"],
        "source_code": data["source"],
        "exporter": data["from_state"],
        "state": data["to_state"],
    }
    return queries.status(
        data["species"].strip(), on, **{name: value for name, value in given.items() if value}
    )


def _consignment(form: PermitForm, status: StatusAnswer | None) -> Consignment:
    data = form.cleaned_data
    known = status.finding.value if status else None
    told = data["appendix"]
    possible = frozenset((told,)) if told else frozenset(known.possible if known else ())
    states = (data["from_state"], data["to_state"])
    not_bound, bound_open = _bound(states, form.day(), known)
    taxon = status.taxon if status else None
    return Consignment(
        Movement(data["movement"]),
        possible,
        taxon.name if taxon else data["species"].strip(),
        {"Animalia": "animal", "Plantae": "plant"}.get(taxon.kingdom, "") if taxon else "",
        is_live=None if not data["term"] else data["term"] == _LIVE,
        part_is_covered=data["part_is_covered"],
        from_state=data["from_state"],
        to_state=data["to_state"],
        listed_by=frozenset(known.listed_by if known else ()),
        not_bound=not_bound,
        bound_open=bound_open,
        quantity=data["quantity"],
        unit=data["unit"],
        source=data["source"],
        purpose=data["purpose"],
        exported_on=form.whole_day("exported_on"),
        facts=form.claims.facts(form.day()),
    )


def _bound(states: Iterable[str], on: Day | None, known: Any) -> tuple[frozenset[str], frozenset[str]]:
    """States that were no Party or held a reservation, and those of which that is not known."""
    answers = {state: bound(state, "cites", on, treaty_book()).outcome for state in states}
    for flag in known.reservations if known else ():
        if flag.party in answers and flag.outcome is Outcome.YES:
            answers[flag.party] = Outcome.NO
        elif flag.party in answers and flag.outcome is Outcome.UNKNOWN and answers[flag.party] is Outcome.YES:
            answers[flag.party] = Outcome.UNKNOWN
    return (
        frozenset(state for state, outcome in answers.items() if outcome is Outcome.NO),
        frozenset(state for state, outcome in answers.items() if outcome is Outcome.UNKNOWN),
    )


def _sentence(finding: Finding[Papers]) -> Any:
    return say(
        {
            Outcome.YES: gettext_noop("What CITES asks for was there."),
            Outcome.NO: gettext_noop("What CITES asks for was not there, or was not good."),
            Outcome.UNKNOWN: gettext_noop("Whether what CITES asks for was there is not known."),
        }[finding.outcome]
    )


def _required_table(papers: Papers) -> Table:
    heads = columns(
        ("appendix", _("Appendix")),
        ("document", _("Required")),
        ("article", _("Article"), "whole"),
        ("outcome", _("There and good")),
        ("checked", _("What was found")),
    )
    return Table("required", _("What is required"), heads, tuple(_row(one) for one in papers.required))


def _row(one: Required) -> tuple[Cell, ...]:
    found = [said(reason.text) for checked in one.checked for reason in checked.reasons]
    return cells(
        one.appendix,
        Cell(papers_in_words(one.kinds), plain=[kind.value for kind in one.kinds]),
        one.article,
        outcome_cell(one.outcome),
        " ".join(found),
    )


QUESTION = Question(
    "permits",
    gettext_lazy("Were the documents of CITES there?"),
    gettext_lazy("What a movement asks for by Appendix, how long each document is good, and what exempts."),
    PermitForm,
    answer,
)
