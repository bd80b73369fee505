"""Consignments and documents of CITES from plain data."""

from datetime import date
from typing import Any

from ..errors import BadLawError
from ..permits import APPENDICES, Consignment, Document, Movement, Paper
from .conditions import read_facts
from .words import entries, flag, known, number, word, words

_TEXTS = ("taxon", "unit", "source", "purpose")
_CONSIGNMENT = (
    "movement", "appendix", "kind", "is_live", "part_is_covered", "from", "to", "listed_by", "not_bound", "bound_open",
    "quantity", "exported_on", "facts", *_TEXTS,
)  # fmt: skip
_DOCUMENT = (
    "kind", "number", "issued_by", "issued_on", "expires_on", "appendix", "quantity", "is_original", "is_stamped",
    "is_unused", "is_confirmed", *_TEXTS,
)  # fmt: skip


def read_consignment(data: Any) -> Consignment:
    """A consignment, whose words ``docs/method/law.md`` lists. Raises ``BadLawError``."""
    said = known(data, _CONSIGNMENT, "a consignment")
    if said.get("movement") is None:
        raise BadLawError(f"a consignment names its movement, one of {', '.join(Movement)}")
    appendix = words(said.get("appendix"))
    if strange := sorted(appendix - set(APPENDICES)):
        raise BadLawError(f"an Appendix is one of {', '.join(APPENDICES)}, not {', '.join(strange)}")
    kind = str(said.get("kind") or "")
    if kind not in ("", "animal", "plant"):
        raise BadLawError(f"the kind of a specimen is animal or plant, not {kind!r}")
    return Consignment(
        movement=word(Movement, said["movement"], Movement.EXPORT, "the movement"),
        appendix=appendix,
        kind=kind,
        is_live=flag(said.get("is_live"), "is_live"),
        part_is_covered=flag(said.get("part_is_covered"), "part_is_covered"),
        from_state=str(said.get("from") or ""),
        to_state=str(said.get("to") or ""),
        listed_by=words(said.get("listed_by")),
        not_bound=words(said.get("not_bound")),
        bound_open=words(said.get("bound_open")),
        quantity=number(said.get("quantity"), "the quantity"),
        exported_on=_day(said.get("exported_on"), "exported_on"),
        facts=read_facts(said.get("facts")),
        **_texts(said),
    )


def read_documents(data: Any) -> tuple[Document, ...] | None:
    """A list of documents; nothing at all is ``None``, where it is not known which there were.

    Raises ``BadLawError``.
    """
    return None if data is None else tuple(_read_document(one) for one in entries(data, "documents"))


def _read_document(data: Any) -> Document:
    said = known(data, _DOCUMENT, "a document")
    if said.get("kind") is None:
        raise BadLawError(f"a document names its kind, one of {', '.join(Paper)}")
    return Document(
        kind=word(Paper, said["kind"], Paper.EXPORT_PERMIT, "the kind of a document"),
        number=str(said.get("number") or ""),
        issued_by=str(said.get("issued_by") or ""),
        issued_on=_day(said.get("issued_on"), "issued_on"),
        expires_on=_day(said.get("expires_on"), "expires_on"),
        appendix=str(said.get("appendix") or ""),
        quantity=number(said.get("quantity"), "the quantity"),
        is_original=flag(said.get("is_original"), "is_original"),
        is_stamped=flag(said.get("is_stamped"), "is_stamped"),
        is_unused=flag(said.get("is_unused"), "is_unused"),
        is_confirmed=flag(said.get("is_confirmed"), "is_confirmed"),
        **_texts(said),
    )


def _texts(said: dict[str, Any]) -> dict[str, str]:
    return {name: str(said.get(name) or "") for name in _TEXTS}


def _day(data: Any, what: str) -> date | None:
    if data is None or data == "unknown" or isinstance(data, date):
        return None if data == "unknown" else data
    try:
        return date.fromisoformat(str(data))
    except ValueError as error:
        raise BadLawError(f"{what} is a day as 2016-06-01, not {data!r}") from error
