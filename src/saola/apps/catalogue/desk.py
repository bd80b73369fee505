"""What the desk shows: the answer to a question, tables of taxa, what a load has done."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.messages import constants as levels
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from saola.core.listings import NONE, Status
from saola.core.names import Candidate
from saola.core.values import Finding, Message, Missing, Outcome, say

from . import queries, records, vocabularies
from .actions import Loaded
from .forms import QuestionForm
from .models import Taxon, TaxonName

# Where on the form what is missing can be given.
_FIELDS = {
    "origin": "#id_origin",
    "on": "#id_on",
    "term": "#id_term",
    "source": "#id_source_code",
    "source_code": "#id_source_code",
    "location": "#id_location",
    "taxon": "#id_name",
}
_PROBLEMS_TOLD = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate for an unsettled name, with the address at which the question is asked about it."""

    candidate: Candidate
    rank: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer as the desk shows it. ``finding`` is ``None`` while the name is open."""

    taxon: Taxon | None
    finding: Finding | None
    sentence: Message | None
    understood: tuple[Message, ...]
    choices: tuple[Choice, ...]
    would_change: tuple[Missing, ...]
    links: dict[str, str]
    unknown_name: str = ""


def answer(form: QuestionForm) -> Answer:
    """The answer to a valid ``form``: about the chosen taxon, or about what the name stands for."""
    data, circumstances = form.cleaned_data, form.circumstances()
    chosen = Taxon.objects.filter(pk=data["taxon"]).first() if data.get("taxon") else None
    if chosen is not None:
        return _about(chosen, queries.status_of(chosen, data["on"], **circumstances))
    name = (data.get("name") or "").strip()
    asked = queries.status(name, data["on"], **circumstances)
    if asked.taxon is None:
        choices = tuple(_choice(form, one) for one in asked.match.candidates)
        return Answer(None, None, None, (), choices, (), {}, unknown_name=name)
    best = asked.match.best
    how = () if asked.match.outcome.value == "accepted" and best.name == name else best.reasons
    return _about(asked.taxon, asked.finding, how)


def _about(taxon: Taxon, finding: Finding[Status], how: tuple[Message, ...] = ()) -> Answer:
    would_change = finding.value.would_change if finding.value else ()
    return Answer(taxon, finding, sentence(taxon.name, finding), how, (), would_change, _FIELDS)


def sentence(taxon: str, finding: Finding[Status]) -> Message:
    """The answer in one sentence."""
    status = finding.value
    if finding.outcome is Outcome.NO:
        return say(gettext_noop("{taxon} was in no Appendix."), taxon=taxon)
    if status is None or not status.possible:
        return say(gettext_noop("Not known for {taxon}."), taxon=taxon)
    if finding.outcome is Outcome.YES:
        text = say(
            gettext_noop("Appendix {appendix} applied to {taxon}."), appendix=status.chosen, taxon=taxon
        )
        if status.deemed and status.deemed != status.chosen:
            text = say(
                gettext_noop("{answer} This specimen is treated as one of Appendix {deemed}."),
                answer=text,
                deemed=status.deemed,
            )
        return text
    return say(
        gettext_noop("Not settled for {taxon}. Possible: {appendices}."),
        taxon=taxon,
        appendices=vocabularies.listed(_appendix(each) for each in status.possible),
    )


def _appendix(code: str) -> str:
    return _("in no Appendix") if code == NONE else _("Appendix {number}").format(number=code)


def _choice(form: QuestionForm, candidate: Candidate) -> Choice:
    kept = {name: value for name, value in form.data.items() if value and name not in ("taxon", "name")}
    query = urlencode({**kept, "name": candidate.accepted_name, "taxon": candidate.taxon_id})
    url = f"{reverse('catalogue:species')}?{query}"
    return Choice(candidate, records.rank_label(candidate.rank.lower()), url)


def taxa_table(taxa: Any) -> dict[str, Any]:
    """A table of ``taxa`` with a common name of each in the reader's language."""
    taxa = list(taxa)
    language = records.reader_language()
    kept = TaxonName.objects.filter(taxon__in=taxa, kind=TaxonName.COMMON, language__in=[language, "en"])
    names: dict[int, dict[str, str]] = {}
    for name in kept.order_by("pk"):
        names.setdefault(name.taxon_id, {}).setdefault(name.language, name.name)
    rows = []
    for taxon in taxa:
        own = names.get(taxon.pk, {})
        url = reverse("catalogue:taxon", args=[taxon.pk])
        cells = [taxon.name, own.get(language) or own.get("en", ""), taxon.author]
        rows.append({"url": url, "cells": cells})
    labels = [("name", _("Scientific name")), ("common", _("Common name")), ("author", _("Author"))]
    columns = [{"key": key, "label": label} for key, label in labels]
    return {
        "label": _("Taxa"),
        "columns": columns,
        "rows": rows,
        "empty": _("No taxon of this group is loaded."),
    }


def told(loaded: Loaded) -> list[tuple[int, str]]:
    """What to say of a load: one line of success, then the rows that were left out."""
    if not loaded.is_new:
        return [(levels.INFO, _("This very list is loaded already. Nothing changed."))]
    line = _(
        "{rows} rows were loaded: {taxa} new taxa, {names} names, {listings} listings, {events} dated events, "
        "{parties} Parties."
    ).format(
        rows=loaded.rows,
        taxa=loaded.taxa,
        names=loaded.names,
        listings=loaded.listings,
        events=loaded.events,
        parties=loaded.parties,
    )
    lines = [(levels.SUCCESS, line)]
    lines += [(levels.WARNING, problem.in_words(_)) for problem in loaded.problems[:_PROBLEMS_TOLD]]
    more = len(loaded.problems) - _PROBLEMS_TOLD
    if more > 0:
        text = ngettext("{n} more row was left out.", "{n} more rows were left out.", more)
        lines.append((levels.WARNING, text.format(n=more)))
    return lines
