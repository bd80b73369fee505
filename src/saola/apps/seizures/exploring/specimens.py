"""One kind of specimen on the page of its seizure: words and what was made of them, and what applied that day."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from saola.apps.catalogue import queries as catalogue
from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.templatetags.species import outcome_label
from saola.core.values import Finding, Message, gettext_noop, say

from ..models import Incident, Specimen
from . import amounts
from .chips import appendix_words


@dataclass(frozen=True, slots=True)
class SpecimenPart:
    """A specimen with its pairs of reported and resolved words, and the Finding asked again today."""

    specimen: Specimen
    title: Any
    pairs: tuple[dict[str, Any], ...]
    facts: tuple[dict[str, Any], ...]
    finding: Finding | None
    answer: Message | None
    species_url: str


def read(specimen: Specimen, incident: Incident, legs: list) -> SpecimenPart:
    finding = _finding(specimen, incident, legs)
    return SpecimenPart(
        specimen,
        _heading(specimen),
        tuple(_pairs(specimen)),
        tuple(_specimen_facts(specimen)),
        finding,
        _answer(finding, specimen),
        _species_url(specimen),
    )


def title(specimens: list[Specimen]) -> Any:
    """What was seized, in a line: "Manis javanica · scales · 2 kg; Psittacus erithacus · live · 3; and 4 more"."""
    said = [(_said(specimen),) for specimen in specimens[:2]]
    if len(specimens) > 2:
        said.append((_("and {many} more").format(many=len(specimens) - 2),))
    return format_html_join("; ", "{}", said) or _("Nothing is said of what was seized")


def _said(specimen: Specimen) -> Any:
    what = vocabularies.label("terms", specimen.term) if specimen.term else specimen.reported_term
    said = [part for part in (_heading(specimen), what, _amount(specimen)) if part]
    return format_html_join(" · ", "<bdi>{}</bdi>", ((part,) for part in said))


def name_of(specimen: Specimen) -> str:
    if specimen.taxon:
        return specimen.taxon.name
    return specimen.reported_name or specimen.reported_common_name or _("species not known")


def _amount(specimen: Specimen) -> str:
    if specimen.quantity is None:
        return ""
    return amounts.with_unit(amounts.exact(specimen.quantity), specimen.unit)


def _heading(specimen: Specimen) -> Any:
    if specimen.taxon:
        return format_html('<i lang="la">{}</i>', specimen.taxon.name)
    return name_of(specimen)


def _species_url(specimen: Specimen) -> str:
    if not specimen.taxon_id:
        return ""
    try:
        return reverse("catalogue:taxon", args=[specimen.taxon_id])
    except NoReverseMatch:  # a node may be served without the pages of the lists
        return ""


def _pairs(specimen: Specimen):
    taxon = format_html('<i lang="la">{}</i>', specimen.taxon.name) if specimen.taxon else None
    by = _by(specimen)
    if specimen.reported_name:
        yield {"label": _("Scientific name"), "text": specimen.reported_name, "resolved": taxon, "by": by}
    if specimen.reported_common_name:
        common = None if specimen.reported_name and taxon else taxon
        yield {
            "label": _("Common name"),
            "text": specimen.reported_common_name,
            "resolved": common if not specimen.reported_name else taxon,
            "by": by,
        }
    if specimen.reported_term:
        kind = vocabularies.label("terms", specimen.term) if specimen.term else None
        yield {"label": _("Kind of specimen"), "text": specimen.reported_term, "resolved": kind, "by": ""}
    if specimen.reported_quantity or specimen.reported_unit:
        words = " ".join(filter(None, (specimen.reported_quantity, specimen.reported_unit)))
        yield {"label": _("Quantity"), "text": words, "resolved": _resolved_amount(specimen), "by": ""}
    if specimen.reported_appendix:
        yield {
            "label": _("Appendix"),
            "text": specimen.reported_appendix,
            "resolved": appendix_words(specimen.appendix),
            "by": "",
        }


def _by(specimen: Specimen) -> str:
    """Who or what settled the name, and how."""
    who, _space, version = specimen.resolved_by.partition(" ")
    rules = _("the rules for names, version {version}").format(version=version)
    by = rules if who == "names" and version else specimen.resolved_by
    return " · ".join(filter(None, (by, outcome_label(specimen.resolution))))


def _resolved_amount(specimen: Specimen) -> str | None:
    if specimen.quantity is None:
        return None
    said = f"{amounts.exact(specimen.quantity)} {_unit(specimen.unit)}"
    if specimen.standard_unit and specimen.standard_unit != specimen.unit:
        said += f" = {amounts.exact(specimen.standard_quantity)} {_unit(specimen.standard_unit)}"
    return f"{said} ({_('estimated')})" if specimen.is_estimate else said


def _unit(unit: str) -> str:
    return amounts.unit_words(unit) if unit else _("unit not known")


def _specimen_facts(specimen: Specimen):
    if not specimen.reported_term and specimen.term:
        yield {"label": _("Kind of specimen"), "value": vocabularies.label("terms", specimen.term)}
    if not (specimen.reported_quantity or specimen.reported_unit):
        yield {"label": _("Quantity"), "value": _resolved_amount(specimen)}
    if specimen.condition:
        words = {"alive": _("alive"), "dead": _("dead")}.get(specimen.condition, specimen.condition)
        yield {"label": _("Alive or dead"), "value": words}
    if specimen.source_code:
        yield {"label": _("Source"), "value": vocabularies.label("specimen_sources", specimen.source_code)}
    if specimen.reported_equivalents is not None:
        yield {
            "label": _("Animals or plants, as reported"),
            "value": specimen.reported_equivalents.normalize(),
        }


def _finding(specimen: Specimen, incident: Incident, legs: list) -> Finding | None:
    """Asked again with everything this seizure knows: what was shown in a list is explained here."""
    if specimen.taxon is None:
        return None
    return catalogue.listing_book().ask(
        specimen.taxon.name,
        incident.date,
        origin=_only(legs, "origin"),
        exporter=_only(legs, "export"),
        state=incident.country or None,
        term=specimen.term or None,
        source_code=specimen.source_code or None,
    )


_WORDS = {
    "I": gettext_noop("Appendix I"),
    "II": gettext_noop("Appendix II"),
    "III": gettext_noop("Appendix III"),
    "none": gettext_noop("no Appendix"),
}


def _answer(finding: Finding | None, specimen: Specimen) -> Message | None:
    """The finding in one sentence: what applied, or what may have."""
    status = finding.value if finding else None
    if status is None:
        return None
    taxon = specimen.taxon.name
    words = [say(_WORDS[appendix]) for appendix in status.possible if appendix in _WORDS]
    if len(words) > 1:
        either = words[0]
        for word in words[1:]:
            either = say(gettext_noop("{one} or {other}"), one=either, other=word)
        return say(gettext_noop("{appendix} may have applied to {taxon}."), appendix=either, taxon=taxon)
    if status.chosen in ("", "none"):
        return say(gettext_noop("{taxon} was in no Appendix."), taxon=taxon)
    if status.deemed and status.deemed != status.chosen:
        return say(
            gettext_noop("{appendix} applied to {taxon}; it is treated as of {deemed}."),
            appendix=say(_WORDS[status.chosen]),
            taxon=taxon,
            deemed=say(_WORDS[status.deemed]),
        )
    return say(
        gettext_noop("{appendix} applied to {taxon}."), appendix=say(_WORDS[status.chosen]), taxon=taxon
    )


def _only(legs: list, role: str) -> str | None:
    found = {leg.country for leg in legs if leg.role == role and leg.country}
    return found.pop() if len(found) == 1 else None
