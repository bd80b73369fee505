"""Answers a question by the nine steps of the procedure (docs/method/listings.md), each leaving its reasons.

The outcome is ``yes`` when the specimen was certainly in one Appendix, ``no`` when it was certainly in none,
and ``unknown`` when the set of possible Appendices is not settled.
"""

from dataclasses import replace
from datetime import date, timedelta

from ..values import (
    Finding,
    Interval,
    Mark,
    Message,
    Missing,
    Outcome,
    PartialDate,
    Reason,
    Source,
    gettext_noop,
    say,
)
from .book import ListingBook
from .events import NONE, strictness
from .question import Question, Status
from .states import Parties, Reservations, party_flags, reservation_flags
from .verdicts import Verdict, not_in_lists, on_day, over_period

RULE = "listings 1"
CONVENTION_BEGAN = date(1975, 7, 1)
_IN_FORCE = Source("CITES Secretariat, list of Parties", "first entry into force, 1 July 1975", Mark.CHECKED)
_NOT_A_COUNTRY = frozenset({"", "XX", "XV"})  # CITES: unknown, various
_ART_VII_2 = Source("CITES", "Article VII, paragraph 2", Mark.CHECKED)
_CONF_10_17 = Source("Resolution Conf. 10.17 (animal hybrids)", "", Mark.MEMORY)


def answer(
    question: Question,
    book: ListingBook,
    parties: Parties | None = None,
    reservations: Reservations | None = None,
) -> Finding[Status]:
    """Which Appendix applied to the taxon, from this origin, in this form, on this date.

    ``parties`` and ``reservations`` may be left out; then the finding says that they were not looked at.
    """
    if question.parents:
        return _answer_for_hybrid(question, book, parties, reservations)
    period = _period(question.on)
    if period.end is not None and period.end <= CONVENTION_BEGAN:
        return _before_the_convention(question, period)
    verdict = _verdict(question, book, period)
    asked_day = period.start if period.start is not None and _is_one_day(period) else None
    status = Status(
        possible=verdict.possible,
        chosen=verdict.possible[0] if verdict.possible else "",
        deemed=verdict.deemed,
        annotation=verdict.annotation,
        annotation_text=verdict.annotation_text,
        listed_by=verdict.listed_by,
        events=verdict.events,
        would_change=verdict.would_change,
    )
    reasons = list(verdict.reasons)
    pre, pre_reasons = _pre_convention(question, book)
    roles = [
        (role, country)
        for role, country in (("exporter", question.exporter), ("state", question.state))
        if country and country not in _NOT_A_COUNTRY
    ]
    reasons += pre_reasons
    if roles and asked_day is not None:
        flags, flag_reasons = party_flags(parties, roles, asked_day)
        kept, kept_reasons = reservation_flags(
            book.standing(question.taxon, asked_day),
            book.chain(question.taxon),
            verdict.possible,
            reservations,
            roles,
            asked_day,
        )
        status = replace(status, parties=flags, reservations=kept)
        reasons += [*flag_reasons, *kept_reasons]
    if pre is not None:
        status = replace(status, pre_convention=pre)
    outcome = _outcome(verdict.possible, verdict.missing)
    return Finding(outcome, _asked(question), asked_day, RULE, status, tuple(reasons), verdict.missing)


def _before_the_convention(question: Question, period: Interval) -> Finding[Status]:
    """Nothing was in any Appendix before there were any."""
    text = say(
        gettext_noop("The Convention has been in force since {day}; before it there was no Appendix."),
        day=CONVENTION_BEGAN.isoformat(),
    )
    day = period.start if _is_one_day(period) else None
    reason = Reason(text, "Article XXII", (_IN_FORCE,))
    return Finding(Outcome.NO, _asked(question), day, RULE, Status((NONE,), NONE), (reason,))


def _verdict(question: Question, book: ListingBook, period: Interval) -> Verdict:
    origin = None if question.origin is None or question.origin in _NOT_A_COUNTRY else question.origin
    form = (origin, question.location or "", question.term or "", question.source_code or "")
    if _is_one_day(period) and period.start is not None:
        return on_day(question.taxon, book, period.start, form)
    return over_period(question.taxon, book, period, form)


