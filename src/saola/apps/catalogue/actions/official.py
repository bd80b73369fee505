"""Loading the official downloads, so that a national office works from the full lists."""

from pathlib import Path
from typing import Any

from .knowledge import Loaded


class NotAnOfficialListError(ValueError):
    """The file is none of the downloads that Saola knows; the message names those it does."""


def load_official(path: Path, *, by: Any = None) -> Loaded:
    raise NotAnOfficialListError(path)
