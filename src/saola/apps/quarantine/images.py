"""Photographs from strangers: checked in quarantine, and shown only as copies that we made ourselves."""

from dataclasses import dataclass
from typing import Any, BinaryIO

from saola.core.values import Message, gettext_noop, say

from .answers import message_of
from .child import Child, ReaderStoppedError
from .fence import MEGABYTE, Fence

PIXELS = 50_000_000
LARGEST = 25 * MEGABYTE
"""Bytes of a photograph."""
SIDE = 2_000
KINDS = frozenset({"image/jpeg", "image/png", "image/webp"})

LEFT_OUT = {
    "place": gettext_noop("where it was taken"),
    "camera": gettext_noop("the camera, its settings and times"),
    "colours": gettext_noop("a colour profile"),
    "words": gettext_noop("words written into the file"),
    "frames": gettext_noop("further frames"),
}


class PictureRefusedError(Exception):
    """The picture cannot be taken. ``message`` says why and what to do; ``code`` is a word for tests."""

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(str(message))
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class Picture:
    """``kind``, ``width`` and ``height`` (pixels) of the original; ``copy`` to show, JPEG or PNG as ``copy_kind``
    says, upright and without anything but the picture; ``left_out`` names what the original says beside it."""

    kind: str
    width: int
    height: int
    copy: bytes
    copy_kind: str
    copy_width: int
    copy_height: int
    left_out: tuple[str, ...]

    def note(self) -> Message:
        """What the copy leaves out, in words."""
        if not self.left_out:
            return say(gettext_noop("The copy shows the whole picture; the original says nothing beside it."))
        first, *others = [say(LEFT_OUT[word]) for word in self.left_out]
        for other in others:
            first = say(gettext_noop("{some}, {more}"), some=first, more=other)
        return say(
            gettext_noop("Left out of the copy, and kept in the original: {things}."),
            things=first,
        )


def read_picture(
    file: BinaryIO | bytes, side: int = SIDE, *, pixels: int = PIXELS, fence: Fence | None = None
) -> Picture:
    """The photograph in ``file`` with a copy of at most ``side`` by ``side`` pixels.

    Raises ``PictureRefusedError`` for anything that is not a whole JPEG, PNG or WebP of at most ``pixels``.
    """
    try:
        with Child("pictures", file, fence) as child:
            found = child.ask({"side": side, "pixels": pixels})
            if not isinstance(found, dict):
                raise ReaderStoppedError("crash", "an answer of another shape")
            if "refusal" in found:
                code, message = found["refusal"]
                raise PictureRefusedError(str(code), message_of(message))
            return _picture(found, bytes(child.answer_bytes()))
    except (ReaderStoppedError, ValueError, TypeError, KeyError) as stopped:
        raise PictureRefusedError("limits", _stopped()) from stopped


def _picture(found: dict[str, Any], copy: bytes) -> Picture:
    sizes = [int(found[name]) for name in ("width", "height", "copy_width", "copy_height")]
    if found["kind"] not in KINDS or found["copy_kind"] not in KINDS or min(sizes) < 1:
        raise ReaderStoppedError("crash", "an answer of another shape")
    left_out = tuple(word for word in LEFT_OUT if word in found["left_out"])
    return Picture(found["kind"], sizes[0], sizes[1], copy, found["copy_kind"], sizes[2], sizes[3], left_out)


def _stopped() -> Message:
    return say(
        gettext_noop(
            "The picture broke the program that looked at it or used more time or memory than is set aside. That "
            "program works apart from everything else, so nothing was harmed. Please save the picture again as JPEG "
            "and send that; keep the original as evidence."
        )
    )
