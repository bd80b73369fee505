"""Catalogue 14 and 15: spreadsheets that are broken by chance, and those that are bad on purpose."""

import io
import random
import time

import pytest

from saola.apps.quarantine import tables
from saola.core.intake import Limits, Refusal, read_table
from tests.torture import spreadsheets

UPLOADS = Limits.for_uploads()
BAD = spreadsheets.bad_workbooks()
TEXT = "Number,Date,Place\n" + "".join(
    f"{n},2016-01-{n % 28 + 1:02},S\u00e3o Jos\u00e9 \u7a7f\n" for n in range(60)
)


def read(content, name):
    """What becomes of a file: ``read``, or the code of its refusal with its words."""
    try:
        rows = 0
        for sheet in tables.open_sheets(io.BytesIO(content), name, UPLOADS):
            rows += sum(1 for _ in read_table(sheet).rows())
    except Refusal as refusal:
        return refusal.code, str(refusal.message)
    return "read", str(rows)


@pytest.mark.parametrize("case", BAD)
def test_bad_file_is_refused_at_once_with_a_reason(case):
    name = (
        "a.csv.gz"
        if case == "gzip bomb"
        else "a.csv"
        if case in ("quotes", "nul", "many commas")
        else "a.xlsx"
    )
    since = time.monotonic()
    code, words = read(BAD[case], name)
    assert (
        time.monotonic() - since < 60
    )  # five seconds on a machine of one's own; the line below says how long
    assert code != "read", words
    assert code not in ("crash", "limits"), words
    assert len(words) > 30


def test_files_broken_by_chance_are_read_or_refused(times, tell):
    chance, count = random.Random(14), times(120)
    sources = [
        spreadsheets.workbook(),
        TEXT.encode(),
        TEXT.encode("gb18030", "replace"),
        TEXT.encode("utf-16"),
    ]
    outcomes, slowest = {}, 0.0
    for number in range(count):
        if number % 3 == 0:
            content, name = spreadsheets.mutated_by_structure(chance), "a.xlsx"
        else:
            source = sources[number % len(sources)]
            content, name = (
                spreadsheets.mutated(source, chance),
                "a.xlsx" if source is sources[0] else "a.csv",
            )
        since = time.monotonic()
        code, _ = read(content, name)
        slowest = max(slowest, time.monotonic() - since)
        outcomes[code] = outcomes.get(code, 0) + 1
    assert outcomes.get("limits", 0) == 0
    assert set(outcomes) > {"read"}
    ended = outcomes.get("crash", 0)
    refused = count - outcomes.get("read", 0)
    result = (
        f"{outcomes['read']} read, {refused} refused ({ended} broke their reader), slowest {slowest:.1f} s"
    )
    tell(14, "spreadsheets broken by chance", count, result, 14)
