"""What every page of the law begins with: the country, the day, the crumbs."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies
from saola.core.law import LawBook
from saola.core.values import PartialDate

from ..models import Jurisdiction
from ..queries import own_country


def day_of(request: HttpRequest, name: str = "on", default: date | None = None) -> tuple[date, str]:
    """The day asked for, and what is wrong with it. A month or year is asked for its first day."""
    words = request.GET.get(name, "").strip()
    day = default or timezone.localdate()
    if not words:
        return day, ""
    try:
        found = PartialDate.parse_iso(words).first_day
    except ValueError:
        found = None
    if found is None:
        return day, _(
            "“{words}” is not a day that exists. Please write 2016-06-01, 2016-06 or 2016; today is shown."
        ).format(words=words[:20])
    return found, ""


def country_of(request: HttpRequest, book: LawBook) -> str:
    """The country asked for, else this node's own, else the first that is known."""
    known = {law.country for law in book.laws}
    asked = request.GET.get("country", "").upper()
    if asked in known:
        return asked
    own = own_country()
    return own if own in known else min(known)


def kept(country: str) -> Jurisdiction | None:
    """The records of a country's law, if it is kept here."""
    return Jurisdiction.objects.filter(country=country, statutes__isnull=False).distinct().first()


def countries(book: LawBook) -> list[tuple[str, str]]:
    """Every country whose law is known, by name."""
    named = [(law.country, vocabularies.country_label(law.country)) for law in book.laws]
    return sorted(dict.fromkeys(named), key=lambda one: one[1].casefold())


def crumbs(*trail: tuple[str, str], here: str = "") -> list[dict[str, str]]:
    """Law and species, National law, then ``trail``; ``here`` is the page itself."""
    first = [
        {"label": _("Law and species"), "url": reverse("catalogue:species")},
        {"label": _("National law"), "url": reverse("legislation:law") if here else ""},
    ]
    more = [{"label": label, "url": url} for label, url in trail]
    return [*first, *more, *([{"label": here, "url": ""}] if here else [])]


def own_jurisdiction() -> Jurisdiction | None:
    """The law that this node keeps as its own, once it does."""
    return Jurisdiction.objects.filter(country=own_country()).first()


def begin_first(request: HttpRequest) -> HttpResponse:
    """Where the law is not kept here yet, there is nothing to add to: say so, and lead to where it begins."""
    messages.warning(
        request,
        _(
            "The law of this country is not kept here yet. Take the library's file over, or add a statute, first."
        ),
    )
    return redirect("legislation:law")
