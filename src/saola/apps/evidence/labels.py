"""Labels of exhibits: what a person reads, and a code that a phone reads."""

import io
from dataclasses import dataclass

import qrcode
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage

from .models import Exhibit


@dataclass(frozen=True, slots=True)
class Label:
    exhibit: Exhibit
    code: SafeString
    """The drawing of the code, as SVG."""


def label(exhibit: Exhibit, root: str) -> Label:
    """``root`` is the address of this node (``https://saola.example``): a phone opens whole addresses only."""
    return Label(exhibit, drawn(root + reverse("evidence:exhibit", args=[exhibit.number])))


def number_in(read: str) -> str:
    """The number that a person typed, or the last part of the address that a reader of codes typed for them."""
    return read.strip().rstrip("/").rpartition("/")[2].upper()


def drawn(words: str) -> SafeString:
    """``words`` as a QR code in SVG, with error correction that survives a scratched label.

    The code holds only the address of the page: it names the exhibit and opens nothing to whoever is not signed in.
    """
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=2)
    code.add_data(words)
    out = io.BytesIO()
    code.make_image(image_factory=SvgPathImage).save(out)
    svg = out.getvalue().decode()
    return mark_safe(
        svg[svg.index("<svg") :]
    )  # drawn by us from a path of ours; no word of a person is in it
