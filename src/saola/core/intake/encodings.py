"""Which encoding a text is in, from its own bytes.

A file is scanned once from end to end in small pieces: strict UTF-8 is certain when it holds, NUL bytes are
counted, and the lines that are not ASCII are kept (up to a limit) as evidence for guessing when it does not.
"""

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

import charset_normalizer

from saola.core.values import gettext_noop, say

from .refusals import MEGABYTE, Limits, Refusal

PIECE = 1 << 20
EVIDENCE = 64_000
CANDIDATES = (
    "cp1252",
    "gb18030",
    "big5",
    "cp1251",
    "cp1256",
    "shift_jis",
    "euc_kr",
    "cp1258",
    "cp874",
    "koi8_r",
)
NUL_SHARE = 0.01
"""Share of NUL bytes, or of control bytes in the first megabyte, from which a file is no text."""
_BESIDE_PLAIN = re.compile(
    r"[a-zA-Z](?=[^\W\d_a-zA-Z])[^\x00-\x7f]|[^\x00-\x7f](?<=[^\W\d_a-zA-Z])(?=[a-zA-Z])"
)
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
    """``name`` is Python's; ``fallback`` reads the lines that are not in it (mixed files), line by line."""

    name: str
    is_guess: bool = False
    fallback: str = ""
    has_nul: bool = False
    bytes: int = 0


def detect_encoding(content: BinaryIO, limits: Limits) -> Encoding:
    """Scan ``content`` from its start. Raises ``Refusal`` when it is too long or is not text."""
    head = content.read(PIECE)
    for mark, name in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return Encoding(name, bytes=_count(content, head, limits))
    silent = _utf16_without_mark(head)
    if silent:
        return Encoding(silent, is_guess=True, bytes=_count(content, head, limits))
    return _scan(content, head, limits)


def _count(content: BinaryIO, head: bytes, limits: Limits) -> int:
    total = len(head)
    while piece := content.read(PIECE):
        total += len(piece)
        _refuse_length(total, limits)
    return total


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
    sample = head[:4000]
    if len(sample) < 8:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _scan(content: BinaryIO, head: bytes, limits: Limits) -> Encoding:
    total = nuls = good = bad = 0
    evidence: list[bytes] = []
    kept = 0
    rest = b""
    piece = head
    while piece:
        total += len(piece)
        _refuse_length(total, limits)
        if b"\0" in piece:
            nuls += piece.count(0)
        if not (piece.isascii() and rest.isascii()):
            block = rest + piece
            cut = block.rfind(b"\n") + 1
            block, rest = (block[:cut], block[cut:]) if cut > 0 and len(block) - cut < PIECE else (block, b"")
            try:
                block.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                for line in block.split(b"\n"):
                    if line.isascii():
                        continue
                    if _is_utf8(line):
                        good += 1
                        continue
                    bad += 1
                    if kept < EVIDENCE:
                        evidence.append(line)
                        kept += len(line)
        else:
            rest = b""
        piece = content.read(PIECE)
    if rest and not rest.isascii():
        if _is_utf8(rest):
            good += 1
        else:
            bad += 1
            evidence.append(rest)
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
    has_nul = nuls > 0
    if not bad:
        return Encoding("utf-8", has_nul=has_nul, bytes=total)
    guess = guess_encoding(b"\n".join(evidence))
    if good and good >= bad * 0.05:
        return Encoding("utf-8", True, guess, has_nul, total)
    return Encoding(guess, True, "", has_nul, total)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def guess_encoding(evidence: bytes) -> str:
    """The most likely of the encodings agencies use, for bytes that are not UTF-8.

    Letters decide: of the candidates that can read every byte, the one whose letters are those of one script
    and look like words wins; Western Windows is the last resort, as it can read nearly anything.
    """
    scores = {name: _likelihood(evidence, name) for name in CANDIDATES}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > 0.6:
        return best
    match = charset_normalizer.from_bytes(evidence, cp_isolation=list(CANDIDATES)).best()
    return match.encoding if match is not None else "cp1252"


