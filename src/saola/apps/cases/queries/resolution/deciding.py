"""Whether what a paragraph asks is so here: one Finding for each, out of the law of the day and what is counted.

A paragraph is answered by the rooms that there are. Where it cannot be decided without rooms that come later, the
answer is unknown and names them. What a paragraph asks of others (the Office on Drugs and Crime, donors) is answered
for what this country gives to it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from saola.apps.catalogue.resolution import Paragraph
from saola.apps.seizures.aitr.deadline import due
from saola.core.law.logic import NO, UNKNOWN, YES, every
from saola.core.law.treaties import UNTOC, Assistance
from saola.core.values import Finding, Message, Missing, Outcome, Reason, gettext_noop, say

from .figures import Figure
from .law import LawInForce

ROOM_WORDS: Mapping[str, str] = {
    "intelligence": gettext_noop("Intelligence"),
    "assistance": gettext_noop("Requests"),
    "assets": gettext_noop("Money"),
    "taskforce": gettext_noop("Task force"),
    "exchange": gettext_noop("Exchange"),
    "reports": gettext_noop("Reports"),
}
LATER = "later:"
"""What a missing thing begins with that a room to come will show."""


@dataclass(frozen=True)
class Known:
    """Everything that the answers rest on. ``reported`` are the years of which a report was issued."""

    on: date
    law: LawInForce
    figures: Mapping[str, Figure]
    reported: frozenset[int]

    def some(self, *codes: str) -> bool:
        """Whether any of the figures counts anything."""
        return any(code in self.figures and self.figures[code].is_some for code in codes)


@dataclass(frozen=True, slots=True)
class Answer:
    """The sentence that answers, and what it rests on."""

    outcome: Outcome
    sentence: Message
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = ()


Decide = Callable[[Paragraph, Known], Answer]


def decide(paragraph: Paragraph, known: Known) -> Finding[Message]:
    """The Finding about one paragraph; its ``value`` is the sentence that answers."""
    answer = _DECIDE.get(paragraph.number, _only_later)(paragraph, known)
    question = say(gettext_noop("Is what paragraph {number} asks so here?"), number=paragraph.number)
    asked = Reason(
        say(gettext_noop("It asks: {wants}"), wants=paragraph.wants),
        f"paragraph {paragraph.number}",
        (paragraph.source,),
    )
    missing = tuple(dict.fromkeys(answer.missing)) if answer.outcome is UNKNOWN else ()
    return Finding(
        answer.outcome,
        question,
        known.on,
        f"resolution {paragraph.number}",
        answer.sentence,
        (asked, *answer.reasons),
        missing,
    )


def later(paragraph: Paragraph) -> tuple[Missing, ...]:
    """What rooms that come later will show of the paragraph."""
    words = gettext_noop("The room “{room}”, which comes later: {asks}")
    return tuple(
        Missing(LATER + proof.room, say(words, room=say(ROOM_WORDS[proof.room]), asks=proof.asks))
        for proof in paragraph.proofs
        if proof.comes_later
    )


def _points(known: Known, names: Iterable[str]) -> tuple[Reason, ...]:
    found = (point for name in names for point in known.law.points.get(name, ()))
    return tuple(reason for point in found for reason in point.finding.reasons)


def _lacks(known: Known, names: Iterable[str]) -> tuple[Missing, ...]:
    if not known.law.is_known:
        return (_NO_LAW,)
    open_ = (point.finding for name in names for point in known.law.points.get(name, ()))
    return tuple(lack for finding in open_ if finding.outcome is UNKNOWN for lack in finding.missing)


_NO_LAW = Missing(
    "law",
    say(gettext_noop("The law of this country: no provision of it is on record. A legal officer enters it.")),
)


def _counted(known: Known, *codes: str) -> tuple[Reason, ...]:
    """The figures as reasons, in order."""
    words = gettext_noop("In practice: {count} {what}.")
    found = [known.figures[code] for code in codes if code in known.figures]
    return tuple(Reason(say(words, count=one.shown, what=one.words), f"count {one.code}") for one in found)


def _legislation(paragraph: Paragraph, known: Known) -> Answer:
    names = ("authorities", "prohibition", "penalties", "confiscation")
    outcome = every(known.law.outcome(name) for name in names)
    sentence = {
        YES: gettext_noop(
            "The law meets the four minimum requirements; offences against wildlife in force: {count}."
        ),
        NO: gettext_noop("The law lacks a minimum requirement; offences against wildlife in force: {count}."),
        UNKNOWN: gettext_noop(
            "Whether the law meets the minimum requirements is not fully known; offences against wildlife in force: {count}."
        ),
    }[outcome]
    reasons = (*_points(known, names), *_counted(known, "charges"))
    return Answer(outcome, say(sentence, count=known.law.offences), reasons, _lacks(known, names))


def _across_borders(paragraph: Paragraph, known: Known) -> Answer:
    reasons = _counted(known, "seizures", "routes", "deliveries", "sent", "received")
    if known.some("deliveries", "sent", "received"):
        sentence = gettext_noop(
            "Cases note work with other States; the full picture comes with rooms not built yet."
        )
    else:
        sentence = gettext_noop("No case notes work with another State so far; more rooms come later.")
    return Answer(UNKNOWN, say(sentence), reasons, later(paragraph))


def _conventions(paragraph: Paragraph, known: Known) -> Answer:
    bound = [known.law.bound[treaty] for treaty in ("untoc", "uncac") if treaty in known.law.bound]
    names = (*known.law.of_treaty("Organized Crime"), *known.law.of_treaty("Corruption"))
    outcomes = [*(one.outcome for one in bound), *(known.law.outcome(name) for name in names)]
    outcome = every(outcomes) if bound and names else UNKNOWN
    sentence = {
        YES: gettext_noop(
            "This country is bound by both conventions, and its law has what this crime needs of them."
        ),
        NO: gettext_noop(
            "Something that the two conventions ask is missing in the law, or one does not bind."
        ),
        UNKNOWN: gettext_noop("Whether the two conventions are used in full is not fully known."),
    }[outcome]
    reasons = (*(reason for one in bound for reason in one.reasons), *_points(known, names))
    missing = (*(lack for one in bound for lack in one.missing), *_lacks(known, names))
    return Answer(outcome, say(sentence), reasons, missing or (_NO_LAW,))


def _serious(paragraph: Paragraph, known: Known) -> Answer:
    outcome = known.law.outcome("serious_crime")
    sentence = {
        YES: gettext_noop(
            "Wildlife trafficking is serious crime: {count} of {all} offences in force carry four years or more."
        ),
        NO: gettext_noop("No offence of wildlife trafficking in force carries four years or more."),
        UNKNOWN: gettext_noop("Whether wildlife trafficking is serious crime here is not known for certain."),
    }[outcome]
    reasons = (*_points(known, ["serious_crime"]), *_counted(known, "serious"))
    said = say(sentence, count=known.law.serious, all=known.law.offences)
    return Answer(outcome, said, reasons, _lacks(known, ["serious_crime"]))


def _penalties(paragraph: Paragraph, known: Known) -> Answer:
    law = known.law.outcome("penalties")
    practice = YES if known.some("convicted") else UNKNOWN
    outcome = every([law, practice])
    sentence = {
        YES: gettext_noop("Penalties are in force, and courts apply them."),
        NO: gettext_noop("The law does not penalise such trade."),
        UNKNOWN: gettext_noop(
            "That penalties are in force and that courts apply them is not both on record."
        ),
    }[outcome]
    reasons = (
        *_points(known, ["penalties"]),
        *_counted(
            known, "convicted", "acquitted", "ended", "custody", "hearings", "adjourned", "exhibits", "whole"
        ),
    )
    missing = list(_lacks(known, ["penalties"]))
    if practice is UNKNOWN:
        missing.append(
            Missing("verdict", say(gettext_noop("A conviction by a court of this country in a case.")))
        )
    return Answer(outcome, say(sentence), reasons, tuple(missing))


def _assistance(paragraph: Paragraph, known: Known) -> Answer:
    bound = known.law.bound.get("untoc")
    reasons = bound.reasons if bound else ()
    if bound and bound.outcome is YES:
        article = UNTOC.assistance[Assistance.MUTUAL_LEGAL_ASSISTANCE]
        words = gettext_noop("It can ask and be asked under article {article} of the {treaty}.")
        reasons += (Reason(say(words, article=article, treaty=UNTOC.title), "bound", (UNTOC.source,)),)
    sentence = gettext_noop(
        "Requests are noted in cases so far; requests, orders and proceeds get rooms of their own."
    )
    return Answer(UNKNOWN, say(sentence), (*reasons, *_counted(known, "sent", "received")), later(paragraph))


def _task_force(paragraph: Paragraph, known: Known) -> Answer:
    agencies = known.figures["agencies"].count or 0
    works = known.some("joint", "handed_over")
    outcome = NO if agencies < 2 else YES if works else UNKNOWN
    sentence = {
        YES: gettext_noop("{count} agencies work on this node, and on cases together."),
        NO: gettext_noop("One agency works alone on this node."),
        UNKNOWN: gettext_noop("{count} agencies are on this node; no case of several of them is on record."),
    }[outcome]
    lack = Missing(
        "joint", say(gettext_noop("A case that several agencies investigate, or that one handed to another."))
    )
    reasons = _counted(known, "agencies", "joint", "handed_over")
    return Answer(outcome, say(sentence, count=agencies), reasons, (lack, *later(paragraph)))


def _case_studies(paragraph: Paragraph, known: Known) -> Answer:
    if known.some("judged"):
        sentence = gettext_noop(
            "There are judged cases that a study can be made of; clearing them comes with a later room."
        )
        return Answer(UNKNOWN, say(sentence), _counted(known, "judged"), later(paragraph))
    lack = Missing("judged", say(gettext_noop("A case that was closed after judgment.")))
    sentence = gettext_noop("No case was closed after judgment so far, so there is none to study.")
    return Answer(NO, say(sentence), _counted(known, "judged"), (lack,))


def _reporting(paragraph: Paragraph, known: Known) -> Answer:
    year = known.on.year - 1
    if (due(year, known.on).days or 0) >= 0:
        year -= 1
    outcome = YES if year in known.reported else NO
    sentence = {
        YES: gettext_noop("The annual illegal trade report of {year}, the last that was due, was issued."),
        NO: gettext_noop("The annual illegal trade report of {year} was due on {day} and is not issued."),
    }[outcome]
    day = due(year, known.on).on
    return Answer(outcome, say(sentence, year=str(year), day=str(day)), _counted(known, "reports"))


def _only_later(paragraph: Paragraph, known: Known) -> Answer:
    sentence = gettext_noop("What shows this comes with rooms that are not built yet.")
    return Answer(UNKNOWN, say(sentence), (), later(paragraph))


_DECIDE: Mapping[int, Decide] = {
    1: _legislation,
    2: _across_borders,
    3: _conventions,
    4: _serious,
    5: _penalties,
    6: _assistance,
    7: _task_force,
    13: _case_studies,
    15: _reporting,
}
