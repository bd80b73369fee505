"""Which encoding makes words of bytes: by the words that tables hold, and by the letters of languages.

Every candidate that can read all the bytes is tried. Cells that are words of a head, countries or units weigh
most; then the letters, which are those that one language uses, stand where that language has them, and are
common in it. A letter that could be anybody's counts for nobody.
"""

import re
from collections.abc import Callable, Container
from functools import lru_cache, partial
from itertools import pairwise

import charset_normalizer

from .field_words import fields_by_header
from .parsing.countries import country_words
from .vocabularies import Vocabularies
from .words import fold

LEAST = 0.5
"""Likelihood under which no candidate is believed and the last voice is asked."""
KNOWN_WORDS = 1.5
"""What it is worth when all cells that are not plain are known words; letters alone give about 1."""

LATIN = {
    "cp1252": (
        "áâãàçéêíóôõúü",
        "àâçèéêëîïôùûüœ",
        "áéíóúñü",
        "äöüß",
        "àèéìòù",
        "åäöæøé",
        "áðéíóúýþæö",
        "éèëïöüóáê",
    ),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž"),
    "cp1254": ("çğıöşüâîİ",),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž"),
}
CYRILLIC = "оеаинтсрвлкмд"
ARABIC = "الميونرتبةهدعسق"
THAI = "านรอกเงมยลวดทสตะปบคหแจพชขใไโ่้ิีั"
KOREAN = "이다의는에을를가한고하시지사도대국인수물일종"
VIETNAMESE = "đăơưâêôáàéèíóòúýìùĐĂƠƯÂÊÔ\u0300\u0301\u0303\u0309\u0323"
COMMON_CHINESE = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些"
    "然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公"
    "无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将"
    "组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金"
    "增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类"
    "八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非"
    "验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效"
    "个國會來時為這們後發經過說對動產種學與現實當體開機還關進點間無線結問題農區處規導競階術極聯認權證類離華確張馬節話"
    "穿山甲象牙查获獲海關走私動物鱗片公斤克隻只犀角龜木紅港深圳廣州越南編號數單位"
)
APOSTROPHES = "’‘ªº·"
TYPOGRAPHY = "°–—’‘“”€³²·«»¿¡…§ªº \u2116•™®©½¼¾×"

_CELL_EDGE = re.compile(r"[,;\t|\r\n\"]+")
_JUDGED_CELLS = 400
_LETTER = r"[^\W\d_]"
_GLUED = re.compile(rf"[a-zA-Z](?={_LETTER})[^\x00-\x7f]|[^\x00-\x7f](?<={_LETTER})(?=[a-zA-Z])")
"""A letter beyond ASCII beside one of ASCII."""
_SIGN_INSIDE = re.compile(rf"(?<={_LETTER})(?![{APOSTROPHES}])[^\w\x00-\x7f](?={_LETTER})")
"""A sign beyond ASCII between two letters, as misread letters are."""
_ALONE = re.compile(
    rf"(?<=[a-z] )(?={_LETTER})[^\x00-\x7f](?= [a-zA-Z])|(?<=, )(?={_LETTER})[^\x00-\x7f](?= [a-z])"
)
_COMBINING = re.compile("[a-zA-Z][\u0e31-\u0e4e\u05b0-\u05c7]")


def guess_encoding(evidence: bytes) -> str:
    """The most likely of the encodings agencies use, for bytes that are not Unicode."""
    scores = {name: likelihood(evidence, name) for name in _JUDGES}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > LEAST:
        return best
    match = charset_normalizer.from_bytes(evidence, cp_isolation=list(_JUDGES)).best()
    return match.encoding if match is not None else "cp1252"


def likelihood(evidence: bytes, encoding: str) -> float:
    """How much ``evidence`` reads like words in ``encoding``: about 1 for sentences, more for a table's own words.

    Unicode is judged by whatever script it turns out to hold.
    """
    try:
        text = evidence.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    strange = [mark for mark in text if not mark.isascii()]
    if not strange:
        return 0.0
    judge = _JUDGES.get(encoding)
    judges = [judge] if judge is not None else [*_JUDGES.values()]
    return max(judge(text, strange) for judge in judges) + KNOWN_WORDS * _known_share(text)


def _known_share(text: str) -> float:
    """The share of known words among the cells that are not plain."""
    cells: dict[str, None] = {}
    for cell in _CELL_EDGE.split(text):
        if not cell.isascii():
            cells[cell] = None
            if len(cells) >= _JUDGED_CELLS:
                break
    return sum(map(_is_known, cells)) / len(cells) if cells else 0.0


def _is_known(cell: str) -> bool:
    word = fold(cell)
    return word in fields_by_header() or word in country_words() or word in _code_words()


@lru_cache(maxsize=1)
def _code_words() -> frozenset[str]:
    return frozenset(word for words in Vocabularies.of({}).lists.values() for word in words)


