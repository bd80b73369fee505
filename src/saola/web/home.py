"""The first screen: what needs me now, and what is happening."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from saola.apps.accounts import policy
from saola.apps.accounts.models import AccessToken, Agency, Alert, Person
from saola.apps.accounts.permits import open_to_all
from saola.apps.accounts.roles import Permission
from saola.apps.cases.queries import waiting as cases_waiting
from saola.apps.catalogue import vocabularies
from saola.apps.evidence.models import Exhibit
from saola.apps.journal.models import Entry
from saola.apps.seizures import telling
from saola.apps.seizures.aitr.deadline import due
from saola.apps.seizures.exploring import listed, ordering, places, queries
from saola.apps.seizures.exploring.filters import Filters, days
from saola.apps.seizures.exploring.specimens import title
from saola.apps.seizures.models import Batch, IssuedReport
from saola.apps.seizures.queries import judging

PERIOD = timedelta(days=90)
WEEKS = 26
NEWEST = 8


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits, and where it is done. ``kind`` is clock or danger where time runs."""

    label: str
    url: str
    note: str = ""
    kind: str = "quiet"


@dataclass(frozen=True, slots=True)
class Picture:
    """What happened in a period: the last one, or the last one that has data."""

    title: str
    is_past: bool
    list_url: str
    seizures: int
    before: int
    before_url: str
    map: dict[str, Any]
    weeks: list[int | None]
    weeks_words: str
    changes: list[dict[str, Any]]
    newest: list[dict[str, Any]]


@open_to_all("what it shows is what the reader's role allows")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    if policy.decide(request.user, Permission.SEIZURES_READ):
        return render(
            request,
            "home.html",
            {"tasks": tasks(request.user, today), "picture": picture(request.user, today)},
        )
    return render(request, "home_administration.html", house(request.user))


def tasks(person: Any, today: date) -> list[Task]:
    """What waits for a person of this role, the most pressing first."""
    waiting = []
    if policy.decide(person, Permission.REPORTS_READ):
        waiting += _report_tasks(person, today)
    if policy.decide(person, Permission.CASES_READ):
        waiting += [Task(**each) for each in cases_waiting.for_person(person)]
    if policy.decide(person, Permission.EVIDENCE_WRITE):
        waiting += _evidence_tasks(person)
    if policy.decide(person, Permission.SEIZURES_IMPORT):
        waiting += _file_tasks()
    if policy.decide(person, Permission.SEIZURES_WRITE):
        waiting += _settling_tasks(person)
    return waiting


def _report_tasks(person: Any, today: date):
    """The report of last year, until it is issued; its rows that nobody can report yet."""
    year = today.year - 1
    url = reverse("seizures:report", args=[year])
    clock = due(year, today)
    if clock.on and not IssuedReport.objects.filter(year=year).exists():
        if clock.days >= 0:
            note = ngettext("{days} day left", "{days} days left", clock.days).format(days=clock.days)
        else:
            note = ngettext("{days} day late", "{days} days late", -clock.days).format(days=-clock.days)
        label = _("Issue the report for {year}, due on {day}").format(
            year=year, day=formats.date_format(clock.on, "DATE_FORMAT")
        )
        yield Task(label, url, note, "clock" if clock.days >= 0 else "danger")
    in_year = Filters.read({"year": str(year)})
    unknown = in_year.but(appendix="unknown")
    if many := queries.count(unknown, person):
        label = ngettext(
            "{many} seizure of {year} cannot be reported: its Appendix is not known",
            "{many} seizures of {year} cannot be reported: their Appendix is not known",
            many,
        ).format(many=formats.number_format(many), year=year)
        yield Task(label, _list(unknown))
    held = in_year.but(held="yes")
    if many := queries.count(held, person):
        label = ngettext(
            "{many} seizure of {year} is held back from the report",
            "{many} seizures of {year} are held back from the report",
            many,
        ).format(many=formats.number_format(many), year=year)
        yield Task(label, _list(held))


def _file_tasks():
    files = reverse("seizures:files")
    for batch in Batch.objects.filter(state=Batch.State.READY)[:5]:
        label = _("Look at {name} and record it").format(name=batch.file_name)
        yield Task(label, reverse("seizures:file", args=[batch.pk]))
    refused = Batch.objects.filter(state=Batch.State.RECORDED, refused__gt=0)
    many = refused.aggregate(many=Sum("refused"))["many"]
    if many:
        label = ngettext(
            "{many} row was refused; send it back", "{many} rows were refused; send them back", many
        )
        only = refused.get() if refused.count() == 1 else None
        url = reverse("seizures:file", args=[only.pk]) if only else files
        yield Task(label.format(many=formats.number_format(many)), url, _files(refused.count()))


