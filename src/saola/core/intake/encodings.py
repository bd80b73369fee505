"""Which encoding a text is in, from its own bytes.

A file is scanned once from end to end in small pieces: strict UTF-8 is certain when it holds, NUL bytes are
counted, and the lines that are not ASCII are kept (up to a limit) as evidence for guessing when it does not.
"""

import codecs
from dataclasses import dataclass, replace
from typing import BinaryIO

from saola.core.values import gettext_noop, say

from .letters import LEAST, guess_encoding, likelihood
from .refusals import MEGABYTE, Limits, Refusal

PIECE = 1 << 20
EVIDENCE = 32_000
MIXED_SHARE = 0.05
"""Lines of UTF-8 for one that is not, from which a file is taken for a mixture of both."""
NUL_SHARE = 0.01
"""Share of NUL bytes, or of control bytes in the first megabyte, from which a file is no text."""
_CONTROL_BYTES = bytes({*range(1, 32)} - {9, 10, 11, 12, 13, 26, 27})
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """``name`` is Python's; ``fallback`` reads the lines that are not in it (mixed files), line by line.

    ``has_mark`` says that a byte order mark names it; ``evidence`` holds some of the lines that are not plain.
    """

    name: str
    is_guess: bool = False
    fallback: str = ""
    has_nul: bool = False
    has_mark: bool = False
    evidence: bytes = b""

    @property
    def is_wide(self) -> bool:
        """Whether every character takes two or four bytes."""
        return _is_wide(self.name)


def _is_wide(name: str) -> bool:
    return name.startswith(("utf-16", "utf-32"))


def as_asked(asked: str, found: Encoding) -> Encoding:
    """The encoding somebody asked for, unless the bytes of the file contradict it; then what was found.

    A byte order mark, NUL bytes in every second place, and letters that are strictly UTF-8 and only make sense
    so are contradictions; so are bytes that the encoding asked for does not have at all.
    """
    name = _known_name(asked)
    if not name or found.has_mark or _is_wide(name) or found.is_wide:
        return replace(found, is_guess=False) if is_same(asked, found.name) else found
    if name == "utf-8-sig":
        name = "utf-8"
    if name == found.name:
        return replace(found, is_guess=False)
    if name == "utf-8":
        return found
    if found.name == "utf-8" and found.evidence and not found.fallback:
        as_found = likelihood(found.evidence, "utf-8")
        if as_found >= LEAST and as_found > likelihood(found.evidence, name):
            return found
    return Encoding(name, fallback=found.name, has_nul=found.has_nul)


def is_same(asked: str, name: str) -> bool:
    """Whether two names mean one encoding, whatever its marks: ``UTF8`` and ``utf-8-sig``."""
    known = _known_name(asked)
    return bool(known) and known.removesuffix("-sig")[:6] == name.removesuffix("-sig")[:6]


def _known_name(asked: str) -> str:
    """Python's name of an encoding in which text can be written, or the empty text."""
    try:
        name = codecs.lookup(asked).name
        plain = "a,1\n"
        encoded = plain.encode(name)
        is_usable = encoded.decode(name) == plain and (_is_wide(name) or encoded == plain.encode())
    except (LookupError, ValueError):
        return ""
    return name if is_usable else ""


def detect_encoding(content: BinaryIO, limits: Limits) -> Encoding:
    """Scan ``content`` from its start. Raises ``Refusal`` when it is too long or is not text."""
    head = content.read(PIECE)
    for mark, name in BYTE_ORDER_MARKS:
        if head.startswith(mark) and name == "utf-8-sig":
            scanned = _scan(content, head, limits)
            return replace(scanned, name=name, is_guess=bool(scanned.fallback), has_mark=True)
        if head.startswith(mark):
            _refuse_long(content, head, limits)
            return Encoding(name, has_mark=True)
    silent = _utf16_without_mark(head)
    if silent:
        _refuse_long(content, head, limits)
        return Encoding(silent, is_guess=True)
    return _scan(content, head, limits)


def _refuse_long(content: BinaryIO, head: bytes, limits: Limits) -> None:
    total = len(head)
    while piece := content.read(PIECE):
        total += len(piece)
        _refuse_length(total, limits)


