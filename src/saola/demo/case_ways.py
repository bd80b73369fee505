"""The ordinary ways of a case: dropped after a look, investigated, tried, appealed, done."""

from datetime import timedelta
from typing import Any

from saola.apps.cases.actions import appealing, charging, involving, sentencing
from saola.apps.cases.models import Charge, Involvement, Sentence
from saola.apps.seizures.models import Incident, Leg
from saola.core.casework import CaseRefusal

from .case_story import NotYet, Story
from .case_work import Work

AT_SEA = {"seahorses", "eels", "sharks", "sea-turtles", "sea-cucumbers", "corals", "molluscs"}
ENDS = ["convicted"] * 14 + ["acquitted"] * 2 + ["dismissed"] * 2 + ["withdrawn"] * 2
REASONS = {
    "dismissed": ["chain_of_custody", "unlawful_search", "insufficient_evidence", "procedure"],
    "withdrawn": ["insufficient_evidence", "witness_lost", "public_interest", "permit_valid"],
}
ADJOURNED = [
    "witness_absent",
    "counsel_absent",
    "interpreter_absent",
    "evidence_not_ready",
    "court_unavailable",
]


def tell(work: Work, incident: Incident) -> None:
    """One case from its seizure to where it stands today."""
    try:
        story = Story(work, incident)
        if work.chance(0.12):
            _dropped(story)
        else:
            _investigated(story)
            _tried(story)
    except NotYet:
        return


def _dropped(story: Story) -> None:
    story.task(ended=True)
    why = story.work.random.choice(["no_suspect", "no_offence", "no_evidence", "settled"])
    _close(story, why, days=(20, 90))


def _investigated(story: Story) -> None:
    """Who is in it, what is done, and sometimes another agency. Raises ``NotYet``."""
    work = story.work
    for _each in range(work.random.choice([1, 1, 1, 2, 3])):
        story.involve()
    if work.chance(0.15):
        story.involve("consignee", "other", work.company(story.by), words=work.words["company"])
    if work.chance(0.1):
        story.involve("other", "unknown", words=work.words["unknown"])
    story.investigate()
    if work.chance(0.45):
        story.arrest(story.accused[0])
    if work.chance(0.3):
        story.involve("witness", "other", words=work.words["seen"])
    story.note("statement", work.say("statements"), story.accused[-1], days=(1, 20))
    for _each in range(work.random.choice([0, 1, 1, 2])):
        story.task(ended=work.chance(0.8))
    if work.chance(0.35):
        story.search()
    if work.chance(0.1):
        story.controlled_delivery()
    if (abroad := _abroad(story.incident)) and work.chance(0.3):
        story.note("request_sent", f"{abroad}: {work.say('requests')}", days=(2, 20))
    if work.chance(0.15):
        story.note("laboratory_result", work.say("laboratory"), days=(15, 40))
    _together(story)
    if work.chance(0.15):  # it waits for something
        raise NotYet(story.day)
    if work.chance(0.1):
        _close(story, work.random.choice(["no_suspect", "no_evidence"]), days=(60, 200))
        raise NotYet(story.day)


def _together(story: Story) -> None:
    work = story.work
    own = story.by.agency.code
    others = [code for code in work.investigators if code != own]
    if work.chance(0.1):
        story.joined_by(work.agencies[work.random.choice(others)], leaves=work.chance(0.7))
    elif work.chance(0.14):
        answer = work.random.choice(["accept", "accept", "accept", "reject", "withdraw", "return", ""])
        to = "task-force" if own != "task-force" else "police"
        story.hand_over(work.agencies[to], answer=answer)
        if not answer:
            raise NotYet(story.day)


