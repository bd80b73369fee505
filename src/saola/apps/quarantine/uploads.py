"""How long a request may be: refused by its announced length, before a byte of it lies on the disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.urls import Resolver404, resolve

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission

from . import quotas
from .fence import MEGABYTE

OF_STRANGERS = 1 * MEGABYTE
USUAL = 64 * MEGABYTE
"""A text table has up to 50 MB, a photograph 25."""
ORIGINAL = 20_000 * MEGABYTE
OF_ORIGINALS = "/evidence/"
"""Where originals of evidence are taken in."""


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Django's handler for files on the disk, with a bound that depends on who sends and where to."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: bytes,
        encoding: Any = None,
    ) -> None:
        """Raise ``RequestDataTooBig``, an answer 400, for a request that is longer than it may be."""
        if content_length > longest(META.get("PATH_INFO", ""), getattr(self.request, "user", None)):
            raise RequestDataTooBig(f"{content_length} bytes are more than are taken here")


def longest(path: str, person: Any) -> int:
    """Bytes that a request to ``path`` may have from ``person``: little from whoever may not even open it.

    It is written to the disk before any view is asked, so that the policy and the day's quota are asked here too.
    """
    if not getattr(person, "is_authenticated", False) or not _opens(path, person):
        return OF_STRANGERS
    if path.startswith(OF_ORIGINALS) and policy.decide(person, Permission.EVIDENCE_WRITE):
        return max(USUAL, min(ORIGINAL, quotas.room(person, quotas.EVIDENCE)))
    return USUAL


def _opens(path: str, person: Any) -> bool:
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    needed = getattr(view, "permission", None)
    return needed is None or bool(policy.decide(person, needed))
