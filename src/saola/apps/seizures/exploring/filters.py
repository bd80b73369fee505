"""What a reader chose, as it stands in the address bar. Everything chosen can be shared as a link."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext_noop

from saola.apps.accounts.models import Agency
from saola.apps.catalogue import queries as catalogue
from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.models import Taxon
from saola.core.values import Message, Money, PartialDate, say

from ..models import Batch

ROLES = ("any", "origin", "export", "transit", "destination", "seized")
APPENDICES = ("I", "II", "III", "none", "unknown")
VIEWS = ("table", "map", "charts")


@dataclass(frozen=True, slots=True)
class Filters:
    """One selection of seizures. Empty fields choose nothing; those about specimens speak of the same specimen.

    ``taxon`` is a Taxon, chosen with everything below it. ``since`` and ``until`` are days, both included.
    ``place`` is a rectangle ``(south, west, north, east)`` in degrees. ``troubles`` says what could not be
    understood, and was left out.
    """

    q: str = ""
    taxon: Taxon | None = None
    group: str = ""
    term: str = ""
    country: str = ""
    role: str = "any"
    agency: str = ""
    transport: str = ""
    concealment: str = ""
    since: PartialDate = field(default_factory=PartialDate)
    until: PartialDate = field(default_factory=PartialDate)
    name: str = ""
    appendix: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    currency: str = ""
    file: str = ""
    held: str = ""
    place: tuple[float, float, float, float] | None = None
    troubles: tuple[Message, ...] = ()

    @classmethod
    def read(cls, words: Mapping[str, str]) -> "Filters":
        """Read the words of an address or a form. What cannot be understood is left out and told."""
        chosen: dict[str, Any] = {}
        troubles = []
        for name, understand in _READERS.items():
            said = str(words.get(name, "")).strip()
            if not said:
                continue
            try:
                chosen[name] = understand(said)
            except (ValueError, LookupError, InvalidOperation):
                troubles.append(
                    say(
                        gettext_noop("“{said}” was not understood as {what}, so it was left out."),
                        said=said[:80],
                        what=say(_WHAT[name]),
                    )
                )
        if "year" in chosen:
            year = chosen.pop("year")
            chosen = {"since": year, "until": year, **chosen}
        return cls(**chosen, troubles=tuple(troubles))

    def words(self) -> Mapping[str, str]:
        """The selection as names and words of an address; ``read`` understands them."""
        return _words(self)

    def _said(self) -> dict[str, str]:
        said = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if each.name == "troubles" or value in ("", None) or value == PartialDate():
                continue
            if each.name == "role" and (value == "any" or not self.country):
                continue
            said[each.name] = _say(value)
        return said

    def address(self, **more: object) -> str:
        """``?...`` of this selection, with ``more`` words."""
        said = {**self.words(), **more}
        return "?" + urlencode({name: word for name, word in said.items() if word not in ("", None)})

    def but(self, **changes: Any) -> "Filters":
        return replace(self, **changes)

    def without(self, *names: str) -> "Filters":
        empty = Filters()
        return replace(self, **{name: getattr(empty, name) for name in names})

    @property
    def is_empty(self) -> bool:
        return not self.words()


@lru_cache(maxsize=1_000)
def _words(filters: Filters) -> Mapping[str, str]:
    """Asked for each of the many addresses on a page."""
    return MappingProxyType(filters._said())


def _say(value: Any) -> str:
    if isinstance(value, Taxon):
        return str(value.pk)
    if isinstance(value, tuple):
        return ",".join(f"{degrees:.10g}" for degrees in value)
    return str(value)


def _text(said: str) -> str:
    return said.replace("\0", "").strip()[:200].rstrip()


def _taxon(said: str) -> Taxon:
    if said.isascii() and said.isdigit():
        found = Taxon.objects.filter(pk=int(said[:15])).first()
    else:
        match = catalogue.match(said[:300])
        found = Taxon.objects.filter(pk=match.best.taxon_id).first() if match.best else None
    if found is None:
        raise LookupError(said)
    return found


def _code_of(vocabulary: str):
    def understand(said: str) -> str:
        if said not in vocabularies.vocabulary(vocabulary):
            raise LookupError(said)
        return said

    return understand


def _one_of(*words: str):
    def understand(said: str) -> str:
        return words[words.index(said)]

    return understand


def _group(said: str) -> str:
    return vocabularies.group_entries()[said].code


def _country(said: str) -> str:
    if not vocabularies.is_country(said.upper()):
        raise LookupError(said)
    return said.upper()


def _agency(said: str) -> str:
    if not Agency.objects.filter(code=said).exists():
        raise LookupError(said)
    return said


def _file(said: str) -> str:
    key = UUID(said)
    if not Batch.objects.filter(pk=key).exists():
        raise LookupError(said)
    return str(key)


def _amount(said: str) -> Decimal:
    amount = Decimal(said.replace(",", "."))
    if not amount.is_finite() or amount < 0 or amount > Decimal(10) ** 15:
        raise ValueError(said)
    return amount


def _currency(said: str) -> str:
    return Money(Decimal(0), said.upper()).currency


def _year(said: str) -> PartialDate:
    if len(said) != 4:
        raise ValueError(said)
    return PartialDate.parse_iso(said)


def _place(said: str) -> tuple[float, float, float, float]:
    south, west, north, east = (float(part) for part in said.split(","))
    if not (-90 <= south <= north <= 90 and -180 <= west <= east <= 180):
        raise ValueError(said)
    return south, west, north, east


_READERS = {
    "q": _text,
    "taxon": _taxon,
    "group": _group,
    "term": _code_of("terms"),
    "country": _country,
    "role": _one_of(*ROLES),
    "agency": _agency,
    "transport": _code_of("transport"),
    "concealment": _code_of("concealment"),
    "year": _year,
    "since": PartialDate.parse_iso,
    "until": PartialDate.parse_iso,
    "name": _one_of("unsettled"),
    "appendix": _one_of(*APPENDICES),
    "least": _amount,
    "most": _amount,
    "currency": _currency,
    "file": _file,
    "held": _one_of("yes", "no"),
    "place": _place,
}

_WHAT = {
    "q": gettext_noop("words"),
    "taxon": gettext_noop("a taxon of the loaded lists"),
    "group": gettext_noop("a species group"),
    "term": gettext_noop("a kind of specimen"),
    "country": gettext_noop("a country"),
    "role": gettext_noop("a role on the route"),
    "agency": gettext_noop("an agency"),
    "transport": gettext_noop("a means of transport"),
    "concealment": gettext_noop("a method of concealment"),
    "year": gettext_noop("a year"),
    "since": gettext_noop("a date such as 2016-06-01, 2016-06 or 2016"),
    "until": gettext_noop("a date such as 2016-06-01, 2016-06 or 2016"),
    "name": gettext_noop("“unsettled”"),
    "appendix": gettext_noop("an Appendix"),
    "least": gettext_noop("an amount of money"),
    "most": gettext_noop("an amount of money"),
    "currency": gettext_noop("a currency of three letters"),
    "file": gettext_noop("a file that was handed in"),
    "held": gettext_noop("yes or no"),
    "place": gettext_noop("an area of the map"),
}


def days(first: date, last: date) -> dict[str, PartialDate]:
    """``since`` and ``until`` for whole days."""
    return {"since": PartialDate.of(first), "until": PartialDate.of(last)}