def _tried(story: Story) -> None:
    """Before a court, and after it. Raises ``NotYet``."""
    work = story.work
    story.refer()
    for one in story.accused:
        try:
            story.draft(one, *_provisions(story.incident))
        except charging.CannotBeChargedError:
            break
    if not story.charges:
        _close(story, "no_offence")
        return
    if work.chance(0.15):  # the draft waits for what is still to be proved
        raise NotYet(story.day)
    story.sit("first", (5, 20))
    story.file()
    if work.chance(0.3):
        story.sit("plea", (20, 60))
    put_off = [work.random.choice(ADJOURNED) for _each in range(work.random.choice([0, 0, 0, 1, 1, 2]))]
    end = work.random.choice(ENDS)
    if end == "withdrawn":
        day = story.on(20, 90)
        for charge in story.charges:
            charging.withdraw(charge, on=day, by=story.prosecutor, reason=work.random.choice(REASONS[end]))
        _close(story, "no_evidence")
        return
    story.sit("trial", (40, 160), adjourned=put_off)
    given = [row for charge in story.charges for row in _judged(story, charge, end)]
    if end != "dismissed" and work.chance(0.2):
        _appealed(story, given)
    _carried_out(story, given)
    _close(story, "judged", days=(31, 70))


def _judged(story: Story, charge: Charge, end: str) -> list[Sentence]:
    """The verdict and, after a conviction, the sentence by its parts."""
    work = story.work
    reason = work.random.choice(REASONS[end]) if end in REASONS else ""
    story.verdict(charge, end, reason=reason)
    if end != "convicted":
        return []
    rows = []
    most = charge.max_custody_days or 0
    if most and work.chance(0.75):
        days = max(30, round(most * work.random.uniform(0.05, 0.6) / 30) * 30)
        part = "suspended" if days <= 730 and work.chance(0.4) else "custody"
        rows.append(story.sentence(charge, part, days=days))
        if part == "custody":
            involving.change(charge.defendant, by=story.prosecutor, standing="serving", standing_on=story.day)
    if not rows or work.chance(0.5):
        rows.append(story.sentence(charge, "fine", amount=500 * work.random.randint(1, 60)))
    if work.chance(0.4):
        rows.append(story.sentence(charge, "forfeiture"))
    return rows


def _appealed(story: Story, given: list[Sentence]) -> None:
    work, who = story.work, story.charges[0].defendant
    appeal = story.appeal(who, "defence" if given else "prosecution")
    day = story.on(60, 200)
    custody = next((row for row in given if row.component == "custody" and row.charge.defendant == who), None)
    if custody is not None and work.chance(0.4):
        days = max(30, custody.days // 60 * 30)
        new: dict[str, Any] = {
            "days": days,
            "words": work.words["sentence_words"]["custody"].format(term=work.term(days)),
        }
        appealing.decide(appeal, "varied", decided_on=day, by=story.prosecutor, sentences=[(custody, new)])
        given.remove(custody)
        return
    state = work.random.choice(["dismissed", "dismissed", "withdrawn"])
    appealing.decide(appeal, state, decided_on=day, by=story.prosecutor)


def _carried_out(story: Story, given: list[Sentence]) -> None:
    for row in given:
        over = story.day + timedelta(days=row.days or 60)
        if row.component in ("suspended", "costs") or over > story.work.today or story.work.chance(0.3):
            continue
        done: dict[str, Any] = {"served_days": row.days} if row.days else {}
        sentencing.executed(
            row, by=story.prosecutor, on=over, paid=row.amount if row.component == "fine" else None, **done
        )


def _close(story: Story, why: str, days: tuple[int, int] = (5, 40)) -> None:
    """Closed, where nothing stands open; else it waits for that."""
    try:
        story.close(why, days=days)
    except CaseRefusal:
        return


def _abroad(incident: Incident) -> str:
    legs = incident.legs.exclude(country__in=["", incident.country])
    leg = legs.filter(role__in=(Leg.EXPORT, Leg.ORIGIN)).first()
    return leg.country if leg else ""


def _provisions(incident: Incident) -> list[str]:
    """What is charged for such a seizure, the likeliest first."""
    groups = set(incident.groups.strip(",").split(","))
    found = ["QZ-WPA-2009-24"] if _abroad(incident) else []
    if groups & AT_SEA:
        found.insert(0, "QZ-MFA-2012-18")
    if "rosewoods" in groups:
        found.insert(0, "QZ-FA-1996-22")
    return [*found, "QZ-WPA-2009-21", "QZ-CMA-2001-88"]


def accused(story: Story) -> Involvement:
    """The first who is accused in it."""
    return story.accused[0]