def _likelihood(evidence: bytes, name: str) -> float:
    try:
        text = evidence.decode(name)
    except UnicodeDecodeError:
        return 0.0
    strange = [mark for mark in text if not mark.isascii()]
    if not strange:
        return 0.0
    beside = _beside_plain_letters(text) / len(strange)
    if name == "cp1252":
        # accented letters stand among plain ones; letters of other scripts stand among their own
        return _share(strange, WESTERN) * (0.5 + 0.6 * min(1.0, beside))
    return _LIKELY[name](text, strange) - 0.8 * beside


def _beside_plain_letters(text: str) -> int:
    """How many letters beyond ASCII have one of ASCII as neighbour."""
    return len(_BESIDE_PLAIN.findall(text))


def _share(marks: list[str], wanted: str) -> float:
    return sum(mark in wanted for mark in marks) / len(marks)


def _share_between(marks: list[str], *ranges: tuple[int, int]) -> float:
    return sum(any(low <= ord(mark) <= high for low, high in ranges) for mark in marks) / len(marks)


WESTERN = "áàâãäåçéèêëíìîïñóòôõöøúùûüýÿœæßªºÁÀÂÃÄÅÇÉÈÊËÍÌÎÏÑÓÒÔÕÖØÚÙÛÜÝŒÆ°–—’‘“”€³²·«»¿¡…§ "
COMMON_CHINESE = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些"
    "然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公"
    "无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将"
    "组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金"
    "增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类"
    "八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非"
    "验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效"
    "個國會來時為這們後發經過說對動產種學與現實當體開機還關進點間無線結問題農區處規導競階術極聯認權證類離華確張馬節話"
    "穿山甲象牙查獲海關走私動物鱗片公斤克隻只犀角龜木紅港深圳廣州越南"
)


def _chinese(text: str, strange: list[str]) -> float:
    han = _share_between(strange, (0x4E00, 0x9FFF), (0x3000, 0x303F), (0xFF00, 0xFFEF))
    return 0.62 * han + min(0.5, 1.5 * _share(strange, COMMON_CHINESE))


def _cyrillic(text: str, strange: list[str]) -> float:
    letters = _share_between(strange, (0x0410, 0x044F), (0x0401, 0x0401), (0x0451, 0x0451), (0x2116, 0x2116))
    capitals_inside = sum(1 for left, right in pairwise(text) if left.islower() and right.isupper())
    return letters * (0.75 + 0.5 * _share(strange, "оеаинтсрОЕАИНТСР")) - capitals_inside / len(strange)


def _arabic(text: str, strange: list[str]) -> float:
    return _share_between(strange, (0x0621, 0x064A), (0x060C, 0x061F), (0x0660, 0x0669)) * (
        0.7 + 0.6 * _share(strange, "الميونرتبةهد")
    )


def _japanese(text: str, strange: list[str]) -> float:
    kana = _share_between(strange, (0x3040, 0x30FF))
    return 0.5 * _share_between(strange, (0x3040, 0x30FF), (0x4E00, 0x9FFF)) + (
        0.7 * kana if kana > 0.15 else 0
    )


def _korean(text: str, strange: list[str]) -> float:
    return (
        0.95
        * _share_between(strange, (0xAC00, 0xD7A3))
        * (0.5 + 0.8 * _share(strange, "이다의는에을를가한고하시지사도"))
    )


def _vietnamese(text: str, strange: list[str]) -> float:
    marks = sum(0x0300 <= ord(mark) <= 0x0323 for mark in strange)
    return (
        0.9 * _share(strange, "đĐăĂơƠưƯâÂêÊôÔáàéèíóòúýìù\u0300\u0301\u0303\u0309\u0323")
        if marks > len(strange) * 0.15
        else 0.0
    )


def _thai(text: str, strange: list[str]) -> float:
    return (
        0.9
        * _share_between(strange, (0x0E01, 0x0E5B))
        * (0.6 + 0.6 * _share(strange, "านรอกเงมยลวดทสตะปบคหแจพชขใไโ่้ิีั"))
    )


_LIKELY = {
    "gb18030": _chinese,
    "big5": _chinese,
    "cp1251": _cyrillic,
    "koi8_r": _cyrillic,
    "cp1256": _arabic,
    "shift_jis": _japanese,
    "euc_kr": _korean,
    "cp1258": _vietnamese,
    "cp874": _thai,
}
