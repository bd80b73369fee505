"""Which built files every browser may fetch: those that pages use, and not what only this node itself reads."""

from collections.abc import Iterable
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder

KEPT_BACK = ["typesetting"]
"""Folders of the built front end that no page asks for: 23 MB of fonts for PDF files."""


class PublicFiles(AppDirectoriesFinder):
    """Django's finder of files, which lists for the public what is not kept back. The node finds both by name."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Any:
        return super().list([*(ignore_patterns or ()), *KEPT_BACK])
