"""What people of a case are called where their name may not stand: in lists, calendars and papers."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ..models import Involvement


def called(one: Involvement) -> str:
    """The name, or for somebody who was under age at the time a word in its place."""
    if one.is_child:
        return _("a child ({number})").format(number=one.party.number)
    return one.party.name


def names(involved: Iterable[Involvement]) -> list[str]:
    return list(dict.fromkeys(called(one) for one in involved))


def without_names(words: str, involved: Iterable[Involvement]) -> str:
    """Words in which the name of no child stands, nor another spelling of it."""
    for one in involved:
        if one.is_child:
            for name in sorted((one.party.name, *one.party.aliases), key=len, reverse=True):
                words = words.replace(name, called(one)) if name else words
    return words
