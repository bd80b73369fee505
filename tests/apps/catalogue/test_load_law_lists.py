"""The lists of law: dated history, reservations, Parties."""

from datetime import date

import pytest

from saola.apps.catalogue import queries
from saola.apps.catalogue.actions import load_knowledge, load_official
from saola.apps.catalogue.models import ListingEvent, Participation
from saola.core.values import Interval, Outcome
from tests.factories import lists

pytestmark = pytest.mark.django_db
SLOTH = "Tardipes pygmaeus"


@pytest.fixture
def sloths(tmp_path):
    """The taxa, from an index of a later time than the days asked about."""
    load_official(lists.index(tmp_path, lists.index_row(listing="I"), lists.index_row("major", "II")))


def appendices(taxon, *days, **circumstances):
    return [queries.status(taxon, day, **circumstances).finding.value.possible for day in days]


@pytest.mark.usefixtures("sloths")
def test_history_answers_on_each_day_of_change_and_the_day_before(tmp_path):
    loaded = load_official(
        lists.history(
            tmp_path,
            lists.history_row(on="12/06/2003", appendix="II"),
            lists.history_row(on="14/09/2007", appendix="I"),
            lists.history_row(on="14/09/2007", appendix="II", change="DELETION"),
        )
    )
    assert (loaded.dataset, loaded.rows, loaded.events) == ("checklist-history", 3, 3)
    days = (date(2003, 6, 11), date(2003, 6, 12), date(2007, 9, 13), date(2007, 9, 14))
    assert appendices(SLOTH, *days) == [(), ("II",), ("II",), ("I",)]
    first = ListingEvent.objects.order_by("pk").first()
    assert (first.taxon_name, first.appendix, first.change, first.effective_on, first.party) == (
        SLOTH,
        "II",
        "addition",
        "2003-06-12",
        "",
    )


@pytest.mark.usefixtures("sloths")
def test_history_of_a_higher_taxon_reaches_down_and_goes_before_appendix_three(tmp_path):
    load_official(
        lists.history(
            tmp_path,
            lists.history_row("Tardipedidae", on="01/01/1990"),
            lists.history_row("Tardipes major", on="01/01/1985", appendix="III", party_iso_code="PA"),
        )
    )
    days = (date(1989, 12, 31), date(1990, 1, 1))
    assert appendices("Tardipes major", *days, origin="PA") == [("III",), ("II",)]


@pytest.mark.usefixtures("sloths")
def test_history_reads_populations_and_annotations_from_the_note(tmp_path):
    note = "Population of Panama; all other populations are included in Appendix I"
    load_official(
        lists.history(
            tmp_path,
            lists.history_row(on="01/01/1990", full_note_en=note, hash_ann_symbol="#4"),
        )
    )
    event = ListingEvent.objects.get().data["entry"]
    assert event["covers"]["hash"] == "#4"
    assert event["annotation"] == note


@pytest.mark.usefixtures("sloths")
def test_history_with_reservations_flags_the_state(tmp_path):
    load_official(
        lists.history(
            tmp_path,
            lists.history_row(on="01/01/1990"),
            lists.history_row(on="01/01/1990", change="RESERVATION", party_iso_code="JP"),
            lists.history_row(on="01/01/2000", change="RESERVATION_WITHDRAWAL", party_iso_code="JP"),
        )
    )
    flags = [
        queries.status(SLOTH, day, state="JP").finding.value.reservations
        for day in (date(1999, 12, 31), date(2000, 1, 1))
    ]
    assert [[flag.party for flag in each] for each in flags] == [["JP"], []]


def test_history_rows_that_cannot_be_read_are_named_and_left_out(tmp_path):
    rows = (
        lists.history_row(),
        lists.history_row(on="31/02/2014"),
        lists.history_row(on=""),
        lists.history_row(change="AMENDMENT"),
        lists.history_row(appendix="IV"),
        lists.history_row(""),
        lists.history_row(appendix="III"),
        lists.history_row(appendix="III", party_iso_code="Panama"),
        lists.history_row(change="RESERVATION"),
    )
    loaded = load_official(lists.history(tmp_path, *rows))
    assert (loaded.rows, loaded.events, ListingEvent.objects.count()) == (9, 1, 1)
    assert [str(problem)[:6] for problem in loaded.problems] == [f"Row {n} " for n in range(2, 10)]
    queries.listing_book()  # whatever was kept can be read


