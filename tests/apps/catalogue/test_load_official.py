"""What holds for every official list: recognising it, its day, loading it again, letting it be."""

from datetime import date

import pytest

from saola.apps.catalogue import downloads, queries
from saola.apps.catalogue.actions import NotAnOfficialListError, load_official
from saola.apps.catalogue.models import Dataset, ListingEvent, SnapshotListing, Taxon
from saola.apps.journal.models import Entry
from saola.apps.quarantine import lists as quarantined
from saola.apps.quarantine import quotas
from saola.apps.quarantine.fence import Fence
from saola.core.values import PartialDate
from tests.factories import accounts, lists

pytestmark = pytest.mark.django_db


def nothing_was_changed():
    return not (Dataset.objects.exists() or Taxon.objects.exists() or Entry.objects.exists())


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        (lists.INDEX, "checklist-index"),
        (lists.EXPORT, "species-plus"),
        (lists.HISTORY, "checklist-history"),
        (lists.COMMON, "common-names"),
        (lists.RESERVATIONS, "reservations"),
        (lists.PARTIES, "parties"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_list_is_recognised_by_its_columns(tmp_path, columns, code, delimiter):
    path = lists.write(tmp_path / "list.csv", columns, delimiter=delimiter)
    with downloads.opened(path) as (download, rows):
        assert (download.code, list(rows)) == (code, [])


def test_a_packed_list_is_read_as_it_is(tmp_path):
    loaded = load_official(lists.index(tmp_path, name=f"{lists.INDEX_NAME}.gz"))
    assert (loaded.listings, Dataset.objects.get().speaks_of) == (1, "2017-04-21")


def test_headings_with_spaces_around_them_are_read(tmp_path):
    path = lists.index(tmp_path)
    head, _, rest = path.read_text().partition("\n")
    path.write_text(head.replace("FullName", " FullName ").strip() + "\n" + rest)
    assert load_official(path).listings == 1


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = lists.index(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_official(path).listings == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"a,b\n1,2\n",
        "Nome;País\nPaca;BR\n".encode("latin-1"),
        b"PK\x03\x04",
        b"\x1f\x8b\x08\x00 broken",
    ],
)
def test_another_file_is_refused_in_words(tmp_path, content):
    path = tmp_path / "2017-04-21.csv"
    path.write_bytes(content)
    with pytest.raises(NotAnOfficialListError) as refusal:
        load_official(path)
    assert "Nothing was changed" in str(refusal.value)
    assert nothing_was_changed()


def test_a_list_that_breaks_off_leaves_what_was_there(tmp_path):
    load_official(lists.index(tmp_path))
    rows = [lists.index_row(f"species{n}", "I", SynonymsWithAuthors=str(n) * 40) for n in range(5000)]
    newer = lists.index(tmp_path, *rows, name="Index_2019-11-30.csv.gz")
    newer.write_bytes(newer.read_bytes()[:-2000])
    with pytest.raises(NotAnOfficialListError, match="breaks off"):
        load_official(newer)
    assert list(SnapshotListing.objects.values_list("listing", flat=True)) == ["II"]
    assert (Dataset.objects.get().speaks_of, Entry.objects.count()) == ("2017-04-21", 1)


def test_a_list_with_a_byte_of_another_encoding_is_refused_whole(tmp_path):
    path = lists.index(tmp_path, *(lists.index_row(f"species{n}") for n in range(2000)))
    path.write_bytes(path.read_bytes() + b"\xe9\n")
    with pytest.raises(NotAnOfficialListError, match="damaged"):
        load_official(path)
    assert nothing_was_changed()


def test_an_error_in_the_middle_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("saola.apps.catalogue.actions.official_taxa._keep_names", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load_official(lists.index(tmp_path))
    assert nothing_was_changed()
    assert not SnapshotListing.objects.exists()


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Index_of_CITES_Species_2017-04-21 17-27.csv", PartialDate(2017, 4, 21)),
        ("index_20170421.csv", PartialDate(2017, 4, 21)),
        ("CITES_Listings_Rept_07-23.csv", PartialDate(2023, 7)),
        ("listings_2017-13-21.csv", None),
        ("listings.csv", None),
    ],
)
def test_the_name_of_a_file_says_its_day(name, day):
    assert downloads.day_in_name(name) == day


