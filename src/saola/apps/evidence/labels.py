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


def label(exhibit: Exhibit) -> Label:
    return Label(exhibit, drawn(reverse("evidence:exhibit", args=[exhibit.number])))


def drawn(words: str) -> SafeString:
    """``words`` as a QR code in SVG, with error correction that survives a scratched label.

    The code holds only the path of the page: it names the exhibit and opens nothing to whoever is not signed in.
    """
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=2)
    code.add_data(words)
    out = io.BytesIO()
    code.make_image(image_factory=SvgPathImage).save(out)
    svg = out.getvalue().decode()
    return mark_safe(
        svg[svg.index("<svg") :]
    )  # drawn by us from a path of ours; no word of a person is in it
