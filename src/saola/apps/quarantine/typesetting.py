"""Inside: a PDF from a template of ours and data, which the template only ever sees as text."""

import json
import unicodedata
from typing import Any, BinaryIO

import typst

from .coverage import characters_of
from .wire import Channel

_DATA = b"#let data = json(bytes(sys.inputs.data))\n"
_UNSEEN = frozenset("\n\t\u200b\u200c\u200d\u200e\u200f\u00ad")


def rehearse() -> None:
    """Nothing to load beyond the module; the typesetter starts its threads in a reader, never in the station."""
    assert typst.compile


def typeset(file: BinaryIO, channel: Channel) -> None:
    """``file`` is the template; each question brings data and fonts, the answer is a PDF."""
    template = _DATA + file.read()
    while (asked := channel.question()) is not None:
        shown = characters_of(asked["fonts"])
        try:
            content = typst.compile(
                template,
                font_paths=[asked["fonts"]],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(_showable(asked["data"], shown))},
                format="pdf",
                pdf_standards=asked["standard"],
                timestamp=asked["at"],
            )
        except typst.TypstError as error:
            channel.answer({"refusal": error.message[:2000]})
            continue
        assert isinstance(content, bytes)
        channel.answer({"bytes": len(content)})
        channel.answer_bytes(content)


def _showable(data: Any, shown: frozenset[int]) -> Any:
    """``data`` with each character that no font of ours can show written by its number, so that none is lost."""
    if isinstance(data, str):
        return "".join(_shown(mark, shown) for mark in data)
    if isinstance(data, dict):
        return {key: _showable(value, shown) for key, value in data.items()}
    if isinstance(data, list):
        return [_showable(value, shown) for value in data]
    return data


def _shown(mark: str, shown: frozenset[int]) -> str:
    if mark in _UNSEEN:
        return mark
    if unicodedata.category(mark) == "Cf":
        return ""  # marks that turn the direction put words in another order than they were written
    return mark if ord(mark) in shown else f"[U+{ord(mark):04X}]"
