"""Sentences of custody with names for people and places and words for units, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from saola.apps.accounts.models import Person
from saola.apps.catalogue import figures
from saola.core.custody import Act, tell
from saola.core.values import Message, Quantity

from .models import StorageLocation

_PEOPLE = ("holder", "receiver", "to", "person")
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟")


def names(known: Iterable[str]) -> dict[str, str]:
    """Full names by sign-in name; a laboratory or a court is not among them and stays as it is."""
    return dict(Person.objects.filter(name__in=set(known)).values_list("name", "full_name"))


def places() -> dict[str, str]:
    return dict(StorageLocation.objects.values_list("code", "name"))


def quantity(amount: Quantity) -> str:
    """``402 kilograms``."""
    return f"{'~' if amount.is_estimate else ''}{figures.quantity(amount.amount, amount.unit)}"


def in_words(message: Message, people: Mapping[str, str] | None = None) -> str:
    """A sentence of custody; without ``people`` the names are looked up."""
    if people is None:
        people = names(str(message.values[name]) for name in _PEOPLE if name in message.values)
    return replace(
        message, values={name: _value(name, value, people) for name, value in message.values.items()}
    ).in_words(_)


def _value(name: str, value: Any, people: Mapping[str, str]) -> Any:
    if isinstance(value, Quantity):
        return quantity(value)
    if name in _PEOPLE:
        return people.get(value, value)
    if name == "place":
        return places().get(value, value)
    return value


def sentences(act: Act, people: Mapping[str, str], where: Mapping[str, str]) -> list[str]:
    """What an act says, each with its full stop, also where it ends in what a person wrote."""
    return [_ended(in_words(each, people)) for each in tell(act, people, where)]


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(_ENDS) else sentence + pgettext("the end of a sentence", ".")
