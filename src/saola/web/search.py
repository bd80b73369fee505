"""One search box for everything, which says why it found what it found."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saola.apps.accounts import policy
from saola.apps.accounts.permits import open_to_all
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import queries as catalogue
from saola.apps.catalogue.models import Taxon
from saola.apps.journal.actions import note_read
from saola.apps.seizures import telling
from saola.apps.seizures.exploring import listed, ordering, queries
from saola.apps.seizures.exploring.filters import Filters
from saola.apps.seizures.exploring.specimens import title
from saola.apps.seizures.models import Batch, Incident

MOST = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, and why."""

    title: Any
    url: str
    why: Any


@dataclass(slots=True)
class Found:
    """What the words found, by kind. ``more`` seizures are behind ``list_url``."""

    seizures: list[Hit] = field(default_factory=list)
    more: int = 0
    list_url: str = ""
    taxa: list[Hit] = field(default_factory=list)
    files: list[Hit] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.seizures or self.taxa or self.files)


@open_to_all("what it finds is what the reader's role allows")
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    said = " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]
    exact = Incident.objects.visible_to(request.user).filter(number__iexact=said).first() if said else None
    if exact is not None:
        return redirect("seizures:incident", number=exact.number)
    found = find(said, request.user) if said else Found()
    return render(request, "search.html", {"search_words": said, "found": found})


def find(said: str, person: Any) -> Found:
    """Seizures, taxa and files for the words, as far as ``person`` may see them."""
    found = Found()
    if policy.decide(person, Permission.SPECIES_READ):
        found.taxa = _taxa(said)
    if policy.decide(person, Permission.SEIZURES_READ):
        chosen = _chosen(said)
        keys = ordering.keys(chosen, person, ordering.NEWEST_FIRST, 0, MOST)
        note_read({"words": said}, by=person, action="searched", kind=telling.KIND, count=len(keys))
        found.seizures = [_seizure(incident, said, chosen) for incident in listed.incidents(keys, person)]
        found.more = queries.count(chosen, person)
        found.list_url = reverse("seizures:list") + chosen.address()
    if policy.decide(person, Permission.SEIZURES_IMPORT):
        found.files = [
            Hit(batch.file_name, reverse("seizures:file", args=[batch.pk]), _("a file of this name"))
            for batch in Batch.objects.filter(file_name__icontains=said)[:MOST]
        ]
    return found


def _chosen(said: str) -> Filters:
    """The words as a date where they are one, otherwise as words of a record."""
    dated = Filters.read({"since": said, "until": said}) if said[:4].isdigit() else Filters()
    if dated.is_empty or len(said) < 7:
        return Filters(q=said)
    return dated


def _seizure(incident: listed.ListedIncident, said: str, chosen: Filters) -> Hit:
    return Hit(
        format_html("{} · {}", incident.number, title(incident.specimens)),
        reverse("seizures:incident", args=[incident.number]),
        _why(incident, said) if chosen.q else _("seized on {date}").format(date=incident.seized_on),
    )


def _why(incident: listed.ListedIncident, said: str) -> str:
    """Which words of the seizure hold the words that were looked for."""
    looked = said.casefold()
    places = [
        (_("its number"), incident.number),
        (_("its reference"), incident.reference),
        (_("its place"), incident.place_name),
        (_("its province"), incident.admin_area),
    ]
    for specimen in incident.specimens:
        places.append((_("a name as reported"), specimen.reported_name))
        places.append((_("a common name as reported"), specimen.reported_common_name))
    for what, words in places:
        if looked in words.casefold():
            return _("{what}: “{words}”").format(what=what, words=words)
    return _("its words together")


def _taxa(said: str) -> list[Hit]:
    match = catalogue.match(said)
    candidates = list(match.candidates)
    if match.best is not None and match.best.taxon_id not in {one.taxon_id for one in candidates}:
        candidates.insert(0, match.best)
    kept = Taxon.objects.in_bulk([candidate.taxon_id for candidate in candidates[:MOST]])
    hits, seen = [], set()
    for candidate in candidates[:MOST]:
        if candidate.taxon_id in kept and candidate.taxon_id not in seen:
            seen.add(candidate.taxon_id)
            hits.append(_taxon(kept[candidate.taxon_id], candidate))
    return hits


def _taxon(taxon: Taxon, candidate: Any) -> Hit:
    why = " ".join(reason.in_words(_) for reason in candidate.reasons)
    return Hit(format_html('<i lang="la">{}</i>', taxon.name), _taxon_url(taxon), why)


def _taxon_url(taxon: Taxon) -> str:
    try:
        return reverse("catalogue:taxon", args=[taxon.pk])
    except NoReverseMatch:
        return reverse("seizures:list") + Filters(taxon=taxon).address()
