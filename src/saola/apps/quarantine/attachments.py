"""Files as they leave: never shown inside a page of ours, never taken for anything but what they are kept as."""

import re
import unicodedata
from collections.abc import Iterable
from typing import BinaryIO
from urllib.parse import quote

from django.http import FileResponse, HttpResponse, StreamingHttpResponse

LONGEST_NAME = 200
"""Bytes of a file name; systems of files take 255."""
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*;%]')

Content = bytes | str | BinaryIO | Iterable[bytes] | Iterable[str]


def attachment(content: Content, name: str, kind: str) -> HttpResponse | StreamingHttpResponse:
    """A response that a browser saves as ``name`` and never renders, whatever its bytes are."""
    response: HttpResponse | StreamingHttpResponse
    if isinstance(content, bytes | str):
        response = HttpResponse(content)
    elif hasattr(content, "read"):
        response = FileResponse(content)
    else:
        response = StreamingHttpResponse(content)
    response["Content-Type"] = kind
    response["Content-Disposition"] = disposition(name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def disposition(name: str) -> str:
    """The header ``Content-Disposition`` for ``name`` (RFC 6266, RFC 8187): plain letters, and the full name beside
    them where they do not suffice."""
    safe = safe_name(name)
    decomposed = unicodedata.normalize("NFKD", safe).encode("ascii", "ignore").decode()
    plain = safe_name(decomposed) if decomposed.strip("._- ") else "file"
    if "." not in plain and "." in safe:
        plain = f"file.{plain}" if plain != "file" else plain
    header = f'attachment; filename="{plain}"'
    return header if plain == safe else f"{header}; filename*=UTF-8''{quote(safe, safe='')}"


def safe_name(name: str) -> str:
    """``name`` as a name of one file on any system: no folders, no unseen marks, no reserved words, not too long.

    >>> safe_name("../../etc/passwd")
    'passwd'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(
        mark for mark in unicodedata.normalize("NFC", last) if unicodedata.category(mark)[0] != "C"
    )
    tidy = " ".join(_FORBIDDEN.sub("_", seen).split()).strip(". ")
    if _RESERVED.match(tidy):
        tidy = f"_{tidy}"
    stem, dot, ending = tidy.rpartition(".")
    if not dot or len(ending.encode()) > 20:
        stem, ending = tidy, ""
    room = LONGEST_NAME - len(ending.encode()) - 1
    stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ")
    return (f"{stem}.{ending}" if ending and stem else stem or ending) or "file"
