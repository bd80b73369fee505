"""The answer as far as it depends on what stood, not on the exact day or the States: steps 1 to 5.

Dated history goes first. Downloads are compared with it, and speak where there is no history.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ..values import Interval, Missing, Reason, gettext_noop, say
from .book import ListingBook
from .events import NONE, strictness
from .resolution import Resolution, resolve
from .standings import Standing

_SHOWN = 10  # members named, of those below a taxon that share an answer
_EXPLAINED = 3  # members whose reasons are given
Form = tuple[str | None, str, str, str]  # origin, location, term, source code


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one taxon may have been in, why, and what is missing. Fields as those of ``Status``."""

    possible: tuple[str, ...]
    deemed: str = ""
    annotation: str = ""
    annotation_text: str = ""
    listed_by: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = ()
    would_change: tuple[Missing, ...] = ()


def over_period(taxon: str, book: ListingBook, period: Interval, form: Form) -> Verdict:
    """The verdicts for every stretch of the period in which nothing changes, put together."""
    days = _days_of_change(taxon, book, period)
    verdicts = [on_day(taxon, book, day, form) for day in days]
    together = _join(verdicts)
    if len({verdict.possible for verdict in verdicts}) > 1:
        text = say(
            gettext_noop(
                "The exact day. The listing of {taxon} changed within the period asked about: {days}."
            ),
            taxon=taxon,
            days=", ".join(day.isoformat() for day in days[1:]),
        )
        together = replace(together, missing=(Missing("on", text), *together.missing))
    return together


def on_day(taxon: str, book: ListingBook, day: date, form: Form) -> Verdict:
    """The verdict for one day: that of the taxon and of those below it that differ."""
    if not book.members(taxon):
        return _of_one(book, taxon, day, form)
    key = (taxon, book.stretch(taxon, day), form)
    known: Verdict | None = book.resolved.get(key)
    if known is None:
        known = book.resolved[key] = _of_all(taxon, book, day, form)
    return known


def _of_all(taxon: str, book: ListingBook, day: date, form: Form) -> Verdict:
    own = _of_one(book, taxon, day, form)
    members = book.members(taxon)
    near = [member for member in members if book.lineage.may_come_from(member, form[0])]
    together = _with_members(taxon, book, own, {member: _of_one(book, member, day, form) for member in near})
    if len(near) == len(members):
        return together
    left_out = [member for member in members if member not in set(near)]
    text = say(
        gettext_noop("Left out, as not native to {origin}: {members}."),
        origin=form[0],
        members=_some(left_out),
    )
    return replace(together, reasons=(*together.reasons, Reason(text, "range")))


def _some(names: list[str]) -> str:
    """The first of the names, and how many more there are."""
    if len(names) <= _SHOWN:
        return ", ".join(names)
    return f"{', '.join(names[:_SHOWN])} (+{len(names) - _SHOWN})"


def _days_of_change(taxon: str, book: ListingBook, period: Interval) -> list[date]:
    days = {period.start or date.min}
    for name in (taxon, *book.members(taxon)):
        days.update(day for day in book.days_of_change(name) if day in period)
    return sorted(days)


def _of_one(book: ListingBook, taxon: str, day: date, form: Form) -> Verdict:
    standing = book.standing(taxon, day)
    seen = beside = None
    if book.has_observations:
        seen = book.observed(taxon, day)
        beside = book.observed_during(taxon, standing.during) if seen is None else None
    key = (standing, seen, beside, form)
    known: Verdict | None = book.resolved.get(key)
    if known is None:
        known = _weigh(book, standing, seen, beside, form)
        book.resolved[key] = known
    return known


def _weigh(
    book: ListingBook, standing: Standing, seen: Standing | None, beside: Standing | None, form: Form
) -> Verdict:
    """Dated history against what a download of the time says (``seen``).

    ``beside`` is a download of another day on which the same entries stood: it cannot decide, but one that
    contradicts them leaves the answer open. The row of a higher taxon sums up its members, so it is no answer
    about the name itself where there is a history; where no member is known it is all there is.
    """
    history = _judge(book, standing, resolve(standing, *form))
    if not history.possible:
        if seen is not None:
            return _summed_up(book, seen, _judge(book, seen, resolve(seen, *form)))
        return _beside_downloads(book, standing.taxon, history)
    compared = seen or (beside if history.possible != (NONE,) else None)
    if compared is None or (" " not in standing.taxon and book.lineage.below(standing.taxon)):
        return history
    observed = _judge(book, compared, resolve(compared, *form))
    if not observed.possible:
        return history
    ours, theirs = set(history.possible), set(observed.possible)
    sources = (compared.source,) if compared.source else ()
    values = {"taxon": standing.taxon, "list": compared.source.title if compared.source else ""}
    if ours <= theirs or theirs <= ours:
        if seen is None:
            return history
        text = say(gettext_noop("{list}: agrees with the dated history of {taxon}."), **values)
        return replace(history, reasons=(*history.reasons, Reason(text, "comparison", sources)))
    said = {"history": "/".join(history.possible), "listing": "/".join(observed.possible)}
    text = say(
        gettext_noop("{list} has {taxon} in {listing}; the dated history says {history}. They disagree."),
        **values,
        **said,
    )
    lack = Missing("lists", say(gettext_noop("A look into the official text: {why}"), why=text))
    together = _join([history, observed])
    return replace(
        together,
        reasons=(*together.reasons, Reason(text, "comparison", sources)),
        missing=(lack, *together.missing),
    )