def test_history_again_takes_the_place_of_the_older(tmp_path):
    load_official(lists.history(tmp_path, lists.history_row(), lists.history_row(on="01/01/2016")))
    load_official(lists.history(tmp_path, lists.history_row(on="01/01/2020"), name="newer.csv"))
    assert list(ListingEvent.objects.values_list("effective_on", flat=True)) == ["2020-01-01"]


def test_history_decides_over_the_memory_of_the_library_for_the_taxa_it_names(knowledge, tmp_path):
    rows = [
        lists.history_row("Manis javanica", on="01/07/1975"),
        lists.history_row("Manis javanica", on="19/07/2000"),
    ]
    load_official(lists.history(tmp_path, *rows))
    book = queries.listing_book().book
    kept = {str(event.on): event for event in book.events.values() if event.taxon == "Manis javanica"}
    assert set(kept) >= {"1975-07-01", "2000-07-19"}
    assert {kept[day].source.title for day in ("1975-07-01", "2000-07-19")} == {
        "Checklist of CITES Species, history of listings"
    }
    assert any(event.taxon == "Panthera tigris" for event in book.events.values())


def reservations(tmp_path, *rows):
    known = [dict(zip(lists.RESERVATIONS, row, strict=False)) for row in rows]
    return lists.write(tmp_path / "reservations.csv", lists.RESERVATIONS, *known)


@pytest.mark.usefixtures("sloths")
def test_reservations_stand_from_their_day_up_to_their_end(tmp_path):
    loaded = load_official(
        reservations(tmp_path, ("12/06/2013", "20/05/2018", SLOTH, "1", "SPECIES", "CA", "for the fur"))
    )
    assert (loaded.dataset, loaded.rows, loaded.events) == ("reservations", 1, 1)
    held = queries.listing_book().reservations.about([SLOTH])
    assert [(one.party, one.during, one.note) for one in held] == [
        ("CA", Interval(date(2013, 6, 12), date(2018, 5, 20)), "for the fur")
    ]
    flags = [
        len(queries.status(SLOTH, day, state="CA").finding.value.reservations)
        for day in (date(2017, 5, 1), date(2018, 5, 19), date(2018, 5, 20))
    ]
    assert flags == [1, 1, 0]


def test_reservation_rows_that_cannot_be_read_are_named_and_left_out(tmp_path):
    rows = (
        ("12/06/2013", "", SLOTH, "1", "SPECIES", "CA"),
        ("", "", SLOTH, "1", "SPECIES", "CA"),
        ("12/06/2013", "11/06/2013", SLOTH, "1", "SPECIES", "CA"),
        ("12/06/2013", "", "", "1", "SPECIES", "CA"),
        ("12/06/2013", "", SLOTH, "1", "SPECIES", "Canada"),
    )
    loaded = load_official(reservations(tmp_path, *rows))
    assert (loaded.rows, loaded.events) == (5, 1)
    assert [str(problem)[:6] for problem in loaded.problems] == [f"Row {n} " for n in range(2, 6)]


def parties(tmp_path, *rows, name="parties.csv"):
    known = [{"Name": row[0], "ISO": row[1], "Entry into force": row[2]} for row in rows]
    return lists.write(tmp_path / name, lists.PARTIES, *known)


def test_parties_are_bound_from_their_day(tmp_path):
    loaded = load_official(parties(tmp_path, ("Brazil", "BR", "04-Nov-75"), ("Tonga", "TO", "2016-10-20")))
    assert (loaded.dataset, loaded.parties) == ("parties", 2)
    shelf = queries.listing_book()
    days = (date(1975, 11, 3), date(1975, 11, 4))
    assert [shelf.parties.status("BR", day) for day in days] == [Outcome.NO, Outcome.YES]
    assert shelf.parties.status("TO", date(2016, 10, 19)) is Outcome.NO


def test_party_rows_that_cannot_be_read_are_named_and_left_out(tmp_path):
    loaded = load_official(
        parties(tmp_path, ("Brazil", "BR", "04-Nov-75"), ("Nowhere", "", "04-Nov-75"), ("Chad", "TD", "soon"))
    )
    assert (loaded.rows, loaded.parties, len(loaded.problems)) == (3, 1, 2)
    assert Participation.objects.get().country == "BR"


def test_official_parties_go_before_those_of_the_library(tmp_path):
    load_knowledge(by=None)
    assert queries.listing_book().parties.status("BR", date(1980, 1, 1)) is Outcome.YES
    load_official(parties(tmp_path, ("Brazil", "BR", "1985-01-01")))
    shelf = queries.listing_book()
    assert shelf.parties.status("BR", date(1980, 1, 1)) is Outcome.NO
    assert shelf.parties.status("TH", date(1990, 1, 1)) is Outcome.YES
