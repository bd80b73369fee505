"""From the entries that stand on a day to the Appendices one taxon of one origin may have been in.

Steps 1, 3 and 4 of the procedure (docs/method/listings.md): the more specific entry goes before the inherited
one, population by population; Appendix III comes in only where neither I nor II does; then the limits on
specimens are applied.
"""

from dataclasses import dataclass

from ..values import Message, Missing, Outcome, Reason, gettext_noop, say
from .events import NONE, Change, strictness
from .populations import Extent, Population, Provenance, thinkable_origins
from .specimens import Treatment, treat
from .standings import Entry, Level, Standing


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one taxon may have been in, with the entries, the treatments of the specimen and the reasons."""

    possible: tuple[str, ...]
    treatments: tuple[Treatment, ...]
    entries: tuple[Entry, ...]
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def is_settled(self) -> bool:
        return len(self.possible) == 1 and not self.missing


@dataclass(frozen=True, slots=True)
class _Case:
    """The answer for one definite origin: the entries it may fall under and whether it may fall under none."""

    entries: tuple[Entry, ...]
    may_be_none: bool
    trouble: tuple[Missing, ...] = ()
    named: frozenset[str] = frozenset()  # Appendices that an entry only points to

    @property
    def appendices(self) -> frozenset[str]:
        found = self.named.union(entry.event.appendix for entry in self.entries)
        return found | {NONE} if self.may_be_none else found


def resolve(
    standing: Standing,
    origin: str | None,
    location: str,
    term: str,
    source_code: str,
) -> Resolution:
    """The Appendices for ``standing.taxon`` from ``origin`` in the form of ``term`` and ``source_code``."""
    origins = thinkable_origins(_populations(standing), origin, location)
    cases = [_case(standing.levels, provenance) for provenance in origins]
    used = {id(entry) for case in cases for entry in case.entries}
    entries = tuple(entry for level in standing.levels for entry in level.entries if id(entry) in used)
    reasons = [_entry_reason(standing.taxon, entry) for entry in entries]
    reasons += _passed_over(standing, entries, origin)
    missing: list[Missing] = []
    if len({case.appendices for case in cases}) > 1:
        missing.append(_missing_place(standing, origin))
    missing += [trouble for case in cases for trouble in case.trouble]
    treatments = tuple(treat(entry, term, source_code) for entry in entries)
    reasons += [reason for treatment in treatments for reason in treatment.reasons]
    missing += [lack for treatment in treatments for lack in treatment.missing]
    appendices = {appendix for treatment in treatments for appendix in treatment.appendices}
    appendices = appendices.union(*(case.named for case in cases))
    if any(case.may_be_none for case in cases):
        appendices.add(NONE)
    possible = tuple(sorted(appendices, key=strictness))
    return Resolution(possible, treatments, entries, tuple(reasons), tuple(dict.fromkeys(missing)))


def _populations(standing: Standing) -> tuple[Population, ...]:
    found: list[Population] = []
    for level in standing.levels:
        for entry in level.entries:
            found.append(entry.event.population)
            found += [population for population, _ in entry.exceptions]
    return tuple(found)


def _case(levels: tuple[Level, ...], provenance: Provenance) -> _Case:
    found: list[Entry] = []
    trouble: list[Missing] = []
    for level in levels:
        strict = [entry for entry in level.entries if entry.event.appendix != "III"]
        outcomes = {id(entry): entry.covers(provenance) for entry in strict}
        sure = _newest([entry for entry in strict if outcomes[id(entry)] is Outcome.YES])
        open_ = [entry for entry in strict if outcomes[id(entry)] is Outcome.UNKNOWN]
        if sure:
            open_ = [entry for entry in open_ if entry.event.latest >= sure[0].event.earliest]
        found += sure + open_
        trouble += [_why_open(entry) for entry in open_]
        if len({entry.event.appendix for entry in sure}) > 1:
            trouble.append(_contradiction(level.taxon))
        if sure or (open_ and _is_exhaustive(strict)):
            return _Case(tuple(found), may_be_none=False, trouble=tuple(trouble))
        if not open_ and strict and _is_exhaustive(strict):
            # One text sends this population to an Appendix whose own text does not name it.
            trouble.append(_contradiction(level.taxon))
            return _Case((*found, *strict), may_be_none=False, trouble=tuple(trouble))
    third = [entry for level in levels for entry in level.entries if entry.event.appendix == "III"]
    outcomes = {id(entry): entry.covers(provenance) for entry in third}
    sure = [entry for entry in third if outcomes[id(entry)] is Outcome.YES]
    open_ = [entry for entry in third if outcomes[id(entry)] is Outcome.UNKNOWN]
    if not sure:
        trouble += [_why_open(entry) for entry in open_]
    if pointed := _pointed_to(levels):
        trouble.append(_contradiction(levels[0].taxon))
        return _Case((*found, *sure, *open_), may_be_none=False, trouble=tuple(trouble), named=pointed)
    return _Case((*found, *sure, *open_), may_be_none=not sure, trouble=tuple(trouble))


def _newest(entries: list[Entry]) -> list[Entry]:
    """Of entries that all cover one population only the last counts: it cannot be in two Appendices."""
    if not entries:
        return []
    last = max(entry.event.earliest for entry in entries)
    return [entry for entry in entries if entry.event.latest >= last]


def _is_exhaustive(entries: list[Entry]) -> bool:
    """Whether the entries say themselves that what one leaves out is in another of them."""
    present = {entry.event.appendix for entry in entries}
    return any(entry.event.population.elsewhere in present - {entry.event.appendix} for entry in entries)


def _pointed_to(levels: tuple[Level, ...]) -> frozenset[str]:
    """Appendices to which entries send the populations they leave out, though no entry there is loaded."""
    strict = [e.event for level in levels for e in level.entries if e.event.appendix != "III"]
    return frozenset(e.population.elsewhere for e in strict) - {"", *(e.appendix for e in strict)}


def _entry_reason(taxon: str, entry: Entry) -> Reason:
    event = entry.event
    values = {"taxon": event.taxon, "appendix": event.appendix, "since": str(event.on)}
    if event.change is Change.OBSERVATION:
        text = say(
            gettext_noop("{list} of {since}: {taxon} in Appendix {appendix}."),
            list=event.source.title,
            **values,
        )
    elif entry.validity.ended_by is None:
        text = say(gettext_noop("{taxon}: in Appendix {appendix} since {since}."), **values)
    else:
        until = str(entry.validity.ended_by.on)
        text = say(
            gettext_noop("{taxon}: in Appendix {appendix} from {since}, until it was changed on {until}."),
            **values,
            until=until,
        )
    if event.taxon != taxon:
        text = say(
            gettext_noop("No entry of its own decides for {asked}; the entry for {taxon} covers it. {entry}"),
            asked=taxon,
            taxon=event.taxon,
            entry=text,
        )
    if event.not_taxa:
        left_out = ", ".join(sorted(event.not_taxa))
        text = say(gettext_noop("{entry} It leaves out {taxa}."), entry=text, taxa=left_out)
    if event.annotation:
        text = say(gettext_noop("{entry} The entry says: {note}"), entry=text, note=event.annotation)
    return Reason(text, rule=f"entry {event.id}", sources=(event.source,))


def _passed_over(standing: Standing, used: tuple[Entry, ...], origin: str | None) -> list[Reason]:
    """Why entries that stood on the day do not decide."""
    reasons = []
    for level in standing.levels:
        for entry in level.entries:
            if any(entry is other for other in used):
                continue
            event = entry.event
            values = {"taxon": event.taxon, "appendix": event.appendix}
            if origin and event.population.includes(origin) is Outcome.NO:
                text = say(
                    gettext_noop(
                        "The entry for {taxon} in Appendix {appendix} does not cover what comes from {origin}."
                    ),
                    **values,
                    origin=origin,
                )
                rule = "population"
            else:
                text = say(
                    gettext_noop(
                        "The entry for {taxon} in Appendix {appendix} gives way to the more specific, later or "
                        "stricter one above."
                    ),
                    **values,
                )
                rule = "precedence"
            reasons.append(Reason(text, rule, (event.source,)))
    return reasons


def _missing_place(standing: Standing, origin: str | None) -> Missing:
    if origin is None:
        named = sorted({code for population in _populations(standing) for code in population.named})
        return Missing(
            "origin",
            say(
                gettext_noop(
                    "The country of origin. The listing of {taxon} tells populations apart by country "
                    "({countries})."
                ),
                taxon=standing.taxon,
                countries=", ".join(named),
            ),
        )
    parts = [
        part.text
        for population in _populations(standing)
        for part in population.parts
        if part.country == origin
    ]
    return Missing(
        "location",
        say(
            gettext_noop("The place within {country}. The listing tells one part of it apart: {part}"),
            country=origin,
            part="; ".join(dict.fromkeys(parts)),
        ),
    )


def _why_open(entry: Entry) -> Missing:
    event = entry.event
    if event.population.extent is Extent.UNREAD:
        return Missing(
            "population",
            _about(
                gettext_noop(
                    "A person's reading of the entry for {taxon} in Appendix {appendix}, whose populations are "
                    "given in words only: {text}"
                ),
                entry,
                text=event.population.text,
            ),
        )
    return Missing(
        "history",
        _about(
            gettext_noop(
                "The exact day of a change of {taxon} in Appendix {appendix}: the loaded lists give it as {since}."
            ),
            entry,
            since=str(event.on),
        ),
    )


def _about(template: str, entry: Entry, **values: str) -> Message:
    return say(template, taxon=entry.event.taxon, appendix=entry.event.appendix, **values)


def _contradiction(taxon: str) -> Missing:
    return Missing(
        "lists",
        say(
            gettext_noop(
                "A look into the official text: the loaded entries for {taxon} contradict each other for this "
                "origin."
            ),
            taxon=taxon,
        ),
    )
