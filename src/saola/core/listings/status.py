"""Answers a question by the nine steps of the procedure (docs/method/listings.md), each leaving its reasons.

The outcome is ``yes`` when the specimen was certainly in one Appendix, ``no`` when it was certainly in none,
and ``unknown`` when the set of possible Appendices is not settled.
"""

from dataclasses import dataclass, replace
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
from .book import ListingBook, Standing
from .events import NONE, strictness
from .question import Question, Status
from .resolution import Resolution, resolve
from .states import Parties, Reservations, party_flags, reservation_flags

RULE = "listings 1"
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
    verdict = _over_period(question, book, period)
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


@dataclass(frozen=True, slots=True)
class _Verdict:
    """The answer as far as it does not depend on the exact day, only on what stood."""

    possible: tuple[str, ...]
    deemed: str = ""
    annotation: str = ""
    annotation_text: str = ""
    listed_by: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = ()
    would_change: tuple[Missing, ...] = ()


def _over_period(question: Question, book: ListingBook, period: Interval) -> _Verdict:
    """Steps 1 to 5 for every standing that the period touches, put together."""
    if _is_one_day(period) and period.start is not None:
        return _at(question, book, period.start)
    days = _days_of_change(question.taxon, book, period)
    verdicts = [_at(question, book, day) for day in days]
    together = _join(verdicts)
    if len({verdict.possible for verdict in verdicts}) > 1:
        text = say(
            gettext_noop(
                "The exact day. The listing of {taxon} changed within the period asked about: {days}."
            ),
            taxon=question.taxon,
            days=", ".join(day.isoformat() for day in days[1:]),
        )
        together = replace(together, missing=(Missing("on", text), *together.missing))
    return together


def _days_of_change(taxon: str, book: ListingBook, period: Interval) -> list[date]:
    """A first day for each stretch of the period in which nothing changes."""
    days = {period.start or date.min}
    for name in (taxon, *book.members(taxon)):
        for standing in book.standings(name, period):
            start = standing.during.start
            if start is not None and start in period:
                days.add(start)
    return sorted(days)


def _at(question: Question, book: ListingBook, day: date) -> _Verdict:
    origin = None if question.origin is None or question.origin in _NOT_A_COUNTRY else question.origin
    form = (origin, question.location or "", question.term or "", question.source_code or "")
    own = _of_one(book, book.standing(question.taxon, day), form)
    members = book.members(question.taxon)
    if not members:
        return own
    return _with_members(
        question.taxon, book, own, [_of_one(book, book.standing(m, day), form) for m in members]
    )


def _of_one(book: ListingBook, standing: Standing, form: tuple[str | None, str, str, str]) -> _Verdict:
    key = (standing, form)
    if key not in book.resolved:
        book.resolved[key] = _judge(book, standing, resolve(standing, *form))
    verdict: _Verdict = book.resolved[key]
    return verdict


def _judge(book: ListingBook, standing: Standing, found: Resolution) -> _Verdict:
    """Say "in none" only under a claim that the lists are complete; otherwise it is not known."""
    reasons, missing, possible = list(found.reasons), list(found.missing), found.possible
    unlisted = NONE in possible and not any(NONE in t.appendices for t in found.treatments)
    if unlisted:
        claim = book.completeness(standing.taxon, standing.during.start or date.min)
        if claim is not None:
            text = say(
                gettext_noop("The loaded history of {taxon} is complete for this time; nothing else stood."),
                taxon=claim.taxon,
            )
            reasons.append(Reason(text, "completeness", (claim.source,)))
        else:
            missing.append(_not_in_lists(standing.taxon, known=standing.taxon in book))
            if possible == (NONE,):
                possible = ()
    deemed = {t.deemed or t.entry.event.appendix for t in found.treatments}
    hashed = [e for e in found.entries if e.event.covers.hash]
    return _Verdict(
        possible,
        next(iter(deemed)) if len(deemed) == 1 and any(t.deemed for t in found.treatments) else "",
        hashed[0].event.covers.hash if hashed else "",
        hashed[0].hash.text if hashed and hashed[0].hash else "",
        tuple(dict.fromkeys(e.event.party for e in found.entries if e.event.appendix == "III")),
        tuple(entry.event.id for entry in found.entries),
        tuple(reasons),
        tuple(missing),
        tuple(lack for t in found.treatments for lack in t.would_change),
    )


def _with_members(taxon: str, book: ListingBook, own: _Verdict, members: list[_Verdict]) -> _Verdict:
    """A name above the species: everything its members may have been in."""
    differing = [
        verdict for verdict in members if (verdict.possible, verdict.deemed) != (own.possible, own.deemed)
    ]
    if not differing:
        return own
    verdicts = members if book.lineage.is_whole(taxon) else [own, *differing]
    together = _join(verdicts)
    if len({verdict.possible for verdict in verdicts}) > 1:
        text = say(
            gettext_noop("The taxon below {taxon}. Its members are not all in the same Appendix."),
            taxon=taxon,
        )
        together = replace(together, missing=(Missing("taxon", text), *together.missing))
    return together


def _join(verdicts: list[_Verdict]) -> _Verdict:
    if len(verdicts) == 1:
        return verdicts[0]
    deemed = {verdict.deemed for verdict in verdicts}
    symbols = [verdict for verdict in verdicts if verdict.annotation]

    def every(field: str) -> tuple[object, ...]:
        return tuple(dict.fromkeys(item for verdict in verdicts for item in getattr(verdict, field)))

    return _Verdict(
        tuple(sorted({a for v in verdicts for a in v.possible}, key=strictness)),
        deemed.pop() if len(deemed) == 1 else "",
        symbols[0].annotation if symbols else "",
        symbols[0].annotation_text if symbols else "",
        every("listed_by"),  # type: ignore[arg-type]
        every("events"),  # type: ignore[arg-type]
        every("reasons"),  # type: ignore[arg-type]
        every("missing"),  # type: ignore[arg-type]
        every("would_change"),  # type: ignore[arg-type]
    )


def _outcome(possible: tuple[str, ...], missing: tuple[Missing, ...]) -> Outcome:
    if missing or len(possible) != 1:
        return Outcome.UNKNOWN
    return Outcome.NO if possible == (NONE,) else Outcome.YES


def _not_in_lists(taxon: str, *, known: bool) -> Missing:
    if known:
        text = say(
            gettext_noop(
                "The history of {taxon} at this time: the loaded lists name no entry that stood, and do not claim "
                "to be complete."
            ),
            taxon=taxon,
        )
    else:
        text = say(
            gettext_noop("{taxon} is not in the loaded lists. Check the name, or load a list that holds it."),
            taxon=taxon,
        )
    return Missing("history", text)


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
        missing = (_not_in_lists(question.taxon, known=False),)
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
