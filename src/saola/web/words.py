"""How values of the core stand on a page: sentences, scientific names, dates, numbers."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from saola.apps.accounts.roles import ROLES
from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.figures import number, quantity
from saola.apps.journal import codes
from saola.core.access import GROUNDS, Ground
from saola.core.values import Estimate, Message, PartialDate, Precision

# Names of values in sentences: those that hold a country, and those that hold a code of a vocabulary.
_STATES = frozenset(("country", "origin", "state", "other_state", "asking", "asked"))
_VOCABULARIES = {"method": "disposal", "assistance": "assistance", "conduct": "conducts", "fact": "law_facts"}
# Words inside a scientific name that are set upright.
RANK_WORDS = re.compile(r"\b(?:spp?\.|subsp\.|ssp\.|var\.|f\.|cf\.|aff\.|nothosubsp\.)|×")


class _Day(date):
    """A date that reads in the language of the page unless the sentence asks for a format of its own."""

    def __format__(self, spec: str) -> str:
        return super().__format__(spec) if spec else day(date(self.year, self.month, self.day))


def said(message: Message | str | None) -> SafeString | str:
    """The sentence in the language of the page, escaped; values called ``taxon`` or ``..._taxon`` in italics.

    Plain text passes through and is escaped by the template.
    """
    if not isinstance(message, Message):
        return "" if message is None else message
    values = {name: _in_sentence(name, value) for name, value in message.values.items()}
    return mark_safe(str(conditional_escape(gettext(message.template))).format(**values))


def _in_sentence(name: str, value: Any) -> Any:
    if isinstance(value, Message):
        return said(value)
    if isinstance(value, PartialDate):
        return conditional_escape(day(value))
    if isinstance(value, date) and not isinstance(value, datetime):
        return _Day(value.year, value.month, value.day)
    if isinstance(value, (int, float)):
        return value
    if name in _STATES and vocabularies.is_country(str(value)):
        return conditional_escape(vocabularies.country_label(str(value)))
    if (label := _label(name, value)) is not None:
        return conditional_escape(label)
    if name == "taxon" or name.endswith("_taxon"):
        return scientific(str(value))
    return conditional_escape(value)


def coded(name: str, value: Any) -> Any:
    """The words for what is kept as a code under ``name``; anything else as it is."""
    label = _label(name, value)
    return value if label is None else label


def _label(name: str, value: Any) -> Any:
    """The words for a code that acts hold: a kind of record, a role, a ground, a manner, a quantity, a day."""
    if not isinstance(value, str):
        return None
    if name == "kind" and value in codes.RECORDS:
        return gettext(codes.RECORDS[value])
    if name == "role" and value in ROLES:
        return ROLES[value].label
    if name == "ground" and value in tuple(Ground):
        return gettext(GROUNDS[Ground(value)])
    if (vocabulary := _VOCABULARIES.get(name)) and value in vocabularies.vocabulary(vocabulary):
        return vocabularies.label(vocabulary, value)
    if name == "quantity":
        return _quantity(value)
    return codes.day_words(value) if name in codes.DAYS or name.endswith("_on") else None


def _quantity(kept: str) -> str:
    """``12.5 KGM`` in words."""
    amount, _space, unit = kept.partition(" ")
    try:
        return quantity(Decimal(amount), unit)
    except InvalidOperation:
        return kept


def scientific(name: str | None) -> SafeString:
    """A scientific name in italics, marked as Latin; ``spp.``, ``subsp.`` and ``×`` stay upright."""
    parts, end = [], 0
    text = name or ""
    for word in RANK_WORDS.finditer(text):
        parts += [_latin(text[end : word.start()]), conditional_escape(word.group())]
        end = word.end()
    return mark_safe("".join([*parts, _latin(text[end:])]))


def _latin(text: str) -> str:
    bare = text.strip()
    if not bare:
        return conditional_escape(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return format_html('{}<i lang="la">{}</i>{}', before, bare, after)


def day(value: PartialDate | date | datetime | None) -> str:
    """A date in the reader's language, as exactly as it is known; an instant with its time."""
    return "" if value is None else _day(value, get_language(), timezone.get_current_timezone_name())


@lru_cache(maxsize=5_000)
def _day(value: PartialDate | date | datetime, _language: str | None, _zone: str) -> str:
    """Lists say the same days again and again, and to put one into words takes long."""
    if isinstance(value, PartialDate):
        if value.precision is Precision.UNKNOWN:
            return gettext("date unknown")
        if value.precision is Precision.YEAR:
            return str(value.year)
        pattern = "DATE_FORMAT" if value.precision is Precision.DAY else "YEAR_MONTH_FORMAT"
        return formats.date_format(value.first_day, pattern)
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return formats.date_format(local, "DATETIME_FORMAT")
    return formats.date_format(value, "DATE_FORMAT")


def rounded(value: float) -> str:
    """A computed number with no more figures than carry weight: 65,849 but 12.3 and 0.45."""
    size = abs(value)
    return number(round(value, 0 if size >= 100 else 1 if size >= 10 else 2))


def estimate_words(estimate: Estimate, unit: str) -> Mapping[str, str]:
    """``value``, ``interval`` and ``level`` of an estimate, ready to be read."""
    low, high = rounded(estimate.low), rounded(estimate.high)
    if estimate.level >= 1:
        level = gettext("full range")
    else:
        share = gettext("{share} %").format(share=rounded(estimate.level * 100))
        level = gettext("{share} interval").format(share=share)
    return {
        "value": rounded(estimate.value),
        "interval": "" if estimate.is_exact else gettext("{low} to {high}").format(low=low, high=high),
        "level": level,
        "unit": unit,
    }


def answer_of(finding: Any) -> Any:
    """The sentence with which a finding answers: its value's own words, or yes, no or not known."""
    value = finding.value
    if isinstance(value, Message):
        return value
    answer = getattr(value, "answer", None)
    if isinstance(answer, Message):
        return answer
    return {"yes": gettext("Yes"), "no": gettext("No")}.get(finding.outcome.value, gettext("Not known yet"))
