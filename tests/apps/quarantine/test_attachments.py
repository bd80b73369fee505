"""Files as they leave: names that name one file, headers that hold one line, content that no browser renders."""

import io

import pytest

from saola.apps.quarantine.attachments import attachment, safe_name

NAMES = {
    "../../etc/passwd": "passwd",
    "..\\..\\boot.ini": "boot.ini",
    "/": "file",
    "": "file",
    "..": "file",
    "CON": "_CON",
    "nul.txt": "_nul.txt",
    "a\0b.pdf": "ab.pdf",
    "x\r\nSet-Cookie: a=b.pdf": "xSet-Cookie_ a=b.pdf",
    'x".pdf': "x_.pdf",
    "invoice\u202efdp.exe": "invoicefdp.exe",
    "穿山甲.xlsx": "穿山甲.xlsx",
    "  .hidden": "hidden",
    "a.pdf ": "a.pdf",
    "a\ud800.pdf": "a.pdf",
}


@pytest.mark.parametrize("name", NAMES)
def test_name_is_that_of_one_file(name):
    assert safe_name(name) == NAMES[name]


@pytest.mark.parametrize(
    "content", [b"x", "x", io.BytesIO(b"x"), iter([b"x"])], ids=["bytes", "text", "file", "pieces"]
)
def test_attachment_is_never_rendered(content):
    response = attachment(content, "a.html", "text/html")
    assert response["Content-Disposition"] == 'attachment; filename="a.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Content-Type"] == "text/html"
    assert b"".join(response) == b"x"
