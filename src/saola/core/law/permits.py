"""Documents of CITES: what a movement of specimens asks for, by Appendix (articles III, IV and V).

A document that is asked for may be one of several kinds: the import of an Appendix II specimen needs an export permit
or a re-export certificate. What exempts is in ``permit_exemptions``, whether a document is good in ``permit_documents``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from saola.core.values import Mark, Message, Outcome, Source, gettext_noop, say

from .facts import NOTHING, Facts
from .logic import NO, UNKNOWN, YES, of

_CITES = "Convention on International Trade in Endangered Species of Wild Fauna and Flora"


def article(number: str) -> Source:
    """An article of the Convention, as read."""
    return Source(_CITES, f"art. {number}", Mark.CHECKED)


class Movement(StrEnum):
    """What is done with the specimens at the border; together they are trade (article I(c))."""

    EXPORT = "export"
    RE_EXPORT = "re_export"
    IMPORT = "import"
    FROM_SEA = "introduce_from_sea"


class Paper(StrEnum):
    """Kinds of document. What a State that is no Party issues in their place counts as that kind (article X)."""

    EXPORT_PERMIT = "export_permit"
    RE_EXPORT_CERTIFICATE = "re_export_certificate"
    IMPORT_PERMIT = "import_permit"
    SEA_CERTIFICATE = "sea_certificate"
    CERTIFICATE_OF_ORIGIN = "certificate_of_origin"
    PRE_CONVENTION_CERTIFICATE = "pre_convention_certificate"
    CAPTIVE_BRED_CERTIFICATE = "captive_bred_certificate"
    SCIENTIFIC_LABEL = "scientific_label"
    EXHIBITION_CERTIFICATE = "exhibition_certificate"


PAPERS: dict[Paper, str] = {
    Paper.EXPORT_PERMIT: gettext_noop("export permit"),
    Paper.RE_EXPORT_CERTIFICATE: gettext_noop("re-export certificate"),
    Paper.IMPORT_PERMIT: gettext_noop("import permit"),
    Paper.SEA_CERTIFICATE: gettext_noop("certificate of introduction from the sea"),
    Paper.CERTIFICATE_OF_ORIGIN: gettext_noop("certificate of origin"),
    Paper.PRE_CONVENTION_CERTIFICATE: gettext_noop("pre-Convention certificate"),
    Paper.CAPTIVE_BRED_CERTIFICATE: gettext_noop("certificate of captive breeding or artificial propagation"),
    Paper.SCIENTIFIC_LABEL: gettext_noop("label of an exchange between scientific institutions"),
    Paper.EXHIBITION_CERTIFICATE: gettext_noop("certificate of a travelling exhibition"),
}
MOVEMENTS: dict[Movement, str] = {
    Movement.EXPORT: gettext_noop("export"),
    Movement.RE_EXPORT: gettext_noop("re-export"),
    Movement.IMPORT: gettext_noop("import"),
    Movement.FROM_SEA: gettext_noop("introduction from the sea"),
}
APPENDICES = ("I", "II", "III", "none")


@dataclass(frozen=True, slots=True)
class Document:
    """One document that was presented, as far as it was read and checked; ``None`` and empty are not known.

    ``is_stamped``: it bears the name and stamp of the authority and a control number. ``is_unused``: it served no other
    consignment. ``is_confirmed``: the authority that issued it was asked and stands by it.
    """

    kind: Paper
    number: str = ""
    issued_by: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    taxon: str = ""
    appendix: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    source: str = ""
    purpose: str = ""
    is_original: bool | None = None
    is_stamped: bool | None = None
    is_unused: bool | None = None
    is_confirmed: bool | None = None

    @property
    def name(self) -> Message:
        """The kind with the number, for sentences."""
        template = gettext_noop("{kind} {number}") if self.number else gettext_noop("{kind} without a number")
        return say(template, kind=say(PAPERS[self.kind]), number=self.number)


@dataclass(frozen=True, slots=True)
class Consignment:
    """Specimens of one taxon that cross a border.

    ``appendix`` holds every Appendix that is possible on the day (``none``: not listed; empty: not known). ``kind`` is
    ``animal``, ``plant`` or empty. ``part_is_covered``: the listing names this part or derivative; asked only where not
    every part counts. ``listed_by`` are the States that listed it in Appendix III. ``not_bound`` are States that are no
    Party, or hold a reservation and are treated as none for this species; of ``bound_open`` that is not known.
    ``exported_on`` is for an import. ``facts`` are those of exemptions that are claimed.
    """

    movement: Movement
    appendix: frozenset[str] = frozenset()
    taxon: str = ""
    kind: str = ""
    is_live: bool | None = None
    part_is_covered: bool | None = None
    from_state: str = ""
    to_state: str = ""
    listed_by: frozenset[str] = frozenset()
    not_bound: frozenset[str] = frozenset()
    bound_open: frozenset[str] = frozenset()
    quantity: Decimal | None = None
    unit: str = ""
    source: str = ""
    purpose: str = ""
    exported_on: date | None = None
    facts: Facts = NOTHING

    @property
    def answerable(self) -> str:
        """The State on whose side of the border the documents are asked for."""
        return self.from_state if self.movement in (Movement.EXPORT, Movement.RE_EXPORT) else self.to_state

    def bound(self, state: str) -> Outcome:
        """Whether the State is bound for this species."""
        if state in self.not_bound:
            return NO
        return UNKNOWN if state in self.bound_open or not state else YES


@dataclass(frozen=True, slots=True)
class Needed:
    """One document that is asked for: any of ``kinds``, by ``article``, if ``when`` is so; ``lack`` settles that.

    ``is_own``: issued on the side that asks for it, otherwise on the other side of the border.
    """

    kinds: tuple[Paper, ...]
    article: str
    when: Outcome = YES
    lack: tuple[str, Message] | None = None


def covered(consignment: Consignment, appendix: str) -> Outcome:
    """Whether the part is a specimen at all (article I(b)): live and whole ones are, and every recognisable part of

    animals of Appendices I and II and plants of Appendix I; of the others only those that the listing names.
    """
    every_part = appendix == "I" or (appendix == "II" and consignment.kind == "animal")
    if every_part or consignment.is_live is True:
        return YES
    return of(consignment.part_is_covered)


def deemed(consignment: Consignment, appendix: str) -> str:
    """The Appendix whose rules hold: one of I bred or propagated for trade (source D) counts as II (article VII(4))."""
    return "II" if appendix == "I" and consignment.source == "D" else appendix


def needed(consignment: Consignment, appendix: str) -> tuple[Needed, ...]:
    """The documents that the Convention asks for at this movement, under one Appendix (I, II or III)."""
    return tuple(_MATRIX[appendix](consignment))


def _under_one(of_it: Consignment) -> Iterator[Needed]:
    match of_it.movement:
        case Movement.EXPORT:
            yield Needed((Paper.EXPORT_PERMIT,), "III(2)")
            yield Needed((Paper.IMPORT_PERMIT,), "III(2)(d)")
        case Movement.RE_EXPORT:
            yield Needed((Paper.RE_EXPORT_CERTIFICATE,), "III(4)")
            yield Needed((Paper.IMPORT_PERMIT,), "III(4)(c)", of(of_it.is_live), ("is_live", say(_IS_LIVE)))
        case Movement.IMPORT:
            yield Needed((Paper.IMPORT_PERMIT,), "III(3)")
            yield Needed((Paper.EXPORT_PERMIT, Paper.RE_EXPORT_CERTIFICATE), "III(3)")
        case Movement.FROM_SEA:
            yield Needed((Paper.SEA_CERTIFICATE,), "III(5)")


def _under_two(of_it: Consignment) -> Iterator[Needed]:
    match of_it.movement:
        case Movement.EXPORT:
            yield Needed((Paper.EXPORT_PERMIT,), "IV(2)")
        case Movement.RE_EXPORT:
            yield Needed((Paper.RE_EXPORT_CERTIFICATE,), "IV(5)")
        case Movement.IMPORT:
            yield Needed((Paper.EXPORT_PERMIT, Paper.RE_EXPORT_CERTIFICATE), "IV(4)")
        case Movement.FROM_SEA:
            yield Needed((Paper.SEA_CERTIFICATE,), "IV(6)")


def _under_three(of_it: Consignment) -> Iterator[Needed]:
    listed = of(of_it.from_state in of_it.listed_by if of_it.from_state and of_it.listed_by else None)
    lack = ("listed_by", say(_LISTED_BY))
    match of_it.movement:
        case Movement.EXPORT:
            yield Needed((Paper.EXPORT_PERMIT,), "V(2)", listed, lack)
        case Movement.RE_EXPORT:
            yield Needed((Paper.RE_EXPORT_CERTIFICATE,), "V(4)")
        case Movement.IMPORT:
            yield Needed((Paper.CERTIFICATE_OF_ORIGIN, Paper.RE_EXPORT_CERTIFICATE), "V(3)")
            yield Needed((Paper.EXPORT_PERMIT, Paper.RE_EXPORT_CERTIFICATE), "V(3)", listed, lack)


_IS_LIVE = gettext_noop("Whether the specimens are alive.")
_LISTED_BY = gettext_noop("Which States listed the species in Appendix III, and from which it comes.")
_MATRIX = {"I": _under_one, "II": _under_two, "III": _under_three}


def papers_in_words(kinds: tuple[Paper, ...]) -> Message:
    """One kind, or the two that serve alike."""
    if len(kinds) == 1:
        return say(PAPERS[kinds[0]])
    return say(gettext_noop("{first} or {second}"), first=say(PAPERS[kinds[0]]), second=say(PAPERS[kinds[1]]))
