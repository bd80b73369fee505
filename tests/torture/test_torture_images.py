"""Catalogue 16: photographs broken by chance, and those that are bombs or something else besides."""

import io
import random
import struct
import time
import zlib

import pytest
from PIL import Image, ImageDraw

from saola.apps.quarantine.child import Child, ReaderStoppedError
from saola.apps.quarantine.fence import Fence
from saola.apps.quarantine.images import PictureRefusedError, read_picture
from tests.torture.spreadsheets import mutated

MARKS = (b"<script", b"PK\x03\x04", b"%PDF", b"<?php", b"<svg")


def pictures():
    exif = Image.Exif()
    exif[0x010E] = "<script>alert(1)</script>"
    exif.get_ifd(0x8825)[1] = "N"
    found = []
    for kind, mode, options in (
        ("JPEG", "RGB", {"exif": exif, "icc_profile": b"\0" * 3000}),
        ("JPEG", "CMYK", {}),
        ("JPEG", "L", {"progressive": True}),
        ("PNG", "RGBA", {}),
        ("PNG", "P", {}),
        ("PNG", "I;16", {}),
        ("WEBP", "RGBA", {"exif": exif}),
        ("WEBP", "RGB", {"lossless": True}),
    ):
        picture = Image.new(mode, (96, 64))
        if mode in ("RGB", "RGBA", "L"):
            ImageDraw.Draw(picture).ellipse((10, 10, 80, 50), fill="white")
        out = io.BytesIO()
        picture.save(out, kind, **options)
        found.append(out.getvalue())
    return found


def large():
    """A picture within our bounds that takes 150 MB to unpack."""
    out = io.BytesIO()
    Image.new("RGB", (7_000, 7_000)).save(out, "PNG")
    return out.getvalue()


def png(width, height, *chunks):
    def chunk(kind, content):
        return (
            struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))
        )

    head = chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(*each) for each in chunks) + chunk(b"IEND", b"")


def bombs():
    plain = zlib.compress(b"\0" * 90_000_000, 9)
    return {
        "pixels": png(60_000, 60_000, (b"IDAT", plain)),
        "words": png(8, 8, (b"zTXt", b"a\0\0" + plain), (b"IDAT", zlib.compress(b"\0" * 200))),
        "colours": png(8, 8, (b"iCCP", b"a\0\0" + plain), (b"IDAT", zlib.compress(b"\0" * 200))),
        "too much": png(8, 8, (b"IDAT", plain)),
        "frames": png(
            8, 8, (b"acTL", struct.pack("!II", 4_000_000_000, 0)), (b"IDAT", zlib.compress(b"\0" * 200))
        ),
        "wide jpeg": b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
        + b"\0" * 99,
        "wide webp": b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff" * 6 + b"\0" * 8,
    }


def test_bombs_are_refused_or_made_harmless():
    for name, content in bombs().items():
        since = time.monotonic()
        try:
            picture = read_picture(content)
        except PictureRefusedError as refused:
            ended = refused.code == "limits"
        else:
            ended = False
            assert (picture.width, picture.height) == (8, 8), name
            assert len(picture.copy) < 10_000, name
        assert not ended, name
        assert time.monotonic() - since < 60, name


def test_pictures_broken_by_chance_are_shown_or_refused(times, tell):
    chance, count = random.Random(16), times(150)
    sources, codes, slowest = pictures(), {}, 0.0
    for number in range(count):
        content = mutated(sources[number % len(sources)], chance)
        if number % 5 == 0:
            content += chance.choice(MARKS) + b"alert(1)"
        since = time.monotonic()
        try:
            copy = read_picture(content, 200).copy
        except PictureRefusedError as refused:
            codes[refused.code] = codes.get(refused.code, 0) + 1
        else:
            codes["shown"] = codes.get("shown", 0) + 1
            assert copy[:3] in (b"\xff\xd8\xff", b"\x89PN")
            assert not any(mark in copy for mark in MARKS)
        slowest = max(slowest, time.monotonic() - since)
    assert codes["shown"] > count / 20
    assert codes["broken"]
    refused = count - codes["shown"]
    ended = codes.get("limits", 0)
    result = (
        f"{codes['shown']} shown, {refused} refused ({ended} broke their reader), slowest {slowest:.1f} s"
    )
    tell(16, "photographs broken by chance", count, result, 16)


def test_reader_that_meets_its_bounds_leaves_this_process_as_it_was():
    fence = Fence(memory=400_000_000)
    with Child("pictures", large(), fence) as small, pytest.raises(ReaderStoppedError):
        small.ask({"side": 7_000, "pixels": 50_000_000})
    assert read_picture(pictures()[0]).width == 96
