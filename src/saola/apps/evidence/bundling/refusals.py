"""Why a bundle was not made. Nothing of it is left in any of these cases."""

from typing import Any


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