def _summed_up(book: ListingBook, seen: Standing, verdict: Verdict) -> Verdict:
    """The row of a higher taxon speaks of its listed members only, unless every member is known to be listed."""
    if " " in seen.taxon or book.lineage.is_whole(seen.taxon) or NONE in verdict.possible:
        return verdict
    text = say(
        gettext_noop(
            "The species. The list has {taxon} for the sake of its listed members; others may be in none."
        ),
        taxon=seen.taxon,
    )
    possible = (*verdict.possible, NONE)
    return replace(verdict, possible=possible, missing=(*verdict.missing, Missing("taxon", text)))


def _beside_downloads(book: ListingBook, taxon: str, verdict: Verdict) -> Verdict:
    """Nothing is known for the day, but downloads of other days can be quoted."""
    reasons = []
    for observation in book.observations(taxon):
        text = say(
            gettext_noop(
                "{list} of {on}: {taxon} was then listed as {listing}. The Appendices may have changed between "
                "that day and the day asked about, so it does not decide."
            ),
            list=observation.source.title,
            on=str(observation.on),
            taxon=observation.taxon,
            listing=observation.listing,
        )
        reasons.append(Reason(text, "window", (observation.source,)))
    return replace(verdict, reasons=(*verdict.reasons, *reasons))


def _judge(book: ListingBook, standing: Standing, found: Resolution) -> Verdict:
    """Say "in none" only under a claim that the lists are complete; otherwise it is not known."""
    reasons, missing, possible = list(found.reasons), list(found.missing), found.possible
    unlisted = NONE in possible and not any(NONE in t.appendices for t in found.treatments)
    if unlisted:
        claim = book.completeness(standing.taxon, standing.during.start or date.min)
        if standing.source is not None:
            text = say(
                gettext_noop("{list}: it has {taxon} as not in the Appendices, or not for every population."),
                list=standing.source.title,
                taxon=standing.taxon,
            )
            reasons.append(Reason(text, "download", (standing.source,)))
        elif claim is not None:
            text = say(
                gettext_noop("The loaded history of {taxon} is complete for this time; nothing else stood."),
                taxon=claim.taxon,
            )
            reasons.append(Reason(text, "completeness", (claim.source,)))
        else:
            missing.append(not_in_lists(standing.taxon, known=standing.taxon in book))
            if possible == (NONE,):
                possible = ()
    deemed = {t.deemed or t.entry.event.appendix for t in found.treatments}
    hashed = [e for e in found.entries if e.event.covers.hash]
    return Verdict(
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


def _with_members(taxon: str, book: ListingBook, own: Verdict, members: dict[str, Verdict]) -> Verdict:
    """A name above the species: everything its members may have been in, with examples of each answer."""
    alike: dict[tuple[tuple[str, ...], str], dict[str, Verdict]] = defaultdict(dict)
    for member, verdict in members.items():
        alike[verdict.possible, verdict.deemed][member] = verdict
    if not alike.keys() - {(own.possible, own.deemed)}:
        return own
    if book.lineage.is_whole(taxon):
        verdicts = []
    else:
        verdicts = [own]
        alike.pop((own.possible, own.deemed), None)
    for same in alike.values():
        verdicts += list(same.values())[:_EXPLAINED]
    together = _join(verdicts)
    together = replace(together, reasons=(*together.reasons, *_counted(taxon, alike)))
    if any(not verdict.possible for verdict in verdicts) and NONE not in together.possible:
        together = replace(together, possible=(*together.possible, NONE))  # others of it may be in none
    if len({verdict.possible for verdict in verdicts}) > 1:
        text = say(
            gettext_noop("The taxon below {taxon}. Its members are not all in the same Appendix."),
            taxon=taxon,
        )
        together = replace(together, missing=(Missing("taxon", text), *together.missing))
    return together


def _counted(taxon: str, alike: dict[tuple[tuple[str, ...], str], dict[str, Verdict]]) -> Iterator[Reason]:
    """How many members share an answer, where only some of them are shown."""
    for (possible, _), same in alike.items():
        if len(same) > _EXPLAINED:
            text = say(
                gettext_noop("{count} taxa below {taxon} have the answer {appendices}: {members}."),
                count=len(same),
                taxon=taxon,
                appendices="/".join(possible) or "?",
                members=_some(list(same)),
            )
            yield Reason(text, "members")


def _join(verdicts: list[Verdict]) -> Verdict:
    if len(verdicts) == 1:
        return verdicts[0]
    deemed = {verdict.deemed for verdict in verdicts}
    symbols = [verdict for verdict in verdicts if verdict.annotation]

    def every(field: str) -> tuple[object, ...]:
        return tuple(dict.fromkeys(item for verdict in verdicts for item in getattr(verdict, field)))

    return Verdict(
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


def not_in_lists(taxon: str, *, known: bool) -> Missing:
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
