"""The kinds of problem by which rows are counted and chosen, in a few words each."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Promise] = {
    "absurd": _("Quantity beyond belief"),
    "ambiguous-date": _("Day and month may be the other way round"),
    "ambiguous-number": _("Point or comma may mean thousands or decimals"),
    "future": _("Date in the future"),
    "mended": _("Mended while reading"),
    "negative": _("Quantity below zero"),
    "no-country": _("No country of seizure"),
    "no-currency": _("Value without a currency"),
    "no-date": _("No date of seizure"),
    "no-month-or-day": _("Month or day not understood"),
    "no-specimen": _("Nothing says what was seized"),
    "no-such-day": _("No such day"),
    "no-year": _("Date without a year"),
    "not-a-coordinate": _("Coordinate not understood"),
    "not-a-date": _("Date not understood"),
    "not-a-number": _("Quantity not understood"),
    "not-a-seizure": _("Line of totals or a remark"),
    "off-globe": _("Coordinate off the globe"),
    "other-calendar": _("Year of another calendar"),
    "several-years": _("Date over several years"),
    "too-many-cells": _("More cells than headings"),
    "two-units": _("Two different units"),
    "unclear-number": _("Quantity unclear"),
    "unknown-country": _("Country not known"),
    "unknown-word": _("Word not in its list"),
    "very-early": _("Date very long ago"),
    "very-large": _("Very large quantity"),
    "words-behind-number": _("Words behind the number"),
    "zero": _("Quantity of zero"),
}


def kind_label(code: str) -> Promise | str:
    """The kind in a few words; the code itself where it has none."""
    return KINDS.get(code, code)