def _outcome(possible: tuple[str, ...], missing: tuple[Missing, ...]) -> Outcome:
    if missing or len(possible) != 1:
        return Outcome.UNKNOWN
    return Outcome.NO if possible == (NONE,) else Outcome.YES


def _pre_convention(question: Question, book: ListingBook) -> tuple[Outcome | None, list[Reason]]:
    """Step 6: was the specimen acquired before the Convention first applied to the taxon?"""
    if question.acquired_on is None:
        return None, []
    acquired, first = _period(question.acquired_on), book.first_listed(question.taxon)
    if first is None or acquired.start is None:
        return Outcome.UNKNOWN, []
    if acquired.start >= first:
        return Outcome.NO, []
    outcome = Outcome.YES if acquired.end is not None and acquired.end <= first else Outcome.UNKNOWN
    values = {"taxon": question.taxon, "first": first.isoformat(), "acquired": str(question.acquired_on)}
    if outcome is Outcome.YES:
        text = say(
            gettext_noop(
                "Acquired {acquired}, before {taxon} was first listed on {first}: with a certificate that says so "
                "the permits are not needed. It is not unlisted."
            ),
            **values,
        )
    else:
        text = say(
            gettext_noop(
                "Acquired {acquired}; {taxon} was first listed on {first}. Whether it was before the Convention "
                "applied is not settled."
            ),
            **values,
        )
    return outcome, [Reason(text, "Article VII.2", (_ART_VII_2,))]


def _answer_for_hybrid(
    question: Question, book: ListingBook, parties: Parties | None, reservations: Reservations | None
) -> Finding[Status]:
    """A hybrid follows its most strictly listed parent (Res. Conf. 10.17, from memory)."""
    found = [
        answer(replace(question, taxon=parent, parents=()), book, parties, reservations)
        for parent in question.parents
    ]
    sets = [finding.value.possible if finding.value and finding.value.possible else () for finding in found]
    combined: set[str] = set()
    if all(sets):
        combined = set(sets[0])
        for other in sets[1:]:
            combined = {min(a, b, key=strictness) for a in combined for b in other}
    else:
        combined = {appendix for one in sets for appendix in one if appendix != NONE}
    possible = tuple(sorted(combined, key=strictness))
    text = say(
        gettext_noop("A hybrid of {parents}: it follows the parent in the stricter Appendix."),
        parents=" × ".join(question.parents),
    )
    strictest = [f for f in found if f.value and f.value.chosen == (possible[0] if possible else None)]
    basis = strictest[0].value if strictest and strictest[0].value else Status(())
    missing = tuple(dict.fromkeys(lack for finding in found for lack in finding.missing))
    if possible == ("I",) and any(
        f.outcome is Outcome.YES and f.value and f.value.chosen == "I" for f in found
    ):
        missing = ()  # nothing is stricter, whatever the other parent is
    status = replace(basis, possible=possible, chosen=possible[0] if possible else "")
    status = replace(status, events=tuple(dict.fromkeys(e for f in found if f.value for e in f.value.events)))
    reasons = (
        *dict.fromkeys(reason for finding in found for reason in finding.reasons),
        Reason(text, "hybrid", (_CONF_10_17,)),
    )
    if not possible and not missing:
        missing = (not_in_lists(question.taxon, known=False),)
    return Finding(_outcome(possible, missing), _asked(question), found[0].on, RULE, status, reasons, missing)


def _asked(question: Question) -> Message:
    values = {"taxon": question.taxon, "on": str(question.on) if question.on else "?"}
    if question.origin:
        return say(
            gettext_noop("Which Appendix applied to {taxon} from {origin} on {on}?"),
            origin=question.origin,
            **values,
        )
    return say(gettext_noop("Which Appendix applied to {taxon} on {on}?"), **values)


def _period(on: date | PartialDate | None) -> Interval:
    if on is None:
        return Interval()
    if isinstance(on, date):
        return Interval(on, on + timedelta(days=1)) if on < date.max else Interval(on)
    return on.interval()


def _is_one_day(period: Interval) -> bool:
    return (
        period.start is not None
        and period.end is not None
        and (period.end - period.start) == timedelta(days=1)
    )
