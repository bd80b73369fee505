"""Deciding whether two seizures are one."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission

from ..actions import judging
from ..queries import judging as queries


@needs(Permission.SEIZURES_WRITE)
@require_GET
def judge(request: HttpRequest) -> HttpResponse:
    return render(request, "seizures/judge.html", _context(request))


@needs(Permission.SEIZURES_WRITE)
@require_POST
def judge_pair(request: HttpRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(queries.seen_by(request.user), pk=pk)
    try:
        judging.judge(
            pair, request.POST.get("verdict", ""), reason=request.POST.get("reason", ""), by=request.user
        )
    except judging.AlreadyJudgedError:
        messages.warning(request, _("Somebody judged this pair meanwhile; their judgement stands."))
    except judging.HeldDifferentlyError:
        messages.warning(
            request,
            _("Nothing was decided: the two are not held equally close. Place both on the same lists first."),
        )
    except ValueError:
        messages.error(request, _("Nothing was decided: choose same, different or unsure."))
    return _onward(request)


@needs(Permission.SEIZURES_WRITE)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(queries.seen_by(request.user), pk=pk)
    judging.take_back(pair, by=request.user)
    return _onward(request)


def _onward(request: HttpRequest) -> HttpResponse:
    """The next pair: the part of the page for htmx, the page again without it."""
    if request.htmx:
        return render(request, "seizures/judge_pair.html", _context(request))
    file = _file(request)
    return redirect(reverse("seizures:judge") + (f"?{urlencode({'file': file})}" if file else ""))


def _context(request: HttpRequest) -> dict:
    file = _file(request)
    waiting = queries.waiting(request.user, file)
    pair, last = waiting.first(), queries.last_judged(request.user)
    query = f"?{urlencode({'file': file})}" if file else ""
    undo_url = reverse("seizures:judge-undo", args=[last.pk]) + query if last else ""
    if pair is None:
        return {"pair": None, "undo_url": undo_url, "last": last}
    action = reverse("seizures:judge-pair", args=[pair.pk]) + query
    shown = queries.side_by_side(pair, action=action, left_to_do=waiting.count(), undo_url=undo_url)
    return {"pair": shown, "undo_url": undo_url, "last": last}


def _file(request: HttpRequest) -> str:
    """The file whose pairs are judged; empty for all, and for anything that is no file."""
    try:
        return str(UUID(request.GET.get("file", "")))
    except ValueError:
        return ""