def _evidence_tasks(person: Any):
    """Exhibits that somebody handed to this person, and what they hold that does not agree."""
    seen = Exhibit.objects.visible_to(person)
    url = reverse("evidence:list")
    if many := seen.filter(receiver=person.name).count():
        late = seen.filter(receiver=person.name, overdue_at__lt=timezone.now()).exists()
        label = ngettext(
            "Sign for {many} exhibit that was handed to you",
            "Sign for {many} exhibits that were handed to you",
            many,
        ).format(many=formats.number_format(many))
        yield Task(label, f"{url}?for=me", _("overdue") if late else "", "danger" if late else "clock")
    held = seen.filter(holder=person.name).in_store().disagreeing().count()
    if held:
        label = ngettext(
            "{many} exhibit you hold does not agree with its record",
            "{many} exhibits you hold do not agree with their record",
            held,
        ).format(many=formats.number_format(held))
        yield Task(label, f"{url}?held=me&open=1")


def _files(many: int) -> str:
    return ngettext("{many} file", "{many} files", many).format(many=many)


def _settling_tasks(person: Any):
    if pairs := judging.waiting(person).count():
        label = ngettext(
            "Decide on {many} pair that may be one seizure",
            "Decide on {many} pairs that may be one seizure",
            pairs,
        )
        yield Task(label.format(many=formats.number_format(pairs)), reverse("seizures:judge"))
    unsettled = Filters(name="unsettled")
    if many := queries.count(unsettled, person):
        label = ngettext(
            "{many} seizure has a name that is not settled",
            "{many} seizures have names that are not settled",
            many,
        )
        yield Task(label.format(many=formats.number_format(many)), _list(unsettled))


def _list(filters: Filters) -> str:
    return reverse("seizures:list") + filters.address()


def picture(person: Any, today: date) -> Picture:
    """The last 90 days; where they are empty, the last 90 days that have seizures."""
    last, chosen = today, Filters(**days(today - PERIOD, today))
    many = queries.count(chosen, person)
    if not many and (newest := queries.newest_day(Filters(), person)):
        last = newest
        chosen = Filters(**days(last - PERIOD, last))
        many = queries.count(chosen, person)
    first = last - PERIOD
    earlier = Filters(**days(first - PERIOD, first - timedelta(days=1)))
    telling.drawn(by=person, selection=chosen.address())
    found = places.map_data(chosen, person, reverse("seizures:list"))
    weeks = _weeks(person, last)
    return Picture(
        title=_("{first} to {last}").format(
            first=formats.date_format(first, "DATE_FORMAT"), last=formats.date_format(last, "DATE_FORMAT")
        ),
        is_past=last != today,
        list_url=_list(chosen),
        seizures=many,
        before=queries.count(earlier, person),
        before_url=_list(earlier),
        map=found.as_island(""),
        weeks=weeks,
        weeks_words=_("Seizures by week over {weeks} weeks, from {first} to {last}").format(
            weeks=WEEKS, first=weeks[0] or 0, last=weeks[-1] or 0
        ),
        changes=[_change(change, chosen) for change in queries.changes(first, last, first - PERIOD, person)],
        newest=[_line(incident) for incident in _newest(person)],
    )


def _weeks(person: Any, last: date) -> list[int]:
    """Seizures of each of the last full weeks."""
    monday = last - timedelta(days=last.weekday())
    starts = [monday - timedelta(weeks=back) for back in range(WEEKS, 0, -1)]
    counted = queries.counts("week", Filters(**days(starts[0], monday - timedelta(days=1))), person)
    by_week = {bar.key: bar.count for bar in counted}
    return [by_week.get(start.isoformat(), 0) for start in starts]


def _change(change: queries.Change, chosen: Filters) -> dict[str, Any]:
    return {
        "label": vocabularies.group_label(change.group),
        "url": _list(chosen.but(group=change.group)),
        "now": change.now,
        "before": change.before,
        "difference": change.difference,
    }


def _newest(person: Any) -> list[listed.ListedIncident]:
    keys = ordering.keys(Filters(), person, ordering.NEWEST_FIRST, 0, NEWEST)
    return listed.incidents(keys, person)


def _line(incident: listed.ListedIncident) -> dict[str, Any]:
    return {
        "title": title(incident.specimens),
        "url": reverse("seizures:incident", args=[incident.number]),
        "date": incident.date,
        "place": incident.place_name or incident.admin_area,
    }


def house(person: Any) -> dict[str, Any]:
    """What those see who see no seizure, as far as their role allows: the accounts, and how much was told of them."""
    shown: dict[str, Any] = {}
    if policy.decide(person, Permission.PEOPLE_MANAGE):
        yesterday = timezone.now() - timedelta(days=1)
        shown |= {
            "people": Person.objects.filter(is_active=True).count(),
            "agencies": Agency.objects.count(),
            "tokens": AccessToken.objects.in_force().count(),
            "failed": Entry.objects.filter(event="person.sign_in_failed", at__gte=yesterday).count(),
        }
    if policy.decide(person, Permission.JOURNAL_READ):
        shown["entries"] = Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    if policy.decide(person, Permission.ACCESS_REVIEW):
        shown["alerts"] = Alert.objects.filter(looked_at=None).exclude(person=person).count()
    return shown
