"""How long a request may be: refused by its announced length, before a byte of it lies on the disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .fence import MEGABYTE

OF_STRANGERS = 1 * MEGABYTE
USUAL = 64 * MEGABYTE
"""A text table has up to 50 MB, a photograph 25."""
LARGE = (("/evidence/", 20_000 * MEGABYTE),)
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
        user = getattr(self.request, "user", None)
        if content_length > longest(META.get("PATH_INFO", ""), bool(user and user.is_authenticated)):
            raise RequestDataTooBig(f"{content_length} bytes are more than are taken here")


def longest(path: str, is_known: bool) -> int:
    """Bytes that a request to ``path`` may have, from somebody who is signed in or not."""
    if not is_known:
        return OF_STRANGERS
    return next((bound for start, bound in LARGE if path.startswith(start)), USUAL)
