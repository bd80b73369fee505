"""Answers about names and law as plain data: one shape for the command line and the HTTP API."""

from typing import Any

from django.utils.translation import gettext as _

from saola.core.names import Candidate, NameMatch
from saola.core.values import Finding, Message

from .queries import StatusAnswer, listing_book


def match_data(match: NameMatch) -> dict[str, Any]:
    """How a name was understood."""
    return {
        "written": match.text,
        "outcome": match.outcome.value,
        "accepted": match.best.accepted_name if match.best else None,
        "taxon_id": match.best.taxon_id if match.best else None,
        "rank": match.best.rank.lower() if match.best else None,
        "score": match.best.score if match.best else None,
        "is_to_species": match.is_to_species,
        "candidates": [candidate_data(one) for one in match.candidates],
    }


def candidate_data(candidate: Candidate) -> dict[str, Any]:
    return {
        "taxon_id": candidate.taxon_id,
        "name": candidate.name,
        "accepted": candidate.accepted_name,
        "rank": candidate.rank.lower(),
        "score": candidate.score,
        "via": candidate.via,
        "reasons": [said(reason) for reason in candidate.reasons],
    }


def status_data(answer: StatusAnswer) -> dict[str, Any]:
    """The whole answer to a question of status."""
    finding, status = answer.finding, answer.finding.value
    return {
        "name": answer.match.text,
        "accepted": answer.taxon.name if answer.taxon else None,
        "match": answer.match.outcome.value,
        "candidates": [candidate_data(one) for one in answer.match.candidates] if not answer.taxon else [],
        "question": said(finding.question),
        "on": finding.on.isoformat() if finding.on else None,
        "outcome": finding.outcome.value,
        "appendix": list(status.possible) if status else [],
        "chosen": status.chosen if status else "",
        "deemed": status.deemed if status else "",
        "annotation": status.annotation if status else "",
        "annotation_text": status.annotation_text if status else "",
        "listed_by": list(status.listed_by) if status else [],
        "reservations": [_flag(flag) for flag in status.reservations] if status else [],
        "parties": [_party(flag) for flag in status.parties] if status else [],
        "pre_convention": status.pre_convention.value if status and status.pre_convention else None,
        "reasons": _reasons(finding),
        "events": _events(status.events) if status else [],
        "sources": [source.as_data() for source in finding.sources],
        "missing": [{"field": lack.field, "text": said(lack.text)} for lack in finding.missing],
        "would_change": [{"field": lack.field, "text": said(lack.text)} for lack in status.would_change]
        if status
        else [],
        "rule": finding.rule,
    }


def said(message: Message) -> str:
    """The sentence in the reader's language, without markup."""
    return message.in_words(_)


def _reasons(finding: Finding) -> list[dict[str, Any]]:
    return [
        {
            "text": said(reason.text),
            "rule": reason.rule,
            "sources": [source.as_data() for source in reason.sources],
        }
        for reason in finding.reasons
    ]


def _flag(flag) -> dict[str, str]:
    return {
        "country": flag.party,
        "role": flag.role,
        "taxon": flag.taxon,
        "appendix": flag.appendix,
        "outcome": flag.outcome.value,
        "note": flag.note,
    }


def _party(flag) -> dict[str, str]:
    return {"country": flag.country, "role": flag.role, "outcome": flag.outcome.value}


def _events(ids: tuple[str, ...]) -> list[dict[str, str]]:
    """Dated events whole; of an entry that only a download tells of, its id in the download."""
    kept = listing_book().book.events
    return [_event(kept[key]) if key in kept else {"id": key} for key in ids]


def _event(event) -> dict[str, str]:
    return {
        "id": event.id,
        "taxon": event.taxon,
        "appendix": event.appendix,
        "change": event.change.value,
        "on": str(event.on),
        "party": event.party,
        "source": event.source.title,
        "mark": event.source.mark.value,
    }
