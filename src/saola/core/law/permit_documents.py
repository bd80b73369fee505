"""Is a document of CITES good for this consignment? Each check by itself, three-valued.

Validity: an export permit may be used within six months of its grant (article VI(2)); the other periods are those of
Resolution Conf. 12.3, from memory. A separate document for each consignment (VI(5)); copies serve for nothing (VI(4)); name
and stamp of the authority and a control number (VI(3)).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from saola.core.values import Mark, Missing, Outcome, Reason, Source, gettext_noop, say

from .limitation import later
from .logic import NO, UNKNOWN, YES, every, of
from .penalties import Term
from .permits import Consignment, Document, Movement, Paper, article

_RESOLUTION = Source("CITES Resolution Conf. 12.3", "on permits and certificates", Mark.MEMORY)
_VALIDITY: dict[Paper, tuple[Term, Source]] = {
    Paper.EXPORT_PERMIT: (Term(Fraction(6)), article("VI(2)")),
    Paper.RE_EXPORT_CERTIFICATE: (Term(Fraction(6)), _RESOLUTION),
    Paper.IMPORT_PERMIT: (Term(Fraction(12)), _RESOLUTION),
    Paper.CERTIFICATE_OF_ORIGIN: (Term(Fraction(12)), _RESOLUTION),
}
_LEAVES = (Paper.EXPORT_PERMIT, Paper.RE_EXPORT_CERTIFICATE)
_OF_DESTINATION = (Paper.IMPORT_PERMIT, Paper.SEA_CERTIFICATE)


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one document: its name, the answer, why, and what would settle it."""

    name: str
    outcome: Outcome
    reason: Reason
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A document with all its checks; every one must be met."""

    document: Document
    checks: tuple[Check, ...]

    @property
    def outcome(self) -> Outcome:
        return every(check.outcome for check in self.checks)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What speaks against it or is open; one sentence where all is well."""
        against = tuple(check.reason for check in self.checks if check.outcome is not YES)
        if against:
            return against
        text = say(gettext_noop("The {document} is good for this consignment."), document=self.document.name)
        return (Reason(text, "R7", (article("VI"),)),)

    @property
    def missing(self) -> tuple[Missing, ...]:
        return tuple(lack for check in self.checks for lack in check.missing)


def check_document(
    document: Document, consignment: Consignment, appendix: str, listed: str, on: date | None
) -> Checked:
    """Every check of the document on the day. ``appendix`` is that whose rules hold, ``listed`` that of the list."""
    outcomes = {
        "issued_by": _issued_by(document, consignment),
        "taxon": _same(document.taxon.casefold(), consignment.taxon.casefold()),
        "window": _in_its_window(document, consignment, appendix, on),
        "quantity": _quantity(document, consignment),
        "is_original": of(document.is_original),
        "is_stamped": of(document.is_stamped),
        "is_unused": of(document.is_unused),
        "is_confirmed": of(document.is_confirmed),
        "appendix": YES if document.appendix in ("", listed, appendix) else UNKNOWN,
        "source": NO if _differ(document.source, consignment.source) else YES,
        "purpose": _purpose(document, consignment, appendix),
    }
    found = (_check(document, name, outcome, appendix) for name, outcome in outcomes.items())
    return Checked(document, tuple(found))


def _same(first: str, second: str) -> Outcome:
    return of(first == second) if first and second else UNKNOWN


def _differ(first: str, second: str) -> bool:
    return bool(first and second and first != second)


def _issued_by(document: Document, consignment: Consignment) -> Outcome:
    """Import permits and certificates of introduction come from the State of destination, the rest from that of departure."""
    if document.kind in _OF_DESTINATION:
        return _same(document.issued_by, consignment.to_state)
    if document.kind is Paper.CERTIFICATE_OF_ORIGIN:
        return YES if document.issued_by else UNKNOWN
    return _same(document.issued_by, consignment.from_state)


def validity(kind: Paper, appendix: str) -> tuple[Term, Source] | None:
    """How long such a document may be used, and by which rule; ``None`` where no period is known here."""
    if kind is Paper.SEA_CERTIFICATE and appendix == "II":
        return Term(Fraction(12)), article("IV(7)")
    return _VALIDITY.get(kind)


def _in_its_window(document: Document, consignment: Consignment, appendix: str, on: date | None) -> Outcome:
    """Granted before it was used and not run out. Of an import what counts for a permit to leave is the day of export."""
    if document.kind not in _LEAVES or consignment.movement is not Movement.IMPORT:
        return _window(document, appendix, on)
    if consignment.exported_on is not None:
        return _window(document, appendix, consignment.exported_on)
    # When they left is not known: before they arrived, and perhaps before the document was granted or ran out.
    is_later = on is not None and document.issued_on is not None and document.issued_on > on
    return NO if is_later else UNKNOWN


