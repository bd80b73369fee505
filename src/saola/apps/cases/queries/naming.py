"""What people of a case are called where the name of a child may not stand: in lists, calendars and papers."""

from collections.abc import Iterable

from ..models import Involvement
from .people import name_of as called

__all__ = ["called", "names", "without_names"]


def names(involved: Iterable[Involvement]) -> list[str]:
    return list(dict.fromkeys(called(one) for one in involved))


def without_names(words: str, involved: Iterable[Involvement]) -> str:
    """Words in which the name of no child stands, nor another spelling of it."""
    for one in involved:
        if one.is_child:
            for name in sorted((one.party.name, *one.party.aliases), key=len, reverse=True):
                words = words.replace(name, called(one)) if name else words
    return words
