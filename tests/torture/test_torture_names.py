"""Catalogue 17: names that strangers give their files, as names of files and in headers."""

import random
import re

from saola.apps.quarantine.attachments import disposition, safe_name

WELL_FORMED = re.compile(
    r'attachment; filename="[ -!#-\[\]-~]+"(; filename\*=UTF-8\'\'[A-Za-z0-9!#$&+.^_`|~%-]+)?'
)
PIECES = [
    "..",
    "/",
    "\\",
    "\0",
    "\r\n",
    "\n",
    '"',
    "%00",
    "%2e%2e",
    ";",
    "'",
    "\u202e",
    "\u2028",
    "\ud800",
    "CON",
    "aux.",
]
PIECES += [
    "😀",
    "穿",
    "é",
    "e\u0301",
    "a" * 300,
    ".",
    " ",
    "~",
    "$(id)",
    "`id`",
    "|",
    "*",
    "?",
    "<",
    ">",
    ":",
    "\t",
    "file",
    ".exe",
]


def test_hostile_names_stay_in_their_folder_and_their_header(tmp_path, times, tell):
    chance, count = random.Random(17), times(300)
    for _ in range(count):
        name = "".join(chance.choices(PIECES, k=chance.randint(1, 8)))
        safe = safe_name(name)
        path = tmp_path / safe
        assert path.resolve().parent == tmp_path.resolve()
        assert len(safe.encode()) <= 255
        path.write_bytes(b"x")
        assert [entry.name for entry in tmp_path.iterdir()] == [safe]
        path.unlink()
        assert WELL_FORMED.fullmatch(disposition(name)), name
    tell(17, "hostile file names", count, "0 escapes, every header well formed", 17)