def _share(marks: list[str], wanted: Container[str]) -> float:
    return sum(mark in wanted for mark in marks) / len(marks)


def _share_between(marks: list[str], *ranges: tuple[int, int]) -> float:
    return sum(any(low <= ord(mark) <= high for low, high in ranges) for mark in marks) / len(marks)


def _capitals_inside(text: str) -> int:
    """Capitals behind small letters where one is not plain, or alone between small words: words are not like that."""
    inside = sum(
        right.isupper() and left.islower() and not (left.isascii() and right.isascii())
        for left, right in pairwise(text)
    )
    return inside + sum(match[0].isupper() for match in _ALONE.finditer(text))


def _latin(languages: tuple[str, ...], text: str, strange: list[str]) -> float:
    """Letters of one language, standing among plain ones."""
    inside = len(_SIGN_INSIDE.findall(text))
    letters = [mark.casefold() for mark in strange if mark not in TYPOGRAPHY]
    if not letters and not inside:
        return 0.3
    whole = len(letters) + inside
    share = max(sum(mark in letters_of for mark in letters) for letters_of in languages) / whole
    glued = min(1.0, len(_GLUED.findall(text)) / whole)
    return share * (0.6 + 0.5 * glued) - _capitals_inside(text) / whole


def _own_script(judge: Callable[[str, list[str]], float], text: str, strange: list[str]) -> float:
    """What ``judge`` says, less for letters that stand alone or among plain ones."""
    in_company = sum(
        not left.isascii() and not right.isascii() and left.isalpha() for left, right in pairwise(text)
    )
    glued = len(_GLUED.findall(text)) + len(_COMBINING.findall(text))
    company = min(1.0, 1.5 * in_company / len(strange))
    return judge(text, strange) * (0.4 + 0.6 * company) - 0.8 * glued / len(strange)


def _chinese(text: str, strange: list[str]) -> float:
    han = _share_between(strange, (0x4E00, 0x9FFF), (0x3000, 0x303F), (0xFF00, 0xFFEF))
    return 0.5 * han + min(0.6, 1.5 * _share(strange, COMMON_CHINESE))


def _cyrillic(text: str, strange: list[str]) -> float:
    letters = _share_between(strange, (0x0410, 0x044F), (0x0401, 0x0401), (0x0451, 0x0451), (0x2116, 0x2116))
    common = _share([mark.casefold() for mark in strange], CYRILLIC)
    return letters * (0.6 + 0.6 * common) - _capitals_inside(text) / len(strange)


def _arabic(text: str, strange: list[str]) -> float:
    letters = _share_between(strange, (0x0621, 0x064A), (0x060C, 0x061F), (0x0660, 0x0669))
    return letters * (0.6 + 0.6 * _share(strange, ARABIC))


def _japanese(text: str, strange: list[str]) -> float:
    kana = _share_between(strange, (0x3040, 0x30FF))
    both = _share_between(strange, (0x3000, 0x30FF), (0x4E00, 0x9FFF))
    return 0.5 * both + (0.8 * kana if kana > 0.15 else 0)


def _korean(text: str, strange: list[str]) -> float:
    return _share_between(strange, (0xAC00, 0xD7A3)) * (0.6 + 0.8 * _share(strange, KOREAN))


def _vietnamese(text: str, strange: list[str]) -> float:
    marks = sum(0x0300 <= ord(mark) <= 0x0323 for mark in strange)
    return 0.9 * _share(strange, VIETNAMESE) if marks > len(strange) * 0.15 else 0.0


def _thai(text: str, strange: list[str]) -> float:
    return 0.9 * _share_between(strange, (0x0E01, 0x0E5B)) * (0.6 + 0.6 * _share(strange, THAI))


_JUDGES: dict[str, Callable[[str, list[str]], float]] = {
    "cp1252": partial(_latin, LATIN["cp1252"]),
    "cp1250": partial(_latin, LATIN["cp1250"]),
    "cp1254": partial(_latin, LATIN["cp1254"]),
    "cp1257": partial(_latin, LATIN["cp1257"]),
    "mac_roman": partial(_latin, LATIN["cp1252"]),
    "cp850": partial(_latin, LATIN["cp1252"]),
    "gb18030": partial(_own_script, _chinese),
    "big5": partial(_own_script, _chinese),
    "cp1251": partial(_own_script, _cyrillic),
    "koi8_r": partial(_own_script, _cyrillic),
    "cp866": partial(_own_script, _cyrillic),
    "cp1256": partial(_own_script, _arabic),
    "shift_jis": partial(_own_script, _japanese),
    "euc_kr": partial(_own_script, _korean),
    "cp1258": _vietnamese,
    "cp874": partial(_own_script, _thai),
}
"""Every encoding tried, the likelier ones first, and what its letters are judged by."""
