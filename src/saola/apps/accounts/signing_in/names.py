"""Sign-in names as they are compared."""

import unicodedata


def plain_name(name: str) -> str:
    """A name as it is kept: the same letters typed on another keyboard are the same name."""
    return unicodedata.normalize("NFKC", name).strip()
