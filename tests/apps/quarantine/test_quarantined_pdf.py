"""PDF files: words stay words, in every script, and every page says who printed it."""

import re
import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from saola.apps.quarantine import pdf

MARGIN = pdf.Margin("S000001", "H2", "linh@agency", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "ab" * 32)
needs_reader = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not on this machine"
)


@pytest.fixture(autouse=True)
def _fonts():
    try:
        pdf.fonts()
    except pdf.NotTypesetError:
        pytest.skip("the fonts for PDF files are not built (make setup)")


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "page.typ"
    path.write_text("= #data.title\n#pairs(data.pairs)\n#rows(data.head, data.rows)\n")
    return path


def page(template, word, **margin):
    data = {"title": word, "pairs": [["Name", word]], "head": ["A", "B"], "rows": [[word, "2"]]}
    return pdf.render(template, data, MARGIN)


def words(content):
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()


@needs_reader
@pytest.mark.parametrize("word", ["Manis javanica", "穿山甲鳞片", "Đà Nẵng", "ཁ", "😀"])
def test_word_is_shown_as_it_is_or_by_its_number(template, word):
    shown = words(page(template, word))
    by_number = "".join(f"[U+{ord(mark):04X}]" for mark in word)
    assert word in shown or by_number in shown


@pytest.mark.parametrize(
    ("font", "word"), [("NotoSansArabic", "حرشف البنغول"), ("NotoSansThai", "ตัวลิ่น"), ("NotoSansSC", "穿山甲")]
)
def test_each_script_is_set_with_letters_of_its_own(template, font, word):
    assert font.encode() in page(template, word)


@needs_reader
@pytest.mark.parametrize(
    "word",
    [
        '#read("/etc/passwd")',
        "$x$",
        "*bold*",
        '#import "@preview/a:0.1.0"',
        "<label>",
        "\\u{41}",
        "[x]",
        "// x",
    ],
)
def test_markup_is_a_word(template, word):
    assert word in words(page(template, word))


@needs_reader
def test_every_page_bears_its_margin(template):
    content = pdf.render(
        template,
        {"title": "x", "pairs": [["n", str(n)] for n in range(200)], "head": ["A"], "rows": []},
        MARGIN,
    )
    pages = words(content).split("\f")[:-1]
    assert len(pages) > 3
    for number, shown in enumerate(pages, 1):
        assert "H2" in shown
        assert "S000001" in shown
        assert f"linh@agency · 2026-01-02 03:04:05 UTC · SHA-256 {'ab' * 32}" in shown
        assert re.search(rf"{number} */ *{len(pages)}", shown)


def test_same_data_gives_the_same_bytes(template):
    assert page(template, "x") == page(template, "x")


def test_pdf_is_of_the_kind_that_is_kept(template):
    content = page(template, "x")
    assert content.startswith(b"%PDF-1.")
    assert b"pdfaid:part" in content


@pytest.mark.parametrize(
    "line",
    [
        '#read("/etc/passwd")',
        '#image("/etc/hostname")',
        '#import "@preview/cetz:0.3.0": *',
        "#nothing",
        "#while true {}",
    ],
)
def test_template_that_reaches_out_is_not_typeset(template, line):
    template.write_text(line)
    with pytest.raises(pdf.NotTypesetError):
        pdf.render(template, {}, MARGIN)


def test_nul_and_half_characters_do_no_harm(template):
    assert page(template, "a\0b\ud800c\ufffe").startswith(b"%PDF")


def test_direction_cannot_be_turned(template):
    assert words(page(template, "abc\u202edef")).count("abcdef") == 3
