"""The pages of the journal. They live here because the journal stands below accounts and knows no permission."""

import json
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saola.apps.journal import actions, beside, checkpoints, codes, proofs, queries, sampling, sealer
from saola.apps.journal.events import EVENTS
from saola.apps.journal.models import Entry

from . import journal_records, journal_tasks
from .permits import needs
from .roles import Permission

CONDITIONS = ("event", "actor", "object_type", "purpose", "outcome")
OUTSIDE_AGES = timedelta(days=1)
"""A checkpoint elsewhere that is older leaves too long a time in which the record could be rewritten."""
_LARGEST = 2**63 - 1


@needs(Permission.JOURNAL_READ)
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """Every act, newest first, narrowed by any of ``CONDITIONS``, by record, ``since`` and ``until``."""
    chosen = {
        name: request.GET.get(name, "").strip() for name in (*CONDITIONS, "object_id", "since", "until")
    }
    page = Paginator(_chosen(chosen, request.user), 50).get_page(request.GET.get("page"))
    actions.note_read(
        list(page), by=request.user, action="listed", kind="journal.entry", query=request.GET.urlencode()
    )
    context = {
        "page": page,
        "entries": list(
            zip(page, queries.sentences(list(page)), journal_records.named(page, request.user), strict=True)
        ),
        "events": sorted(((each, queries.event_words(each)) for each in EVENTS), key=lambda pair: pair[1]),
        "chosen": chosen,
        "is_chosen": any(chosen.values()),
        **_seal(),
    }
    return render(request, "accounts/journal.html", context)


def _chosen(chosen: dict[str, str], person: Any) -> Any:
    entries = Entry.objects.filter(**{name: chosen[name] for name in CONDITIONS if chosen[name]})
    if chosen["object_id"]:
        entries = entries.filter(journal_records.about(chosen["object_id"], person))
    if since := _day(chosen["since"]):
        entries = entries.filter(at__date__gte=since)
    if until := _day(chosen["until"]):
        entries = entries.filter(at__date__lte=until)
    return entries


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _seal() -> dict[str, Any]:
    """How far the journal is sealed and proved, and what lies elsewhere."""
    try:
        newest = checkpoints.newest()
    except sealer.SealerKeyError:
        newest = None
    outside = checkpoints.last_outside()
    proved = Entry.objects.filter(event__in=("journal.verified", "journal.failed")).order_by("-seq").first()
    return {
        "sealed": newest if newest and newest.checkpoint else None,
        "outside_at": outside[1] if outside else None,
        "is_outside_late": outside is None or timezone.now() - outside[1] > OUTSIDE_AGES,
        "proved": proved,
        "proved_sentence": queries.sentence(proved) if proved else "",
        "failed": queries.frozen(),
    }


@needs(Permission.JOURNAL_READ)
@require_POST
def verify_journal(request: HttpRequest) -> HttpResponse:
    """Recompute the whole journal: at once while it is short, else beside, by the worker."""
    if journal_tasks.is_long():
        journal_tasks.verify_beside.enqueue(request.user.pk)
        messages.success(request, _("The journal is being verified beside; the result will stand in it."))
    else:
        report = journal_tasks.verify_now(request.user)
        if report.holds:
            messages.success(request, _("Every entry was recomputed: the journal holds."))
    return redirect("accounts:journal")


@needs(Permission.JOURNAL_READ)
@require_GET
def journal_entry(request: HttpRequest, seq: int) -> HttpResponse:
    """One entry with everything it says."""
    entry = _entry(seq)
    actions.note_read(entry, by=request.user)
    context = {
        "entry": entry,
        "sentence": queries.sentence(entry),
        "facts": [{"title": "", "facts": _facts(entry)}],
        "words": [{"title": _("Words beside the entry"), "facts": _pairs(beside.words(entry))}],
        "detail": beside.state(entry),
    }
    return render(request, "accounts/journal_entry.html", context)


def _facts(entry: Entry) -> list[dict[str, Any]]:
    kept = (
        (_("When"), entry.at.isoformat(sep=" ", timespec="milliseconds")),
        (_("Who"), codes.in_words("actor", entry.actor)),
        (_("Role"), codes.in_words("role", entry.role) if entry.role else ""),
        (_("Agency"), entry.agency),
        (_("Session"), entry.session[:12]),
        (_("Kind of record"), journal_records.kind_words(entry.object_type)),
        (_("Record"), entry.object_id),
        (_("Purpose"), codes.in_words("purpose", entry.purpose) if entry.purpose else ""),
        (_("Outcome"), codes.in_words("outcome", entry.outcome)),
        (_("Rule"), entry.rule),
        (_("Number of records"), entry.count),
    )
    return [{"label": label, "value": value} for label, value in kept if value not in ("", None)] + _pairs(
        entry.facts
    )


def _pairs(said: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "label": codes.name_words(name),
            "value": codes.in_words(name, value)
            if isinstance(value, str | int)
            else json.dumps(value, ensure_ascii=False),
        }
        for name, value in said.items()
    ]


@needs(Permission.JOURNAL_READ)
@require_GET
def journal_proof(request: HttpRequest, seq: int) -> HttpResponse:
    """The proof of one entry as a file that stands on its own."""
    entry = _entry(seq)
    try:
        (proof,) = proofs.prove([seq])
    except (proofs.UnprovableError, sealer.SealerKeyError):
        messages.error(
            request,
            _(
                "There is no proof of this entry yet: it is sealed within a minute. If that does not help, verify the journal."
            ),
        )
        return redirect("accounts:journal-entry", seq=seq)
    actions.note_read(entry, by=request.user, action="exported")
    answer = HttpResponse(json.dumps(proof, indent=2), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="journal-entry-{seq}.json"'
    return answer


@needs(Permission.JOURNAL_READ)
@require_http_methods(["GET", "POST"])
def journal_sample(request: HttpRequest) -> HttpResponse:
    """The accesses drawn at random in a week, to confirm the purpose of each; ``?week=`` is a day of it."""
    last = sampling.week_of(timezone.now().date()) - timedelta(days=7)
    week = sampling.week_of(_day(request.GET.get("week", "")) or last)
    if request.method == "POST":
        return _review(request, week)
    sampled = sampling.sample(week) if week <= last else []
    if sampled:
        actions.note_read([each.entry for each in sampled], by=request.user, action="listed")
    context = {
        "week": week,
        "ends": week + timedelta(days=6),
        "earlier": week - timedelta(days=7),
        "later": week + timedelta(days=7) if week < last else None,
        "rows": [
            (each.entry, queries.sentence(each.entry), each.review and queries.sentence(each.review))
            for each in sampled
        ],
        "open": sum(each.review is None for each in sampled),
    }
    return render(request, "accounts/journal_sample.html", context)


def _review(request: HttpRequest, week: date) -> HttpResponse:
    seq = request.POST.get("entry", "")
    entry = _entry(int(seq) if seq.isascii() and seq.isdigit() else 0)
    try:
        sampling.review(
            entry,
            verdict=request.POST.get("verdict", ""),
            note=request.POST.get("note", "")[:1000],
            by=request.user,
        )
        messages.success(request, _("Your review was written down."))
    except sampling.ReviewError:
        messages.error(
            request,
            _(
                "Nothing was written down. Your own access is for somebody else to review, and a doubt needs its reason."
            ),
        )
    return redirect(f"{reverse('accounts:journal-sample')}?week={week.isoformat()}")


def _entry(seq: int) -> Entry:
    entry = Entry.objects.filter(seq=seq).first() if 0 < seq <= _LARGEST else None
    if entry is None:
        raise Http404
    return entry
