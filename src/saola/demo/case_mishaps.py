"""Cases that went wrong in instructive ways. ``docs/guide/what-went-wrong.md`` lists them with their numbers."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from saola.apps.cases.actions import charging, closing, facts, hearings, involving, noting, opening
from saola.apps.evidence.models import Exhibit
from saola.apps.seizures.models import Incident

from .case_story import Story
from .case_work import Work

WPA_21, WPA_24 = "QZ-WPA-2009-21", "QZ-WPA-2009-24"
RAISED_ON = date(2024, 7, 1)
"""When the penalties of the Act were raised."""


def tell(work: Work, seizures: Sequence[Incident]) -> set[int]:
    """Tell all of them, in the order of ``cases.yaml``; returns the keys of the seizures that they are about."""
    left = [one for one in seizures if 260 < (work.today - one.first_day).days < 900]
    used: set[int] = set()

    def take(fits: Callable[[Incident], bool] = lambda _: True) -> Incident:
        free = [one for one in left if one.pk not in used]
        chosen = next((one for one in free if fits(one)), free[0])
        used.add(chosen.pk)
        return chosen

    for key in work.words["mishaps"]:
        _TOLD[key](work, take)
    return used


Take = Callable[..., Incident]


def _begin(work: Work, key: str, incident: Incident, **said) -> Story:
    """A case with its title, one accused, and the investigation begun. A newcomer of either role is on its team."""
    said["workers"] = [work.newcomer]
    story = Story(work, incident, title=work.words["mishaps"][key]["title"], **said)
    story.prosecutor_to_be = work.prosecutors[0]
    opening.change(story.case, by=story.by, summary=work.words["mishaps"][key]["lesson"])
    story.involve("courier")
    story.investigate()
    return story


def _before_court(story: Story, *provisions: str) -> None:
    """Every accused is charged, and has appeared once."""
    story.refer(days=(10, 20))
    for one in story.accused:
        story.draft(one, *(provisions or (WPA_21,)))
    story.sit("first", (5, 20))
    story.file()


def _repealed(work: Work, take: Take) -> None:
    story = _begin(work, "repealed", take())
    facts.state(story.case, "conduct", ["possess", "hunt"], evidence=[story.incident.number], by=story.by)
    story.refer(days=(10, 20))
    try:
        story.draft(story.accused[0], "QZ-GPO-1964-7")
    except charging.CannotBeChargedError as refused:
        why = " ".join(str(reason.text) for reason in refused.finding.reasons)
        story.note("decision", work.words["mishap_words"]["repealed"], by=story.prosecutor, reason=why)
    story.draft(story.accused[0], WPA_21)
    story.sit("first", (5, 20))
    story.file()
    story.sit("trial", (30, 60))
    story.verdict(story.charges[0], "convicted")
    story.sentence(story.charges[0], "fine", amount=12_000)


def _custody(work: Work, take: Take) -> None:
    broken = set(
        Exhibit.objects.filter(open_discrepancies__gt=0, incident__handling="").values_list(
            "incident", flat=True
        )
    )
    story = _begin(work, "custody", take(lambda one: one.pk in broken))
    _before_court(story)
    story.sit("trial", (20, 40))
    words = work.words["mishap_words"]["custody"]
    story.verdict(story.charges[0], "dismissed", reason="chain_of_custody", words=words)


def _limitation(work: Work, take: Take) -> None:
    incident = take()
    long_ago = incident.first_day - timedelta(days=3 * 365 + 40)
    story = _begin(work, "limitation", incident, origin="inspection", occurred_on=long_ago.isoformat())
    facts.state(story.case, "conduct", ["false_declaration"], evidence=[incident.number], by=story.by)
    story.note(
        "decision",
        work.words["mishap_words"]["limitation"],
        days=(10, 30),
        reason=work.words["mishaps"]["limitation"]["lesson"],
    )
    story.close("out_of_time", words=work.words["mishap_words"]["limitation"])


def _died(work: Work, take: Take) -> None:
    story = _begin(work, "died", take())
    story.involve("driver")
    _before_court(story)
    story.on(5, 20)
    words = work.words["mishap_words"]["died"]
    involving.died(
        story.accused[0],
        story.day.isoformat(),
        by=story.prosecutor,
        words=words,
        recorded_at=work.hour(story.day),
    )
    story.sit("trial", (20, 60))
    story.verdict(story.charges[1], "convicted")
    story.sentence(story.charges[1], "forfeiture")


def _absconded(work: Work, take: Take) -> None:
    story = _begin(work, "absconded", take())
    story.arrest(story.accused[0])
    _before_court(story)
    sitting = story.hearing("trial", (20, 60))
    later = datetime.combine(work.today + timedelta(days=40), sitting.at.timetz())
    hearings.adjourn(sitting, reason="defendant_absent", next_at=later, by=story.prosecutor)
    words = work.words["mishap_words"]["absconded"]
    involving.absconded(
        story.accused[0],
        story.day.isoformat(),
        by=story.prosecutor,
        words=words,
        recorded_at=work.hour(story.day),
    )
    story.note("warrant_issued", words, story.accused[0], days=(1, 3), by=story.prosecutor)


def _child(work: Work, take: Take) -> None:
    story = _begin(work, "child", take())
    _before_court(story)
    day = story.on(20, 40)
    words = work.words["mishap_words"]["child"]
    involving.found_to_be_child(
        story.accused[0], by=story.prosecutor, words=words, recorded_at=work.hour(day)
    )
    told = work.words["mishap_words"]["withdrawn_child"]
    charging.withdraw(story.charges[0], on=day, by=story.prosecutor, reason="child", words=told)
    involving.change(story.accused[0], by=story.prosecutor, standing="transferred", standing_on=day)


def _witness(work: Work, take: Take) -> None:
    story = _begin(work, "witness", take())
    story.involve("witness", "other", words=work.words["seen"])
    _before_court(story)
    story.sit("trial", (20, 30), adjourned=["witness_absent"] * 3)
    words = work.words["mishap_words"]["witness"]
    story.verdict(story.charges[0], "dismissed", reason="witness_lost", words=words)


def _twice(work: Work, take: Take) -> None:
    first, second = take(), take()
    story = _begin(work, "twice", first)
    who = story.accused[0].party
    _before_court(story)
    title = work.words["mishaps"]["twice"]["title"]
    other = Story(work, second, title=f"{title} (2)", occurred_on=first.seized_on)
    other.involve("courier", party=who)
    other.investigate()
    _before_court(other)
    day = other.on(5, 30)
    words = work.words["mishap_words"]["twice"]
    charging.withdraw(other.charges[0], on=day, by=other.prosecutor, reason="procedure", words=words)
    opening.link_case(other.case, story.case, "same_people", by=other.prosecutor, words=words)


def _four_years(work: Work, take: Take) -> None:
    story = _begin(work, "four_years", take(lambda one: one.appendix == "II" and one.first_day >= RAISED_ON))
    story.involve("driver")
    story.involve("organiser")
    number = [story.incident.number]
    for name, value in (
        ("permit", False),
        ("group_persons", "3"),
        ("group_structured", True),
        ("group_over_time", True),
        ("group_in_concert", True),
        ("group_aim", True),
        ("group_benefit", True),
    ):
        facts.state(story.case, name, value, evidence=number, by=story.by)
    _before_court(story)


def _fine(work: Work, take: Take) -> None:
    story = _begin(work, "fine", take())
    facts.state(story.case, "conduct", ["keep", "display"], evidence=[story.incident.number], by=story.by)
    story.note("statement", work.words["mishap_words"]["trophy"], story.accused[0])
    _before_court(story, "QZ-WPA-2009-31")
    story.sit("trial", (20, 40))
    story.verdict(story.charges[0], "convicted")
    story.sentence(story.charges[0], "fine", amount=400_000)


def _reopened(work: Work, take: Take) -> None:
    without = set(Exhibit.objects.values_list("incident", flat=True))
    story = _begin(work, "reopened", take(lambda one: one.pk not in without))
    story.close("no_suspect", days=(30, 60))
    day = story.on(60, 90)
    closing.reopen(
        story.case, work.words["mishap_words"]["reopened"], by=story.by, recorded_at=work.hour(day)
    )
    story.involve("consignee")


def _returned(work: Work, take: Take) -> None:
    story = _begin(work, "returned", take(lambda one: one.agency and one.agency.code == "customs"))
    story.hand_over(
        work.agencies["police" if story.by.agency.code == "task-force" else "task-force"], answer="return"
    )
    story.task(ended=False)


def _search(work: Work, take: Take) -> None:
    story = _begin(work, "search", take())
    story.search(after=(16, 16))
    _before_court(story)
    story.sit("trial", (20, 40))
    words = work.words["mishap_words"]["unused_search"]
    story.verdict(story.charges[0], "dismissed", reason="unlawful_search", words=words)


def _hours(work: Work, take: Take) -> None:
    story = _begin(work, "hours", take())
    day = story.on(0, 1)
    noon = work.hour(day).replace(hour=8, minute=0, second=0)
    for kind, after in (("arrest", 0), ("first_appearance", 49), ("release", 50)):
        at = noon + timedelta(hours=after)
        words = work.say("arrests") if kind == "arrest" else work.words["mishap_words"]["late"]
        noting.note(
            story.case,
            kind,
            at.date().isoformat(),
            words,
            by=story.by,
            happened_at=at,
            involved=[story.accused[0]],
            recorded_at=at,
        )


_TOLD: dict[str, Callable[[Work, Take], None]] = {
    "repealed": _repealed,
    "custody": _custody,
    "limitation": _limitation,
    "died": _died,
    "absconded": _absconded,
    "child": _child,
    "witness": _witness,
    "twice": _twice,
    "four_years": _four_years,
    "fine": _fine,
    "reopened": _reopened,
    "returned": _returned,
    "search": _search,
    "hours": _hours,
}