def _refuse_length(total: int, limits: Limits) -> None:
    if total > limits.text_bytes:
        raise Refusal(
            "too-large",
            say(
                gettext_noop(
                    "The file holds more than {limit} MB of text, which is more than is read at once. "
                    "Please split it, for example by year; each part can be sent by itself."
                ),
                limit=round(limits.text_bytes / MEGABYTE),
            ),
        )


def _utf16_without_mark(head: bytes) -> str:
    """UTF-16 by its NUL bytes, all of them in the same half of each pair."""
    sample = head[:4000]
    if len(sample) < 8:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    few, many = sorted((even, odd))
    if many < len(sample) * 0.05 or few > many * 0.05:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


@dataclass(slots=True)
class _Seen:
    """Lines that are not plain: how many are UTF-8 and how many are not, with some of each as evidence."""

    good: int = 0
    bad: int = 0
    good_lines: bytes = b""
    bad_lines: bytes = b""

    def look(self, block: bytes) -> None:
        if block.isascii():
            return
        try:
            block.decode("utf-8")
        except UnicodeDecodeError:
            for line in block.splitlines():
                self._look_at_line(line)
            return
        self.good += max(1, block.count(b"\n"))
        if len(self.good_lines) < EVIDENCE:
            self.good_lines += block[:EVIDENCE].rpartition(b"\n")[0] or block

    def _look_at_line(self, line: bytes) -> None:
        if line.isascii():
            return
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            self.bad += 1
            if len(self.bad_lines) < EVIDENCE:
                self.bad_lines += line + b"\n"
        else:
            self.good += 1
            if len(self.good_lines) < EVIDENCE:
                self.good_lines += line + b"\n"

    def encoding(self) -> tuple[str, bool, str]:
        """``(name, whether it is a guess, fallback)``."""
        if not self.good and not self.bad:
            return "utf-8", False, ""
        if not self.bad:
            return self._though_it_is_utf8()
        guess = guess_encoding(self.bad_lines)
        if not self.good or self.good < self.bad * MIXED_SHARE or self._is_better(guess):
            return guess, True, ""
        return "utf-8", True, guess

    def _though_it_is_utf8(self) -> tuple[str, bool, str]:
        """Two-byte Chinese may be valid UTF-8 by chance: 只 alone is. Only known words speak against UTF-8."""
        if self.good_lines.translate(None, bytes(range(0xE0, 0x100))) != self.good_lines:
            return "utf-8", False, ""
        guess = guess_encoding(self.good_lines)
        if likelihood(self.good_lines, guess) > 1.2 and likelihood(self.good_lines, "utf-8") < 0.3:
            return guess, True, ""
        return "utf-8", False, ""

    def _is_better(self, guess: str) -> bool:
        """Whether the lines that happen to be UTF-8 read better in the encoding of the others."""
        return likelihood(self.good_lines, guess) > likelihood(self.good_lines, "utf-8")


def _scan(content: BinaryIO, head: bytes, limits: Limits) -> Encoding:
    total = nuls = 0
    seen = _Seen()
    rest = b""
    piece = head
    while piece:
        total += len(piece)
        _refuse_length(total, limits)
        if b"\0" in piece:
            nuls += piece.count(0)
        block = rest + piece
        cut = _end_of_whole_lines(block)
        seen.look(block[:cut])
        rest = block[cut:]
        piece = content.read(PIECE)
    seen.look(rest)
    strange = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if nuls > total * NUL_SHARE or strange > len(head) * NUL_SHARE:
        raise Refusal(
            "not-text",
            say(
                gettext_noop(
                    "The file holds bytes that no text holds, so it is not a table although its name may say so. "
                    "Please send the spreadsheet itself (xlsx, xls, ods, csv or tsv)."
                )
            ),
        )
    name, is_guess, fallback = seen.encoding()
    return Encoding(name, is_guess, fallback, nuls > 0, evidence=seen.bad_lines or seen.good_lines)


def _end_of_whole_lines(block: bytes) -> int:
    """Where the last whole line of ``block`` ends; without lines, where its last whole character does."""
    cut = max(block.rfind(b"\n"), block.rfind(b"\r")) + 1
    if cut:
        return cut
    for back in range(1, min(4, len(block)) + 1):
        byte = block[-back]
        if byte < 0x80:
            return len(block)
        if byte >= 0xC0:
            return len(block) - back
    return len(block)
