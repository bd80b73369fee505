"""Inside: a photograph checked, and a working copy of it made that carries nothing but its picture."""

import io
import warnings
from typing import Any, BinaryIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from saola.core.values import Message, gettext_noop, say

from .wire import Channel

FORMATS = ("JPEG", "PNG", "WEBP")
KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    KeyError,
    IndexError,
    ArithmeticError,
    NotImplementedError,
    AssertionError,
)
"""What Pillow raises for a damaged picture, by its readers."""


class _RefusedError(Exception):
    def __init__(self, code: str, message: Message) -> None:
        super().__init__(code)
        self.code, self.message = code, message


def rehearse() -> None:
    """Load Pillow's readers and writers of the three formats."""
    Image.preinit()
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    for kind in FORMATS:
        out = io.BytesIO()
        Image.new("RGB", (8, 8)).save(out, kind)
        _copy(_open(out, 1_000_000), 8, {})


def read_pictures(file: BinaryIO, channel: Channel) -> None:
    """Each question asks for a copy no wider or higher than ``side`` pixels; the answer: what it is, then it."""
    while (asked := channel.question()) is not None:
        try:
            found: dict[str, Any] = {}
            copy = _copy(_open(file, asked["pixels"]), asked["side"], found)
        except _RefusedError as refused:
            channel.answer({"refusal": [refused.code, refused.message.as_data()]})
            continue
        channel.answer(found)
        channel.answer_bytes(copy)


def _open(file: BinaryIO, pixels: int) -> Image.Image:
    """The picture in ``file``, gone through once to see that it is whole, and then opened anew."""
    Image.MAX_IMAGE_PIXELS = None  # Pillow would only warn up to twice of it; ours is a limit
    for is_second in (False, True):
        file.seek(0)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                picture = Image.open(file, formats=FORMATS)
                if picture.width * picture.height > pixels:
                    raise _too_large(picture.width, picture.height, pixels)
                picture.load() if is_second else picture.verify()
        except UnidentifiedImageError as error:
            raise _other_kind() from error
        except _BROKEN as error:
            raise _damaged() from error
    return picture


def _copy(picture: Image.Image, side: int, found: dict[str, Any]) -> bytes:
    """The picture upright and no larger than ``side``, as JPEG, or as PNG where it is see-through."""
    found.update(kind=KINDS[str(picture.format)], width=picture.width, height=picture.height)
    found["left_out"] = _carried(picture)
    try:
        upright = ImageOps.exif_transpose(picture)
    except _BROKEN:
        upright = picture  # a direction that cannot be read is none
    try:
        is_clear = upright.has_transparency_data
        upright.thumbnail((side, side))
        plain = upright.convert("RGBA" if is_clear else "RGB")
        bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
        out = io.BytesIO()
        if is_clear:
            bare.save(out, "PNG")
        else:
            bare.save(out, "JPEG", quality=88)
    except _BROKEN as error:
        raise _damaged() from error
    found.update(
        copy_kind=KINDS["PNG" if is_clear else "JPEG"], copy_width=bare.width, copy_height=bare.height
    )
    return out.getvalue()


def _carried(picture: Image.Image) -> list[str]:
    """What the file says beside its picture: ``place``, ``camera``, ``colours``, ``words``, ``frames``."""
    carried = []
    try:
        exif = picture.getexif()
        if exif.get_ifd(0x8825):
            carried.append("place")
        if len(exif):
            carried.append("camera")
    except _BROKEN:
        carried.append("camera")
    if picture.info.get("icc_profile"):
        carried.append("colours")
    spoken = {"comment", "xmp", "photoshop", "XML:com.adobe.xmp"} & set(picture.info)
    if spoken or getattr(picture, "text", None):
        carried.append("words")
    if getattr(picture, "n_frames", 1) > 1:
        carried.append("frames")
    return carried


def _too_large(width: int, height: int, pixels: int) -> _RefusedError:
    return _RefusedError(
        "too-large",
        say(
            gettext_noop(
                "The picture says that it is {width} by {height} pixels; up to {limit} million pixels are taken. "
                "Please save it smaller and send that; keep the original as evidence."
            ),
            width=width,
            height=height,
            limit=pixels // 1_000_000,
        ),
    )


def _other_kind() -> _RefusedError:
    return _RefusedError(
        "other-kind",
        say(
            gettext_noop(
                "This is not a photograph in JPEG, PNG or WebP, whatever its name says. Nothing was kept of it. "
                "Please save the picture as one of these and send that."
            )
        ),
    )


def _damaged() -> _RefusedError:
    return _RefusedError(
        "broken",
        say(
            gettext_noop(
                "The picture is damaged or was cut off on its way, so no copy to look at could be made. Please send "
                "it again from the camera or the card."
            )
        ),
    )
