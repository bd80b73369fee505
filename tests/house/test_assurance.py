"""What docs/reference/assurance.md says was tried is there to be tried again."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "assurance.md").read_text(encoding="utf-8")
LINES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d", line)
]
WANTED = {1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 31, 32, 33, 35, 36, 39}


def test_each_number_of_the_catalogue_has_a_line():
    assert {int(line[0]) for line in LINES} >= WANTED
    assert {len(line) for line in LINES} == {6}


def test_each_line_names_what_is_there():
    for line in LINES:
        named = re.findall(r"`([^`]+)`", line[5])
        assert named, line
        for name in named:
            if name.startswith("python -m "):
                name = name.removeprefix("python -m ").replace(".", "/") + ".py"
            assert name.startswith("make ") or (ROOT / name).exists(), line


def test_each_torture_stands_in_the_page_under_its_number():
    for path in (ROOT / "tests" / "torture").glob("test_*.py"):
        place = path.relative_to(ROOT).as_posix()
        told = {int(number) for number in re.findall(r"\btell\(\s*(\d+)", path.read_text(encoding="utf-8"))}
        assert told <= {int(line[0]) for line in LINES if place in line[5]}, place