def test_a_list_of_no_day_is_refused_until_the_day_is_given(tmp_path):
    path = lists.index(tmp_path, name="index.csv")
    with pytest.raises(NotAnOfficialListError, match="give the day"):
        load_official(path)
    assert nothing_was_changed()
    load_official(path, on=PartialDate(2017, 4, 21))
    assert Dataset.objects.get().speaks_of == "2017-04-21"


def test_the_given_day_goes_before_the_one_in_the_name(tmp_path):
    load_official(lists.index(tmp_path), on=PartialDate(2018, 1, 1))
    assert Dataset.objects.get().speaks_of == "2018-01-01"


def test_a_history_needs_no_day(tmp_path):
    load_official(lists.history(tmp_path))
    assert (Dataset.objects.get().speaks_of, ListingEvent.objects.count()) == ("", 1)


def test_the_same_file_again_changes_nothing(tmp_path):
    first = load_official(lists.index(tmp_path))
    version = queries.lists_version()
    again = load_official(lists.index(tmp_path))
    assert (first.is_new, again.is_new) == (True, False)
    assert (again.rows, again.listings, again.dataset) == (first.rows, first.listings, first.dataset)
    assert (queries.lists_version(), Entry.objects.count()) == (version, 1)


def test_an_older_list_does_not_take_the_place_of_a_newer(tmp_path):
    load_official(lists.index(tmp_path, name="Index_2019-11-30.csv"))
    with pytest.raises(NotAnOfficialListError, match="2019-11-30"):
        load_official(lists.index(tmp_path, lists.index_row(listing="I")))
    assert SnapshotListing.objects.get().listing == "II"
    assert (Dataset.objects.get().file_name, Entry.objects.count()) == ("Index_2019-11-30.csv", 1)


def test_loading_is_written_into_the_journal(tmp_path):
    officer = accounts.person("cites_officer")
    load_official(lists.index(tmp_path), by=officer, name="as-uploaded-2017-04-21.csv")
    entry = Entry.objects.get(event="species.loaded")
    assert (entry.actor, entry.role) == (officer.get_username(), "cites_officer")
    assert entry.detail == {"name": "Checklist of CITES Species, index", "rows": 1}
    assert Dataset.objects.get().file_name == "as-uploaded-2017-04-21.csv"


def test_questions_after_a_load_are_asked_of_the_new_list(tmp_path):
    asked = lambda: queries.status("Tardipes pygmaeus", date(2017, 5, 1))  # noqa: E731
    assert asked().match.best is None
    load_official(lists.index(tmp_path))
    assert asked().finding.value.possible == ("II",)
    load_official(lists.index(tmp_path, lists.index_row(listing="I"), name="Index_2017-05-02.csv"))
    assert asked().finding.value.possible == ("I",)


def test_a_list_beyond_the_days_quota_is_refused_and_counts_for_nobody_else(tmp_path, monkeypatch):
    monkeypatch.setattr(quotas.take, "__defaults__", (quotas.Quota("tables", 1, 1_000_000),))
    officer = accounts.person("cites_officer")
    path = lists.index(tmp_path)
    load_official(path, by=officer)
    with pytest.raises(quotas.QuotaUsedError, match="handed in"):
        load_official(path, by=officer)
    assert load_official(path).is_new is False


def test_what_a_reader_in_quarantine_breaks_on_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(quarantined, "_FENCE", Fence(answer=1_000))
    with pytest.raises(NotAnOfficialListError, match="works apart from everything else"):
        load_official(lists.index(tmp_path, *(lists.index_row(f"species{n}") for n in range(50))))
    assert nothing_was_changed()
