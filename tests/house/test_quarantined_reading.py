"""What a stranger sent is opened in quarantine: no other part of the server has a reader of such files."""

import re
from pathlib import Path

import saola

READS = re.compile(
    r"\b(csv\.(Dict)?[rR]eader|load_workbook|Image\.open|GzipFile|gzip\.open|ZipFile\([^,]+\)|tarfile\.open|"
    r"from saola\.core\.intake import [^\n]*\bopen_sheets|intake\.open_sheets)\b"
)
QUARANTINE = "apps/quarantine/reading_"


def test_readers_of_files_stand_in_quarantine_only():
    source = Path(saola.__file__).parent
    found = {
        path.relative_to(source).as_posix()
        for floor in ("apps", "web", "cli")
        for path in (source / floor).rglob("*.py")
        if READS.search(path.read_text(encoding="utf-8"))
    }
    assert found
    assert {path for path in found if not path.startswith(QUARANTINE)} == set()
