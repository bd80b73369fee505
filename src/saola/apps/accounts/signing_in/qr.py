"""A QR code as SVG that a strict page may hold: one path, no style, no script, no image from elsewhere."""

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4
"""Modules of margin: ISO/IEC 18004 asks for four."""


def svg(text: str, label: str) -> SafeString:
    """The code of ``text``; ``label`` says to those who do not see it what it holds."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
    )
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<path d="{2}"/></svg>',
        len(rows),
        label,
        path,
    )
