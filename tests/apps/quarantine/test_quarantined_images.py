"""Photographs: what is taken, what is refused, and what a copy does not say."""

import io
import random
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from saola.apps.quarantine.images import PictureRefusedError, read_picture


def photograph(kind="JPEG", size=(64, 48), **options):
    chance = random.Random(7)
    picture = Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3))
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def where_taken():
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 42.0)
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photograph_is_taken(kind):
    picture = read_picture(photograph(kind))
    assert (picture.kind, picture.width, picture.height) == (f"image/{kind.lower()}", 64, 48)
    assert Image.open(io.BytesIO(picture.copy)).size == (64, 48)
    assert picture.left_out == ()


def test_copy_says_nothing_but_the_picture():
    content = photograph(exif=where_taken(), icc_profile=b"SECRETPROFILE", comment=b"SECRETCOMMENT")
    picture = read_picture(content)
    assert b"SECRETCAMERA" in content
    assert b"SECRET" not in picture.copy
    assert dict(Image.open(io.BytesIO(picture.copy)).getexif()) == {}
    assert picture.left_out == ("place", "camera", "colours", "words")
    assert str(picture.note()).endswith("written into the file.")


def test_copy_stands_upright():
    picture = read_picture(photograph(exif=where_taken()))
    assert (picture.width, picture.height) == (64, 48)
    assert (picture.copy_width, picture.copy_height) == (48, 64)


def test_words_of_a_png_are_left_out():
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "SECRETNAME")
    picture = read_picture(photograph("PNG", pnginfo=words))
    assert picture.left_out == ("words",)
    assert b"SECRETNAME" not in picture.copy


def test_copy_is_no_larger_than_asked():
    picture = read_picture(photograph(size=(640, 480)), side=100)
    assert (picture.copy_width, picture.copy_height) == (100, 75)


def test_see_through_picture_stays_so():
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (1, 2, 3, 4)).save(out, "PNG")
    picture = read_picture(out.getvalue())
    assert picture.copy_kind == "image/png"
    assert Image.open(io.BytesIO(picture.copy)).mode == "RGBA"


def png_that_says(width, height):
    """A PNG of a few bytes that says it is ``width`` by ``height``."""

    def chunk(kind, content):
        body = kind + content
        return struct.pack("!I", len(content)) + body + struct.pack("!I", zlib.crc32(body))

    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def other(kind, **options):
    out = io.BytesIO()
    Image.new("RGB", (32, 32)).save(out, kind, **options)
    return out.getvalue()


REFUSED = {
    "bomb": (png_that_says(60_000, 60_000), "too-large"),
    "no pixels": (png_that_says(0, 10), "broken"),
    "lies about its size": (png_that_says(5_000, 5_000), "broken"),
    "cut off": (photograph()[:900], "broken"),
    "tiff": (other("TIFF"), "other-kind"),
    "gif": (other("GIF"), "other-kind"),
    "bmp": (other("BMP"), "other-kind"),
    "eps": (other("EPS"), "other-kind"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "other-kind"),
    "gif and script": (b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)", "other-kind"),
    "pdf and zip": (b"%PDF-1.7\n" + b"PK\x03\x04" * 20, "other-kind"),
    "empty": (b"", "other-kind"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_file_is_refused_with_a_reason(case):
    content, code = REFUSED[case]
    with pytest.raises(PictureRefusedError) as refused:
        read_picture(content)
    assert refused.value.code in (code, "other-kind")
    assert "Please" in str(refused.value.message)


def test_what_hides_behind_a_photograph_is_not_in_its_copy():
    content = photograph() + b"<script>alert(1)</script>" + b"PK\x03\x04 hidden.exe"
    copy = read_picture(content).copy
    assert b"script" not in copy
    assert b"PK\x03\x04" not in copy


def test_picture_beyond_our_pixels_is_refused_before_it_is_unpacked():
    with pytest.raises(PictureRefusedError) as refused:
        read_picture(photograph(), pixels=1000)
    assert refused.value.code == "too-large"
