"""Whether an entry covers a specimen, and as if of which Appendix the specimen is to be treated."""

from dataclasses import dataclass

from ..values import Mark, Missing, Outcome, Reason, Source, gettext_noop, say
from .events import NONE
from .standings import Entry

_ART_VII_4 = Source("CITES", "Article VII, paragraph 4", Mark.CHECKED)
_CODES = Source("Resolution Conf. 12.3 (source codes)", "", Mark.MEMORY)


@dataclass(frozen=True, slots=True)
class Treatment:
    """One entry applied to one specimen.

    ``appendices`` are those the specimen may be in by this entry; ``deemed`` the Appendix as if of which it is
    treated, empty where that is the Appendix itself. ``missing`` keeps the answer open, ``would_change`` only
    says what was not asked.
    """

    entry: Entry
    appendices: tuple[str, ...]
    deemed: str = ""
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = ()
    would_change: tuple[Missing, ...] = ()


def treat(entry: Entry, term: str, source_code: str) -> Treatment:
    """Apply the entry's limits on specimens (step 4) and then the source of the specimen (step 5)."""
    limited = _apply_limits(entry, term, source_code)
    if limited.deemed or limited.appendices != (entry.event.appendix,):
        return limited
    hashed = _apply_hash(entry, term, source_code, limited)
    return _apply_source(hashed, source_code)


def _apply_limits(entry: Entry, term: str, source_code: str) -> Treatment:
    event = entry.event
    if event.covers.is_unread:
        return _limits_in_words(entry)
    covered = event.covers.includes(term, source_code)
    if covered is Outcome.YES:
        return Treatment(entry, (event.appendix,))
    if covered is Outcome.UNKNOWN:
        field = "term" if not term and (event.covers.only_terms or event.covers.not_terms) else "source_code"
        text = say(
            gettext_noop(
                "The form and the source of the specimen: the entry for {taxon} in Appendix {appendix} covers "
                "certain specimens only."
            ),
            taxon=event.taxon,
            appendix=event.appendix,
        )
        return Treatment(entry, (event.appendix,), would_change=(Missing(field, text),))
    values = {"taxon": event.taxon, "appendix": event.appendix, "term": term or source_code}
    otherwise = event.covers.otherwise
    if otherwise == NONE:
        text = say(
            gettext_noop(
                "The entry for {taxon} in Appendix {appendix} does not cover this specimen ({term})."
            ),
            **values,
        )
        return Treatment(entry, (NONE,), reasons=(Reason(text, "specimen", (event.source,)),))
    text = say(
        gettext_noop(
            "The entry for {taxon} in Appendix {appendix} is limited to other specimens than this one ({term}); "
            "all others are deemed to be of a species in Appendix {otherwise}."
        ),
        **values,
        otherwise=otherwise,
    )
    return Treatment(entry, (event.appendix,), otherwise, (Reason(text, "specimen", (event.source,)),))


def _limits_in_words(entry: Entry) -> Treatment:
    event = entry.event
    text = say(
        gettext_noop(
            "A person's reading of the entry for {taxon} in Appendix {appendix}: it covers certain specimens only, "
            "named in words, and deems all others to be of Appendix {otherwise}."
        ),
        taxon=event.taxon,
        appendix=event.appendix,
        otherwise=event.covers.otherwise,
    )
    return Treatment(entry, (event.appendix,), would_change=(Missing("specimen", text),))


def _apply_hash(entry: Entry, term: str, source_code: str, so_far: Treatment) -> Treatment:
    symbol, wording = entry.event.covers.hash, entry.hash
    if not symbol:
        return so_far
    values = {"symbol": symbol, "taxon": entry.event.taxon, "term": term}
    if not term:
        text = say(
            gettext_noop("The form of the specimen: annotation {symbol} leaves some parts and products out."),
            **values,
        )
        return Treatment(entry, so_far.appendices, would_change=(*so_far.would_change, Missing("term", text)))
    covered = wording.covers(term, source_code) if wording else Outcome.UNKNOWN
    sources = (wording.source,) if wording else ()
    if covered is Outcome.YES:
        text = say(gettext_noop("Annotation {symbol} covers {term}."), **values)
        return Treatment(
            entry, so_far.appendices, "", (Reason(text, "annotation", sources),), (), so_far.would_change
        )
    if covered is Outcome.NO:
        text = say(gettext_noop("Annotation {symbol} does not cover {term}: not controlled."), **values)
        return Treatment(entry, (NONE,), reasons=(Reason(text, "annotation", sources),))
    text = say(
        gettext_noop(
            "More about the specimen: whether annotation {symbol} covers {term} depends on its details."
        ),
        **values,
    )
    return Treatment(entry, (*so_far.appendices, NONE), missing=(Missing("specimen", text),))


def _apply_source(treatment: Treatment, source_code: str) -> Treatment:
    entry = treatment.entry
    if treatment.appendices != ("I",) or source_code not in ("A", "C", "D"):
        return treatment
    if source_code == "D":
        text = say(
            gettext_noop(
                "Source D: bred by a registered operation, or propagated artificially, for commercial purposes. "
                "It is treated as a specimen of Appendix II; the listing in Appendix I is unchanged."
            )
        )
        reason = Reason(text, "Article VII.4", (_ART_VII_4, _CODES))
        return Treatment(
            entry, ("I",), "II", (*treatment.reasons, reason), treatment.missing, treatment.would_change
        )
    text = say(
        gettext_noop(
            "Source {code}: bred or propagated, but not for commercial purposes under paragraph 4. A certificate "
            "to that effect takes the place of the permits; the specimen remains in Appendix I."
        ),
        code=source_code,
    )
    reason = Reason(
        text, "Article VII.5", (Source("CITES", "Article VII, paragraph 5", Mark.CHECKED), _CODES)
    )
    return Treatment(
        entry, ("I",), "", (*treatment.reasons, reason), treatment.missing, treatment.would_change
    )
