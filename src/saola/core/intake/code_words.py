"""Words of an agency brought to the codes of a list."""

import re
from collections.abc import Callable

from saola.core.values import Message, gettext_noop, say

from .faults import Fault, warning
from .profiles import Profile
from .vocabularies import Vocabularies, word_key


def code_finder(
    key: str, vocabulary: str, profile: Profile, vocabularies: Vocabularies
) -> Callable[[str], str | None]:
    """A function from words to code: the profile's own words first, ``""`` for words known to say nothing."""
    own = {word_key(word): code for word, code in profile.terms.get(key, {}).items()}
    if key != vocabulary:
        own = {
            **{word_key(w): code for w, code in profile.terms.get(vocabulary, {}).items()},
            **own,
        }
    words_of = vocabularies.lists.get(vocabulary, {})

    def find(words: str) -> str | None:
        key_of_words = word_key(words)
        return own[key_of_words] if key_of_words in own else words_of.get(key_of_words)

    return find


def find_codes(words: str, find: Callable[[str], str | None], is_many: bool) -> tuple[tuple[str, ...], bool]:
    """``(codes, whether some words were not understood)``."""
    whole = find(words)
    if whole is not None:
        return ((whole,) if whole else ()), False
    without_number = re.sub(r"^\s*\d+([.,]\d+)?\s*", "", words)
    if without_number and without_number != words:
        code = find(without_number)
        if code is not None:
            return ((code,) if code else ()), False
    if not is_many:
        return (), True
    found = [find(part) for part in re.split(r"[,;/+、，；]|\s(?:and|et|y|e|и)\s", words) if part.strip()]
    return tuple(dict.fromkeys(code for code in found if code)), None in found


def unknown_word(label: Message, words: str) -> Fault:
    """The warning for words that a code list does not have."""
    return warning(
        "unknown-word",
        say(gettext_noop("“{words}” is not in the list for “{field}”."), words=words, field=label),
        say(
            gettext_noop(
                "The words were kept; choose their meaning once in the profile and it holds for every row."
            )
        ),
    )
