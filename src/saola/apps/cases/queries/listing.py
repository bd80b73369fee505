"""Choosing cases: what the address bar says, as a condition on rows, a sentence of chips and an order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from saola.apps.accounts.models import Agency
from saola.apps.catalogue import vocabularies
from saola.apps.parties.models import Party
from saola.core.casework import Stage

from ..models import Case, Court, Involvement
from ..models.cases import with_part

ON_A_PAGE = 50
MOST = 10_000
"""How far cases are counted; nobody pages further, and the answer stays quick."""
MOST_NAMED = 500
"""How many cases are found by the name of somebody in them; a name that fits more says nothing."""
NUMBER = re.compile(r"[Cc]\d{6,}")
_NOT_LISTED = ("summary", "plan", "closing_words", "origin_words")
LATE, DUE = "late", ("7", "30", "90")
SORTS: dict[str, tuple[Any, ...]] = {
    "opened": (F("opened_on").desc(), F("pk").desc()),
    "-opened": (F("opened_on").asc(), F("pk").asc()),
    "due": (F("next_due_at").asc(nulls_last=True), F("pk").desc()),
    "-due": (F("next_due_at").desc(nulls_last=True), F("pk").desc()),
    "number": (F("pk").asc(),),
    "-number": (F("pk").desc(),),
    "people": (F("people_count").desc(), F("pk").desc()),
    "-people": (F("people_count").asc(), F("pk").desc()),
}
"""By the word in the address; the first order of each is the one that is wanted first."""


@dataclass(frozen=True, slots=True)
class Filters:
    """A selection. Empty words choose nothing; words that nobody knows are left out."""

    text: str = ""
    stage: str = ""
    agency: str = ""
    group: str = ""
    court: str = ""
    mine: str = ""
    due: str = ""
    year: str = ""
    sort: str = "opened"

    @classmethod
    def read(cls, said: Mapping[str, str]) -> "Filters":
        """From the words of an address."""
        stage = said.get("stage", "")
        due = said.get("due", "")
        year = said.get("year", "")
        return cls(
            text=said.get("q", "").strip()[:100],
            stage=stage if stage in (*tuple(Stage), "open") else "",
            agency=said.get("agency", "")[:50],
            group=group if (group := said.get("group", "")) in vocabularies.group_entries() else "",
            court=said.get("court", "")[:50],
            mine="1" if said.get("mine") else "",
            due=due if due in (LATE, *DUE) else "",
            year=year if len(year) == 4 and year.isascii() and year.isdigit() and year > "0000" else "",
            sort=sort if (sort := said.get("sort", "")) in SORTS else "opened",
        )

    def address(self, **changed: str) -> str:
        """The words of the selection for an address, from the question mark on."""
        words = {"q" if name == "text" else name: getattr(self, name) for name in self.__slots__}
        words |= changed
        if words["sort"] == "opened":
            del words["sort"]
        return f"?{urlencode({name: word for name, word in words.items() if word})}"

    def without(self, name: str) -> "Filters":
        return replace(self, **{name: ""})


def chosen(filters: Filters, person: Any) -> QuerySet[Case]:
    """The cases of the selection that ``person`` sees, in its order."""
    cases = Case.objects.visible_to(person)
    if filters.mine:
        cases = cases.worked_on_by(person)
    if filters.stage == "open":
        cases = cases.exclude(stage=Stage.CLOSED)
    elif filters.stage:
        cases = cases.filter(stage=filters.stage)
    if filters.agency:
        cases = cases.filter(with_part({filters.agency}))
    if filters.group:
        cases = cases.filter(groups__contains=f",{filters.group},")
    if filters.court:
        cases = cases.filter(court__code=filters.court)
    if filters.year:
        cases = cases.filter(opened_on__year=int(filters.year))
    if filters.due:
        ahead = timedelta(0 if filters.due == LATE else int(filters.due))
        due = Case.objects.order_by().filter(next_due_at__lt=timezone.now() + ahead)
        cases = cases.filter(
            pk__in=due.values("pk")
        )  # by itself it is answered from the index of time limits
    if filters.text:
        cases = cases.filter(_about(filters.text, person))
    return cases.order_by(*SORTS[filters.sort])


def _about(text: str, person: Any) -> Q:
    """Words of the number, reference, title or place, or the name of somebody involved; never that of a child."""
    if NUMBER.fullmatch(text):
        return Q(number=text.upper())
    known = Party.objects.visible_to(person).filter(Q(name__icontains=text) | Q(number__iexact=text))
    named = Involvement.objects.filter(party__in=known.order_by()).exclude(is_child=True)
    said = Q(reference__icontains=text) | Q(title__icontains=text) | Q(place_name__icontains=text)
    worded = Case.objects.order_by().filter(
        said
    )  # by itself it is answered from the index of these words alone
    return Q(pk__in=worded.values("pk")) | Q(pk__in=list(named.values_list("case", flat=True)[:MOST_NAMED]))


class _Keys(Paginator):
    """Pages of keys that were read once, up to ``MOST``; each page reads its own rows."""

    def __init__(self, keys: list[int]) -> None:
        super().__init__(keys[:MOST], ON_A_PAGE)
        self.is_more = len(keys) > MOST

    def page(self, number: Any) -> Page:
        found = super().page(number)
        rows = Case.objects.select_related("lead", "court").defer(*_NOT_LISTED).in_bulk(found.object_list)
        found.object_list = [rows[key] for key in found.object_list if key in rows]
        return found


def page(filters: Filters, person: Any, number: Any) -> Page:
    """One page of the selection. ``page.paginator.is_more``: there are more than were counted.

    The keys are read once, narrow and in their order: they are the count, and the page is cut out of them.
    """
    keys = chosen(filters, person).values_list("pk", flat=True)
    return _Keys(list(keys[: MOST + 1])).get_page(number)


def chips(filters: Filters) -> list[dict[str, Any]]:
    """The selection as a sentence; removing a chip keeps the others."""
    return [
        {"before": before, "label": label, "remove_url": filters.without(name).address()}
        for name, before, label in _parts(filters)
    ]


def _parts(filters: Filters):
    if filters.mine:
        yield "mine", "", _("that I work on")
    if filters.group:
        yield "group", _("of"), vocabularies.group_label(filters.group)
    if filters.stage == "open":
        yield "stage", "", _("not closed")
    elif filters.stage:
        yield "stage", _("in the stage"), dict(Case._meta.get_field("stage").choices)[filters.stage]
    if filters.agency:
        agency = Agency.objects.filter(code=filters.agency).first()
        yield "agency", pgettext("a case of an agency", "of"), str(agency or filters.agency)
    if filters.court:
        court = Court.objects.filter(code=filters.court).first()
        yield "court", pgettext("a court", "before"), str(court or filters.court)
    if filters.year:
        yield "year", _("opened in"), filters.year
    if filters.due == LATE:
        yield "due", "", _("with a time limit that is over")
    elif filters.due:
        days = int(filters.due)
        yield "due", "", ngettext("due within {days} day", "due within {days} days", days).format(days=days)
    if filters.text:
        yield "text", _("about"), filters.text
