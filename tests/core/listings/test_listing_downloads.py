"""The real downloads as oracles: the notes, the July 2023 export, the API's elephant, the reservations."""

import csv
import gzip
import json
from datetime import date, timedelta

import pytest

from saola.core.listings import (
    Lineage,
    ListingBook,
    ListingEvent,
    Observation,
    Parties,
    Question,
    Reservation,
    Reservations,
    RowError,
    answer,
    read_checklist_index,
    read_legislation,
    read_parties,
    read_reservations,
    read_species_plus,
)
from saola.core.listings.populations import Extent
from saola.core.values import Interval, Outcome, PartialDate

pytestmark = pytest.mark.shared
JULY = PartialDate(2023, 7)
IN_JULY = date(2023, 7, 15)


def rows(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def export(shared, countries):
    return list(
        read_species_plus(rows(shared / "data/cites_listings/CITES_Listings_Rept_07-23.csv"), JULY, countries)
    )


@pytest.fixture(scope="module")
def book(export, conferences):
    return ListingBook(
        [], Lineage({o.taxon: o.above for o in export}), observations=export, conferences=conferences
    )


@pytest.fixture(scope="module")
def index(shared, countries):
    path = shared / "data/cites_listings/Index_of_CITES_Species_2017-04-21 17-27.csv.gz"
    return list(read_checklist_index(rows(path), PartialDate(2017, 4, 21), countries))


def listed(observation):
    return tuple(word if word != "NC" else "none" for word in observation.listing.split("/"))


def test_export_is_read_whole(export):
    assert len(export) == 1196
    assert not [record for record in export if isinstance(record, RowError)]


def test_export_answers_its_own_listing_on_its_own_day(export, book):
    differing = {}
    for observation in export:
        status = answer(Question(observation.taxon, IN_JULY), book).value
        if status.possible != listed(observation):
            differing[observation.taxon] = (observation.listing, status.possible)
    # Species with a subspecies in the other Appendix, and entries for some populations only.
    assert differing == {
        "Apalone spinifera": ("II", ("I", "II")),
        "Boa constrictor": ("II", ("I", "II")),
        "Caiman crocodilus": ("II", ("I", "II")),
        "Heloderma horridum": ("II", ("I", "II")),
        "Emys orbicularis": ("III", ("III", "none")),
        "Vipera ursinii": ("I", ("I", "none")),
    }
    ukraine = answer(Question("Emys orbicularis", IN_JULY, origin="UA"), book).value
    assert (ukraine.possible, ukraine.listed_by) == (("III",), ("UA",))


def test_export_speaks_for_appendices_one_and_two_between_the_conferences_only(export, book):
    window = book.conferences.window(JULY)
    assert window == Interval(date(2023, 2, 23), date(2023, 11, 25))
    for observation in export:
        if observation.listing not in ("I", "II"):
            continue
        inside = answer(Question(observation.taxon, window.start), book)
        last = answer(Question(observation.taxon, window.end - timedelta(days=1)), book)
        assert (
            inside.value.possible
            == last.value.possible
            == answer(Question(observation.taxon, IN_JULY), book).value.possible
        )
        for day in (window.start - timedelta(days=1), window.end):
            outside = answer(Question(observation.taxon, day), book)
            assert (outside.outcome, outside.value.possible) == (Outcome.UNKNOWN, ())
            assert any(reason.rule == "window" for reason in outside.reasons)


def test_export_leaves_appendix_three_open_outside_its_month(export, book):
    third = [o for o in export if o.listing == "III" and o.notes[0].population.is_everywhere]
    assert len(third) > 200
    for observation in third:
        inside = answer(Question(observation.taxon, IN_JULY), book)
        later = answer(Question(observation.taxon, date(2023, 9, 1)), book)
        assert inside.value.possible == ("III",)
        assert inside.value.listed_by == observation.parties
        assert (later.outcome, later.value.possible) == (Outcome.UNKNOWN, ("III", "none"))


def test_every_split_note_of_the_export_gives_each_appendix_for_a_country_of_it(export, book):
    split = [o for o in export if o.is_split]
    assert len(split) == 6
    for observation in split:
        origins = {code for note in observation.notes for code in note.population.named}
        found = {
            answer(Question(observation.taxon, IN_JULY, origin=code), book).value.possible
            for code in [*origins, "XK"]
        }
        assert {("I",), ("II",)} <= found, observation.taxon


@pytest.mark.parametrize(
    ("taxon", "origin", "possible"),
    [
        ("Caiman latirostris", "BR", ("II",)),
        ("Caiman latirostris", "PY", ("I",)),
        ("Melanosuchus niger", "EC", ("II",)),
        ("Crocodylus moreletii", "BZ", ("II",)),
        ("Crocodylus moreletii", "GT", ("I",)),
        ("Crocodylus acutus", "CO", ("I", "II")),
        ("Crocodylus acutus", "CU", ("II",)),
        ("Crocodylus niloticus", "TZ", ("II",)),
        ("Crocodylus niloticus", "SN", ("I",)),
        ("Crocodylus porosus", "PH", ("I", "II")),
        ("Crocodylus porosus", "MY", ("II",)),
        ("Crocodylus porosus", "IN", ("I",)),
    ],
)
def test_split_crocodiles_by_origin(book, taxon, origin, possible):
    finding = answer(Question(taxon, IN_JULY, origin=origin), book)
    assert finding.value.possible == possible
    assert [lack.field for lack in finding.missing] == (["location"] if len(possible) > 1 else [])


def test_index_is_read_and_only_rows_without_a_listing_are_refused(index):
    refused = [record for record in index if isinstance(record, RowError)]
    assert (len(index), len(refused)) == (38079, 33)


def test_index_notes_of_countries_become_data_and_regions_stay_unread(index):
    notes = {
        (observation.taxon, note.appendix): note.population
        for observation in index
        if isinstance(observation, Observation)
        for note in observation.notes
    }
    elephant = notes["Loxodonta africana", "II"]
    assert (elephant.extent, elephant.countries) == (Extent.ONLY, {"BW", "NA", "ZA", "ZW"})
    assert notes["Loxodonta africana", "I"].countries == elephant.countries
    assert notes["Canis lupus", "I"].countries == {"BT", "IN", "NP", "PK"}
    assert notes["Vicugna vicugna", "I"].countries == {"BO", "EC", "PE"}
    assert {part.country for part in notes["Vicugna vicugna", "II"].parts} == {"AR", "CL"}
    assert notes["Balaenoptera acutorostrata", "II"].parts[0].text == "West Greenland"
    assert notes["Vipera ursinii", "I"].extent is Extent.UNREAD


def test_elephant_of_the_api_by_day(shared, countries):
    english, history = (
        json.loads(
            json.loads((shared / "data/cites_listings" / f"spp_cites_legislation_{name}.json").read_text())[
                "http_interactions"
            ][0]["response"]["body"]["string"]
        )
        for name in ("raw", "sco")
    )
    translated = {record["id"]: record["annotation"] for record in english["cites_listings"]}
    for record in history["cites_listings"]:  # the history was recorded in French; notes are read in English
        record["annotation"] = translated.get(record["id"], record["annotation"])
    records = list(read_legislation(history, "Loxodonta africana", countries))
    events = [record for record in records if isinstance(record, ListingEvent)]
    remarks = [record for record in records if isinstance(record, RowError)]
    assert len(events) == 42
    assert all(not remark.is_fatal for remark in remarks)
    book = ListingBook(events, Lineage({"Loxodonta africana": ("Loxodonta",)}))

    def possible(day, origin=None):
        return answer(Question("Loxodonta africana", day, origin=origin), book).value.possible

    assert possible(date(1976, 2, 25), "GH") == ()
    assert possible(date(1976, 2, 26), "GH") == ("III",)
    assert possible(date(1977, 2, 3), "GH") == ("III",)
    assert possible(date(1977, 2, 4), "GH") == ("II",)
    assert possible(date(1990, 1, 17), "KE") == ("II",)
    assert possible(date(1990, 1, 18), "KE") == ("I",)
    assert possible(date(1997, 9, 17), "ZW") == ("I",)
    assert possible(date(2022, 11, 27), "ZW") == ("II",)
    assert possible(date(2022, 11, 27), "KE") == ("I",)
    assert possible(date(2022, 11, 27)) == ("I", "II")
    reserved = answer(Question("Loxodonta africana", date(1995, 1, 1), origin="KE", state="ZW"), book).value
    assert [flag.party for flag in reserved.reservations] == ["ZW"]
    withdrawn = answer(Question("Loxodonta africana", date(1997, 9, 17), origin="KE", state="ZW"), book).value
    assert withdrawn.reservations == ()


def test_reservations_and_parties_are_read_whole(shared):
    kept = list(read_reservations(rows(shared / "data/cites_listings/sapi_reservations.csv")))
    assert len(kept) == 388
    assert all(isinstance(record, Reservation) for record in kept)
    register = Reservations(kept)
    assert register.of("CA", ["Platysternon", "Platysternidae"], date(2013, 6, 12))
    assert not register.of("CA", ["Platysternidae"], date(2015, 5, 20))
    with open(shared / "data/treaties/CITES_Parties.csv", encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    records = list(read_parties(read))
    assert not [record for record in records if isinstance(record, RowError)]
    parties = Parties({code: (interval,) for code, interval in records})
    assert parties.status("AF", date(1986, 1, 27)) is Outcome.NO
    assert parties.status("AF", date(1986, 1, 28)) is Outcome.YES
    assert parties.status("XX", date(2000, 1, 1)) is Outcome.UNKNOWN
