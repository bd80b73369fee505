"""Workbooks and tables that are wrong on purpose."""

import gzip
import io
import random
import struct
import zipfile
import zlib

SHEET = "xl/worksheets/sheet1.xml"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rows_xml(rows):
    """Rows of texts as the XML of a sheet."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{word}</t></is></c>'
            for at, word in enumerate(row)
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


ROWS = [["Number", "Date", "Place"], ["1", "2016-01-01", "Hai Phong"], ["2", "2016-01-02", "Nairobi"]]


def parts(**changed):
    """The parts of a small workbook; a part that is ``None`` is left out."""
    found = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        SHEET: rows_xml(ROWS),
    }
    found |= {"[Content_Types].xml" if name == "types" else name: part for name, part in changed.items()}
    return found


def workbook(found=None, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in (parts() if found is None else found).items():
            archive.writestr(name, part)
    return out.getvalue()


def overlapping(copies=20, size=4_000_000):
    """A zip whose parts all point at the same packed bytes (CVE-2024-0450, the bomb of overlapping parts)."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packed.compress(b"0" * size) + packed.flush()
    check = zlib.crc32(b"0" * size)
    name = b"xl/a.xml"
    head = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, check, len(kernel), size, len(name), 0)
    content = head + name + kernel
    listed = b""
    for at in range(copies):
        own = b"xl/workbook.xml" if at == 0 else b"xl/%07d" % at
        listed += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, check, len(kernel), size, len(own), 0, 0, 0, 0, 0, 0
        )
        listed += own
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, copies, copies, len(listed), len(content), 0)
    return content + listed + end


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def bad_workbooks():
    """Known-bad files by what they are, with whether anything of them may be read."""
    plain = parts()
    sheet = plain[SHEET]
    wide = "".join(f'<c r="{"XFD" if n == 999_999 else "A"}1"><v>1</v></c>' for n in (0, 999_999))
    return {
        "overlapping parts": overlapping(),
        "five thousand parts": workbook(plain | {f"xl/x{n}.xml": "" for n in range(5_000)}),
        "ratio": workbook(plain | {"xl/media.bin": b"\0" * 50_000_000}),
        "archive inside": workbook(plain | {"xl/inner.zip": workbook()}),
        "archive inside, by another name": workbook(plain | {"xl/media/picture1.png": workbook()}),
        "climbs out": workbook(plain | {"../../etc/cron.d/x": "x"}),
        "absolute": workbook(plain | {"/etc/cron.d/x": "x"}),
        "drive": workbook(plain | {"C:\\windows\\x": "x"}),
        "laughs": workbook(plain | {SHEET: LAUGHS + sheet.replace("Nairobi", "&l11;")}),
        "laughs in the workbook": workbook(
            plain | {"xl/workbook.xml": LAUGHS + plain["xl/workbook.xml"].replace("Sheet1", "&l11;")}
        ),
        "outside entity": workbook(plain | {SHEET: OUTSIDE + sheet.replace("Nairobi", "&x;")}),
        "outside entity in the workbook": workbook(
            plain | {"xl/workbook.xml": OUTSIDE + plain["xl/workbook.xml"].replace("Sheet1", "&x;")}
        ),
        "macros": workbook(plain | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        "old macros": workbook(plain | {"xl/macrosheets/sheet1.xml": sheet}),
        "external links": workbook(
            plain | {"xl/externalLinks/externalLink1.xml": '<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'}
        ),
        "embedded": workbook(plain | {"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}),
        "a million columns": workbook(
            plain
            | {
                SHEET: f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1">{wide}</row></sheetData></worksheet>'
            }
        ),
        "far corner": workbook(
            plain
            | {
                SHEET: f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
                '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
            }
        ),
        "no sheet": workbook(parts(**{SHEET: None}) | {SHEET: ""}),
        "not xml": workbook(plain | {SHEET: b"\0\1\2" * 100}),
        "cut off": workbook()[:-60],
        "zip of nothing": b"PK\5\6" + b"\0" * 18,
        "deep": workbook(plain | {SHEET: "<a>" * 200_000}),
        "quotes": b'Number,Date\n"' + b"x\n" * 200_000,
        "nul": b"a,b\n" + b"\0" * 5_000,
        "many commas": b"a" + b",b" * 1_000_000 + b"\n1\n",
        "gzip bomb": _gzip_bomb(),
    }


def _gzip_bomb():

    return gzip.compress(b"a,b\n" + b" " * 80_000_000)


def mutated(content, chance: random.Random):
    """``content`` with some of it changed, cut out, doubled or cut off."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        if not changed:
            break
        at = chance.randrange(len(changed))
        what = chance.random()
        if what < 0.5:
            changed[at] = chance.randrange(256)
        elif what < 0.7:
            del changed[at : at + chance.randint(1, 60)]
        elif what < 0.9:
            changed[at:at] = changed[at : at + chance.randint(1, 60)]
        else:
            changed[at : at + 4] = chance.choice([b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"PK\1\2"])
    if chance.random() < 0.1:
        del changed[chance.randrange(len(changed) + 1) :]
    return bytes(changed)


_SCRAPS = [
    "<f>cmd|'/c calc'!A0</f>",
    "<v>1e999</v>",
    "<v>-1</v>",
    't="d"',
    't="e"',
    't="s"',
    's="99999"',
    "&#0;",
    "&amp;",
]
_SCRAPS += [
    "]]>",
    "<!-- ",
    "</sheetData>",
    "<row>",
    'r="A0"',
    'r="ZZZZ1"',
    'r="A99999999999"',
    "\ufffe",
    "<is/>",
    '<mergeCell ref="A1:XFD9"/>',
]


def mutated_by_structure(chance: random.Random):
    """A workbook whose XML is changed where it means something."""
    found = parts()
    name = chance.choice([SHEET, SHEET, SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
    text = found[name]
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text))
        end = at + chance.choice([0, 0, 1, 5, 40])
        text = text[:at] + chance.choice(_SCRAPS) + text[end:]
    return workbook(found | {name: text}, chance.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED]))
