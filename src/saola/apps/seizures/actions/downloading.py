"""Taking seizures out of the house: allowed or not, and always written down."""

from typing import Any

from django.db import transaction

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal


@transaction.atomic
def note_download(*, count: int, form: str, selection: str, by: Any) -> None:
    """Write down that ``by`` takes ``count`` seizures along. Raises ``PermissionDenied``."""
    policy.require(by, Permission.SEIZURES_DOWNLOAD)
    journal.write("seizures.downloaded", by=by, count=count, format=form, selection=selection)
