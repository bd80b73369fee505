"""Quantities in words: "1,204 kg", "12" of what is counted, "3 pairs"."""

from decimal import Decimal

from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.figures import COUNTED, number


def unit_words(unit: str) -> str:
    """The sign of a unit, or its name where it has none."""
    entry = vocabularies.vocabulary("units").get(unit)
    return (entry.facts.get("symbol") or entry.label) if entry else unit


def kind_words(term: str) -> str:
    return vocabularies.label("terms", term) if term else _("kind not known")


def exact(amount: Decimal) -> str:
    """A recorded number, whole."""
    return number(amount)


def figure(amount: float) -> str:
    """A sum with no more figures than people read: whole from a hundred on."""
    digits = 0 if amount >= 100 or amount == int(amount) else 2
    return number(round(amount, digits))


def with_unit(number: str, unit: str) -> str:
    """What is counted one by one is said by the number alone."""
    return number if unit in COUNTED else f"{number} {unit_words(unit)}"
