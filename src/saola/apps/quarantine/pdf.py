"""PDF files: typeset in quarantine, without network, without any file but our fonts, from data and never markup."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

from .child import Child, ReaderStoppedError
from .fence import Fence

STANDARD = "a-2b"  # PDF/A: what a court keeps must open in thirty years
_FRAME = Path(__file__).with_name("frame.typ")
_FONT = "dist/typesetting/NotoSans-400Regular.ttf"


class NotTypesetError(RuntimeError):
    """The template is faulty, or typesetting took too long; nothing of the PDF was made."""


@dataclass(frozen=True, slots=True)
class Margin:
    """What every page bears: its ``title``, the ``handling`` code, and ``who`` printed it ``at`` which time of the
    record whose SHA-256 is ``digest`` (hexadecimal)."""

    title: str
    handling: str
    who: str
    at: datetime
    digest: str
    language: str = "en"

    def as_data(self) -> dict[str, str]:
        instant = self.at.strftime("%Y-%m-%d %H:%M:%S %Z").strip()
        return {
            "title": self.title,
            "handling": self.handling,
            "mark": f"{self.who} · {instant} · SHA-256 {self.digest}",
            "behind": f"{self.who} · {instant}",
            "language": self.language.partition("-")[0],
        }


def render(template: Path, data: Mapping[str, Any], margin: Margin) -> bytes:
    """The PDF of ``template``, a Typst file of ours that finds ``data`` under that name, on pages with ``margin``.

    Whatever the words in ``data`` say, they are shown as words. The template may use ``pairs`` and ``rows`` of
    ``frame.typ``. Characters that our fonts lack are written by their number. Raises ``NotTypesetError``.
    """
    source = _FRAME.read_bytes() + template.read_bytes()
    folder = str(fonts())
    fence = Fence(threads=16, readable=(folder,))
    asked = {
        "data": {**data, "frame": margin.as_data()},
        "fonts": folder,
        "standard": STANDARD,
        "at": int(margin.at.timestamp()),
    }
    try:
        with Child("typesetting", source, fence) as child:
            found = child.ask(asked)
            if "refusal" in found:
                raise NotTypesetError(found["refusal"])
            return bytes(child.answer_bytes())
    except ReaderStoppedError as stopped:
        raise NotTypesetError(str(stopped)) from stopped


def fonts() -> Path:
    """The folder of fonts, which the front end brings. Raises ``NotTypesetError`` before it is built."""
    found = finders.find(_FONT)
    if found is None:
        raise NotTypesetError("The fonts for PDF files are not there. Please run `make setup` once more.")
    return Path(found).parent