def _window(document: Document, appendix: str, used_on: date | None) -> Outcome:
    if used_on is None:
        return UNKNOWN
    granted, expires = document.issued_on, document.expires_on
    answers = [of(None if granted is None else granted <= used_on)]
    if expires is not None:
        answers.append(of(used_on <= expires))
    if granted is not None and (period := validity(document.kind, appendix)) is not None:
        ends = later(granted, period[0])
        if used_on == ends and expires is None:
            answers.append(UNKNOWN)  # that very day hangs on how the State counts
        else:
            answers.append(of(used_on <= ends))
    return every(answers)


def _quantity(document: Document, consignment: Consignment) -> Outcome:
    if document.quantity is None or consignment.quantity is None or document.unit != consignment.unit:
        return UNKNOWN
    return of(consignment.quantity <= document.quantity)


def _purpose(document: Document, consignment: Consignment, appendix: str) -> Outcome:
    """No import permit of Appendix I for primarily commercial purposes (article III(3)(c)); otherwise the same on both."""
    if _differ(document.purpose, consignment.purpose):
        return NO
    if document.kind is Paper.IMPORT_PERMIT and appendix == "I":
        purpose = document.purpose or consignment.purpose
        return of(purpose != "T") if purpose else UNKNOWN
    return YES


def _check(document: Document, name: str, outcome: Outcome, appendix: str) -> Check:
    no, wanted, source = _SAID[name]
    if name == "window" and (period := validity(document.kind, appendix)):
        source = period[1]
    name_of = document.name
    if outcome is NO:
        return Check(name, outcome, Reason(say(no, document=name_of), name, (source,)))
    text = say(_OPEN if outcome is UNKNOWN else _MET, document=name_of, what=say(wanted))
    lacks = (Missing(name, say(_WANTED, document=name_of, what=say(wanted))),) if outcome is UNKNOWN else ()
    return Check(name, outcome, Reason(text, name, (source,)), lacks)


_OPEN = gettext_noop("The {document} could not be verified: {what}.")
_MET = gettext_noop("The {document} was checked: {what}.")
_WANTED = gettext_noop("For the {document}: {what}.")
_SAID: dict[str, tuple[str, str, Source]] = {
    "issued_by": (
        gettext_noop("The {document} was not issued by the State that has to issue it."),
        gettext_noop("the State that issued it"),
        article("VI"),
    ),
    "taxon": (
        gettext_noop("The {document} is for another species."),
        gettext_noop("the species that it names and that of the specimens"),
        article("VI"),
    ),
    "window": (
        gettext_noop("The {document} was not valid on the day it was used."),
        gettext_noop("the day of its grant, the day it was used, and how the State counts the period"),
        article("VI(2)"),
    ),
    "quantity": (
        gettext_noop("There is more in the consignment than the {document} allows."),
        gettext_noop("the quantities allowed and moved, in one unit"),
        article("VI"),
    ),
    "is_original": (
        gettext_noop("The {document} is a copy, which serves for nothing in place of the original."),
        gettext_noop("whether it is the original"),
        article("VI(4)"),
    ),
    "is_stamped": (
        gettext_noop("The {document} lacks the name and stamp of the authority or a control number."),
        gettext_noop("the name and stamp of the authority and the control number"),
        article("VI(3)"),
    ),
    "is_unused": (
        gettext_noop("The {document} served another consignment; each needs its own."),
        gettext_noop("whether it served another consignment"),
        article("VI(5)"),
    ),
    "is_confirmed": (
        gettext_noop("The authority named on the {document} does not stand by it."),
        gettext_noop("an answer of the authority that issued it, on the control number"),
        article("VI(3)"),
    ),
    "appendix": (
        gettext_noop("The {document} speaks of another Appendix."),
        gettext_noop("why it speaks of another Appendix than that of the day"),
        article("VI"),
    ),
    "source": (
        gettext_noop("The {document} gives another source of the specimens."),
        gettext_noop("the source of the specimens"),
        _RESOLUTION,
    ),
    "purpose": (
        gettext_noop(
            "The {document} does not serve this purpose: of Appendix I nothing is imported primarily to trade, and the "
            "purpose must be that of the document."
        ),
        gettext_noop("the purpose of the import"),
        article("III(3)(c)"),
    ),
}


def days_of_change(document: Document, appendices: Iterable[str]) -> Iterator[date]:
    """The days on which the document begins or ceases to be good."""
    ends = {document.expires_on} if document.expires_on else set()
    if document.issued_on is not None:
        yield document.issued_on
        periods = [validity(document.kind, appendix) for appendix in appendices]
        ends |= {later(document.issued_on, period[0]) for period in periods if period}
    for day in ends:
        yield day
        if day < date.max:
            yield day + timedelta(days=1)
