"""The columns a list can show, and what stands in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saola.apps.catalogue import vocabularies

from . import amounts
from .chips import appendix_short
from .listed import ListedIncident


@dataclass(frozen=True, slots=True)
class Column:
    """``plain`` is its value in a file, ``shown`` on a page."""

    key: str
    label: Promise
    plain: Callable[[ListedIncident], Any]
    can_sort: bool = False
    shown: Callable[[ListedIncident], Any] | None = None
    is_number: bool = False
    is_whole: bool = False
    is_usual: bool = True

    def cell(self, incident: ListedIncident) -> Any:
        return (self.shown or self.plain)(incident)


def _species(incident: ListedIncident) -> str:
    return "; ".join(_names(incident))


def _names(incident: ListedIncident) -> dict[str, bool]:
    """The taxa of an incident, once each; names that no list has, as they were reported. True: scientific."""
    names = {}
    for specimen in incident.specimens:
        if specimen.taxon is not None:
            names[specimen.taxon.name] = True
        else:
            names.setdefault(specimen.reported_name or specimen.reported_common_name, False)
    names.pop("", None)
    return names


def _species_shown(incident: ListedIncident) -> SafeString:
    names = list(_names(incident).items())
    shown = ", ".join(
        f'<i lang="la">{escape(name)}</i>' if is_scientific else f"<bdi>{escape(name)}</bdi>"
        for name, is_scientific in names[:3]
    )
    return mark_safe(f"{shown} +{len(names) - 3}" if len(names) > 3 else shown)


def _codes(vocabulary: str, codes: Sequence[str]) -> str:
    return _labels(vocabulary, tuple(codes), get_language()) if codes else ""


@lru_cache(maxsize=5_000)
def _labels(vocabulary: str, codes: tuple[str, ...], _language: str | None) -> str:
    """Lists say the same few words again and again, each time in the reader's language."""
    find = _LABELS.get(vocabulary) or partial(vocabularies.label, vocabulary)
    return vocabularies.listed(str(find(code)) for code in codes)


_LABELS = {
    "countries": vocabularies.country_label,
    "groups": vocabularies.group_label,
    "appendix": appendix_short,
}


def _terms(incident: ListedIncident) -> str:
    return _codes("terms", list(dict.fromkeys(s.term for s in incident.specimens if s.term)))


def _amounts(incident: ListedIncident) -> str:
    """The quantities as recorded; different units side by side, never added."""
    sums: dict[str, Any] = {}
    for specimen in incident.specimens:
        if specimen.quantity is not None:
            sums[specimen.unit] = sums.get(specimen.unit, 0) + specimen.quantity
    return ", ".join(amounts.with_unit(amounts.exact(amount), unit) for unit, amount in sums.items())


def _countries(role: str) -> Callable[[ListedIncident], str]:
    def plain(incident: ListedIncident) -> str:
        codes = dict.fromkeys(leg.country for leg in incident.legs if leg.role == role and leg.country)
        return _codes("countries", list(codes))

    return plain


def _country(incident: ListedIncident) -> str:
    return _codes("countries", [incident.country] if incident.country else [])


def _groups(incident: ListedIncident) -> str:
    return _codes("groups", [code for code in incident.groups.split(",") if code])


def _day(incident: ListedIncident) -> Any:
    return incident.date if incident.seized_on else ""


COLUMNS = (
    Column("number", _("Number"), lambda i: i.number, True, is_whole=True),
    Column("date", _("Date"), lambda i: i.seized_on, True, _day, is_whole=True),
    Column("species", _("Species"), _species, shown=_species_shown),
    Column("term", _("Kind"), _terms),
    Column("quantity", _("Quantity"), _amounts),
    Column("appendix", _("Appendix"), lambda i: _codes("appendix", [i.appendix]), True, is_whole=True),
    Column("country", _("Seized in"), _country, True, is_usual=False),
    Column("place", _("Place"), lambda i: i.place_name or i.admin_area, True),
    Column("origin", _("Origin"), _countries("origin")),
    Column("destination", _("Destination"), _countries("destination"), is_usual=False),
    Column(
        "transport", _("Transport"), lambda i: _codes("transport", [i.transport] if i.transport else []), True
    ),
    Column("concealment", _("Concealment"), lambda i: _codes("concealment", i.concealment), is_usual=False),
    Column("agency", _("Agency"), lambda i: i.agency or "", True),
    Column("group", _("Group"), _groups, is_usual=False),
    Column("value", _("Value"), lambda i: i.value, True, is_number=True, is_usual=False),
    Column("currency", _("Currency"), lambda i: i.currency, is_usual=False),
    Column("reference", _("Reference"), lambda i: i.reference, True, is_usual=False),
    Column("kinds", _("Kinds of specimen"), lambda i: i.specimen_count, True, is_number=True, is_usual=False),
)
BY_KEY = {column.key: column for column in COLUMNS}
USUAL = tuple(column.key for column in COLUMNS if column.is_usual)


def chosen(words: Sequence[str]) -> tuple[str, ...]:
    """The columns named in an address, in our order; the usual ones where it names none that we know."""
    named = {key for word in words for key in word.split(",")}
    keys = tuple(column.key for column in COLUMNS if column.key in named or column.key == "number")
    return keys if len(keys) > 1 else USUAL
