"""Cells that a spreadsheet program would run as formulas, made harmless on the way out and restored on the way in.

Spreadsheet programs run text that begins with certain signs (OWASP, CSV injection). One apostrophe before it
makes them show it instead; reading takes exactly one away, so that a cell comes back as it went.
"""

TRIGGERS = frozenset("=+-@\t\r\n\0'＝＋－＠")


def guarded(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet program might run it.

    >>> guarded("=1+1"), guarded("kg")
    ("'=1+1", 'kg')
    """
    return f"'{text}" if text[:1] in TRIGGERS and text else text


def unguarded(text: str) -> str:
    """``text`` as it was before ``guarded``."""
    return text[1:] if text[:1] == "'" and len(text) > 1 and text[1] in TRIGGERS else text


def guarded_text_cell(text: str) -> str:
    """``text`` for a workbook's cell that is text by its type, and so never runs: only what reading would take for
    guarded is guarded, so that it comes back as it went.

    >>> guarded_text_cell("=1+1"), guarded_text_cell("'=1+1")
    ('=1+1', "''=1+1")
    """
    return text if unguarded(text) == text else guarded(text)
