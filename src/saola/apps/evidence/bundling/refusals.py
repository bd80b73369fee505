"""Why a bundle was not made. Nothing of it is left in any of these cases."""

from collections.abc import Iterator
from typing import Any

from saola.apps.journal.sealer import SealerKeyError
from saola.apps.quarantine.pdf import NotTypesetError
from saola.core.values import Message, gettext_noop, say

from ..store_key import StoreKeyError


class MayNotLeaveError(ValueError):
    """An exhibit may not go before a court, or not yet. ``reasons`` says for each number why."""

    def __init__(self, reasons: dict[str, Any]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


class AlteredFileError(ValueError):
    """A sealed file is not what was sealed. Bring the file back from a backup by its digest."""


class AlteredCustodyError(ValueError):
    """An entry of custody is not what was signed; see ``saola evidence verify``."""


class JournalFrozenError(ValueError):
    """The journal does not verify, now or since a failure. Nothing leaves for a court until that is settled."""


class NotSealedYetError(ValueError):
    """The sealer, which works under another user, has not signed the last entries of custody yet."""


_SAID: dict[type[Exception], str] = {
    StoreKeyError: gettext_noop(
        "Nothing was made: the key of the evidence store is not there. Tell the administrator."
    ),
    SealerKeyError: gettext_noop(
        "Nothing was made: the sealer, which signs the bundle, does not answer. Tell the administrator."
    ),
    NotTypesetError: gettext_noop(
        "Nothing was made: the table of custody could not be typeset. Tell the administrator."
    ),
    AlteredFileError: gettext_noop(
        "Nothing was made: a sealed file is not what was sealed. Tell the administrator; it is brought back "
        "from a backup by its digest."
    ),
    AlteredCustodyError: gettext_noop(
        "Nothing was made: an entry of custody is not what was signed. Tell the administrator."
    ),
    JournalFrozenError: gettext_noop(
        "Nothing was made: the journal did not verify. Nothing leaves until that is settled."
    ),
    NotSealedYetError: gettext_noop(
        "Nothing was made: the last entries of custody are not sealed in the journal yet. That is done within a "
        "minute; then try again."
    ),
}

REFUSALS: tuple[type[Exception], ...] = (MayNotLeaveError, *_SAID)
"""Everything for which no bundle is made, though it was approved."""


def told(refusal: Exception) -> Iterator[Message]:
    """What a person reads about one of ``REFUSALS``, a sentence for each reason."""
    if isinstance(refusal, MayNotLeaveError):
        for number, why in refusal.reasons.items():
            yield say("{exhibit}: {why}", exhibit=number, why=why)
        return
    yield say(next(words for kind, words in _SAID.items() if isinstance(refusal, kind)))
