"""The selection as a sentence: "Seizures of pangolins, by air, from 2021 to 2023"."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from saola.apps.accounts.models import Agency
from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.figures import number
from saola.core.values import PartialDate

from ..models import Batch
from .filters import Filters


def sentence(filters: Filters, view: dict[str, str]) -> list[dict[str, Any]]:
    """Chips in the order in which they are said; removing one keeps the others and the ``view``."""
    return [
        {
            "before": before,
            "label": label,
            "remove_url": filters.without(*names).address(**view),
        }
        for names, before, label in _parts(filters)
    ]


def _parts(filters: Filters):
    if filters.group:
        yield ("group",), _("of"), vocabularies.group_label(filters.group)
    if filters.taxon:
        yield ("taxon",), _("of"), format_html('<i lang="la">{}</i>', filters.taxon.name)
    if filters.term:
        yield ("term",), _("as"), vocabularies.label("terms", filters.term)
    if filters.name:
        yield ("name",), "", _("with a name that is not settled")
    if filters.appendix:
        yield ("appendix",), "", appendix_words(filters.appendix)
    if filters.transport:
        yield (
            ("transport",),
            pgettext("means of transport", "by"),
            vocabularies.label("transport", filters.transport),
        )
    if filters.concealment:
        yield ("concealment",), _("hidden:"), vocabularies.label("concealment", filters.concealment)
    yield from _dates(filters)
    if filters.country:
        yield ("country", "role"), role_words(filters.role), vocabularies.country_label(filters.country)
    if filters.place:
        yield ("place",), _("in"), _("the area chosen on the map")
    if filters.agency:
        agency = Agency.objects.filter(code=filters.agency).first()
        yield ("agency",), pgettext("seized by an agency", "by"), str(agency or filters.agency)
    yield from _values(filters)
    if filters.file:
        batch = Batch.objects.filter(pk=filters.file).first()
        yield ("file",), _("out of the file"), batch.file_name if batch else filters.file
    if filters.held:
        yield ("held",), "", _("held back") if filters.held == "yes" else _("not held back")
    if filters.q:
        yield ("q",), _("with the words"), filters.q


def _dates(filters: Filters):
    since, until = filters.since, filters.until
    if since == until != PartialDate():
        yield ("since", "until"), pgettext("date", "in"), since
        return
    if since != PartialDate():
        yield ("since",), pgettext("date", "from"), since
    if until != PartialDate():
        yield ("until",), pgettext("date", "to"), until


def _values(filters: Filters):
    if filters.least is not None:
        yield ("least",), _("worth at least"), number(filters.least)
    if filters.most is not None:
        yield ("most",), _("worth at most"), number(filters.most)
    if filters.currency:
        yield ("currency",), _("valued in"), filters.currency


def role_words(role: str) -> str:
    return {
        "any": _("on the way through"),
        "origin": _("out of"),
        "export": _("sent from"),
        "transit": _("by way of"),
        "destination": _("bound for"),
        "seized": _("seized in"),
    }[role]


def appendix_words(code: str) -> str:
    if code == "none":
        return _("not listed")
    if code in ("unknown", ""):
        return _("Appendix not known")
    return _("Appendix {number}").format(number=code)


def appendix_short(code: str) -> str:
    """For the cell of a table: the number alone."""
    if code == "none":
        return _("not listed")
    return code or _("not known")
