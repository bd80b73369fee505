"""Lists read in quarantine say what reading them here would say, and a broken one is refused in words."""

import csv
import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saola.apps.quarantine import lists
from saola.apps.quarantine.child import ReaderStoppedError

ROWS = [[f"Tardipes {n}", "II", "São José" * (n % 5)] for n in range(2500)]


def written(path, rows, separator=",", pack=bytes):
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([["Name", "Listing", "Place"], *rows])
    path.write_bytes(pack(out.getvalue().encode()))
    return path


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_all_rows_come_in_order(tmp_path, pack, separator):
    with lists.opened(written(tmp_path / "list", ROWS, separator, pack), [",", "\t"]) as found:
        assert found.heads[[",", "\t"].index(separator)] == ["Name", "Listing", "Place"]
        assert list(found.rows(separator)) == ROWS


@given(st.lists(st.lists(st.text("aé\"',;\n\r{}$", max_size=6), min_size=2, max_size=4), max_size=6))
@settings(deadline=None, max_examples=40)
def test_any_cells_come_as_they_are(tmp_path_factory, rows):
    path = written(tmp_path_factory.getbasetemp() / "any", rows)
    with path.open(encoding="utf-8", newline="") as text:
        here = [row for row in csv.reader(text) if row][1:]
    with lists.opened(path, [","]) as found:
        assert list(found.rows(",")) == here


@pytest.mark.parametrize(
    "content",
    [
        b"Name,Listing\n" + b"a,b\n" * 3000 + b"\xe9\n",
        b"Name,Listing\n" + b"a,b\n" * 3000 + b'"' + b"x" * 200_000,
        gzip.compress(b"".join(b"Name %d,Listing %d\n" % (n, n * n) for n in range(9000)))[:-2000],
    ],
)
def test_a_damaged_list_says_so_after_its_good_rows(tmp_path, content):
    path = tmp_path / "list"
    path.write_bytes(content)
    with lists.opened(path, [","]) as found:
        rows = found.rows(",")
        next(rows)
        with pytest.raises(lists.DamagedListError):
            list(rows)


@pytest.mark.parametrize("content", [b"\x1f\x8b\x08\x00 broken", "Espécie,País\n".encode("latin-1")])
def test_a_list_that_is_none_is_refused_at_once(tmp_path, content):
    path = tmp_path / "list"
    path.write_bytes(content)
    with pytest.raises(lists.DamagedListError), lists.opened(path, [","]):
        pass


def test_a_packed_list_that_unpacks_to_gigabytes_ends_its_reader_only(tmp_path):
    path = tmp_path / "list.gz"
    with gzip.open(path, "wb", compresslevel=1) as packed:
        packed.write(b"Name\n")
        for _ in range(1_200):
            packed.write(b"\0" * 1_000_000)
    with lists.opened(path, [","]) as found, pytest.raises(ReaderStoppedError) as stopped:
        list(found.rows(","))
    assert stopped.value.why == "memory"
