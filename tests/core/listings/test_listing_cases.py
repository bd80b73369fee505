"""The test set at the end of the procedure, and each step on a book of its own."""

from datetime import date

import pytest

from saola.core.listings import (
    BadListingError,
    Lineage,
    ListingBook,
    Observation,
    Parties,
    Question,
    Reservation,
    Reservations,
    answer,
    read_annotations,
    read_completeness,
    read_events,
    read_notes,
)
from saola.core.values import Interval, Outcome, PartialDate


def entry(id, taxon, appendix, on, change="addition", **more):
    return {"id": id, "taxon": taxon, "appendix": appendix, "change": change, "on": on, **more}


LIBRARY = {
    "group": "test",
    "taxa": [{"name": name} for name in ("Manidae", "Boidae", "Canis lupus", "Dalbergia", "Cedrela odorata")],
    "listings": [
        entry("man-II", "Manidae", "II", "1995-02-16"),
        entry("man-II-end", "Manidae", "II", "2017-01-02", "deletion"),
        entry("man-I", "Manidae", "I", "2017-01-02"),
        entry("man-r", "Manidae", "I", "2017-01-02", "reservation", party="CA"),
        entry("man-r-end", "Manidae", "I", "2018-01-02", "reservation_withdrawal", party="CA"),
        entry("boi", "Boidae", "II", "1977-02-04"),
        entry("boc", "Boa constrictor occidentalis", "I", "1987-10-22"),
        entry("lup-I", "Canis lupus", "I", "2010-06-23", population={"only": ["BT", "IN", "NP", "PK"]},
              not_taxa=["Canis lupus familiaris"]),
        entry("lup-II", "Canis lupus", "II", "2010-06-23", population={"except": ["BT", "IN", "NP", "PK"]},
              not_taxa=["Canis lupus familiaris"]),
        entry("dal", "Dalbergia", "II", "2017-01-02", covers={"hash": "#15"}),
        entry("ced", "Cedrela odorata", "III", "2001-06-12", party="PE", covers={"hash": "#5"}),
        entry("vic", "Manis vicina", "II", "2000-01-01", population={"within": {
            "country": "CL", "text": "the first region", "places": ["Tarapacá"]}}),
    ],
}  # fmt: skip
ABOVE = {
    "Manis javanica": ("Manis", "Manidae"),
    "Boa constrictor occidentalis": ("Boa constrictor", "Boa", "Boidae"),
    "Boa imperator": ("Boa", "Boidae"),
    "Canis lupus familiaris": ("Canis lupus", "Canis"),
    "Dalbergia nigra": ("Dalbergia",),
    "Cedrela odorata": ("Cedrela",),
}


@pytest.fixture(scope="module")
def book(knowledge):
    return ListingBook(
        read_events(LIBRARY),
        Lineage(ABOVE),
        completeness=read_completeness(LIBRARY),
        annotations=read_annotations(knowledge("annotations.yaml")),
    )


def ask(book, taxon, on, **more):
    return answer(Question(taxon, on, **more), book)


@pytest.mark.parametrize(
    ("taxon", "on", "more", "possible"),
    [
        ("Manis javanica", date(2017, 1, 1), {}, ("II",)),
        ("Manis javanica", date(2017, 1, 2), {}, ("I",)),
        ("Manis javanica", date(1995, 2, 15), {}, ("none",)),
        ("Boa imperator", date(2000, 1, 1), {}, ("II",)),
        ("Boa constrictor occidentalis", date(2000, 1, 1), {}, ("I",)),
        ("Boa constrictor occidentalis", date(1987, 10, 21), {}, ("II",)),
        ("Boa constrictor", date(2000, 1, 1), {}, ("I", "II")),
        ("Boidae", date(2000, 1, 1), {}, ("I", "II")),
        ("Boa", date(1980, 1, 1), {}, ("II",)),
        ("Canis lupus", date(2015, 1, 1), {"origin": "IN"}, ("I",)),
        ("Canis lupus", date(2015, 1, 1), {"origin": "CA"}, ("II",)),
        ("Canis lupus familiaris", date(2015, 1, 1), {"origin": "IN"}, ("none",)),
        ("Dalbergia nigra", date(2017, 1, 1), {}, ("none",)),
        ("Dalbergia nigra", date(2018, 1, 1), {"term": "LOG"}, ("II",)),
        ("Dalbergia nigra", date(2018, 1, 1), {"term": "SEE"}, ("none",)),
        ("Dalbergia nigra", date(2018, 1, 1), {"term": "FRN"}, ("II", "none")),
        ("Cedrela odorata", date(2010, 1, 1), {"origin": "BR", "term": "SAW"}, ("III",)),
        ("Cedrela odorata", date(2010, 1, 1), {"origin": "PE", "term": "CAR"}, ("none",)),
    ],
)
def test_case_of_the_procedure(book, taxon, on, more, possible):
    finding = ask(book, taxon, on, **more)
    assert finding.value.possible == possible
    assert finding.reasons


def test_part_of_a_country_is_settled_by_the_place_only(book):
    day = date(2010, 1, 1)
    assert ask(book, "Manis vicina", day, origin="CL", location="tarapacá").outcome is Outcome.YES
    open_ = ask(book, "Manis vicina", day, origin="CL", location="Santiago")
    assert open_.outcome is Outcome.UNKNOWN
    assert "location" in [lack.field for lack in open_.missing]


def test_reservation_runs_from_its_day_to_the_day_before_its_withdrawal(book):
    def reserved(day, state="CA"):
        return [flag.appendix for flag in ask(book, "Manis javanica", day, state=state).value.reservations]

    assert reserved(date(2017, 1, 1)) == []
    assert reserved(date(2017, 1, 2)) == ["I"]
    assert reserved(date(2018, 1, 1)) == ["I"]
    assert reserved(date(2018, 1, 2)) == []
    assert reserved(date(2017, 6, 1), state="US") == []


def test_reservation_and_membership_of_the_trading_states_only(book):
    parties = Parties({"JP": [Interval(date(1980, 11, 4), None)]})
    register = Reservations([Reservation("Boidae", "JP", Interval(date(1980, 11, 4), date(1990, 1, 1)))])
    finding = answer(
        Question("Boa imperator", date(1985, 1, 1), exporter="JP", state="XK"), book, parties, register
    )
    assert [(f.party, f.role) for f in finding.value.reservations] == [("JP", "exporter")]
    assert {f.country: f.outcome for f in finding.value.parties} == {"JP": Outcome.YES, "XK": Outcome.UNKNOWN}
    early = answer(Question("Boa imperator", date(1979, 1, 1), exporter="JP"), book, parties, register)
    assert early.value.parties[0].outcome is Outcome.NO
    assert early.value.reservations == ()


def test_registered_breeding_is_treated_as_appendix_two_and_stays_in_one(book):
    bred = ask(book, "Manis javanica", date(2018, 1, 1), source_code="D").value
    captive = ask(book, "Manis javanica", date(2018, 1, 1), source_code="C").value
    assert (bred.chosen, bred.deemed) == ("I", "II")
    assert (captive.chosen, captive.deemed) == ("I", "")


@pytest.mark.parametrize(
    ("acquired", "outcome"),
    [
        (date(1995, 2, 15), Outcome.YES),
        (date(1995, 2, 16), Outcome.NO),
        (PartialDate(1995), Outcome.UNKNOWN),
        (PartialDate(1994), Outcome.YES),
    ],
)
def test_acquired_before_the_first_listing(book, acquired, outcome):
    finding = ask(book, "Manis javanica", date(2018, 1, 1), acquired_on=acquired)
    assert finding.value.pre_convention is outcome
    assert finding.value.possible == ("I",)


def test_hybrid_follows_the_stricter_parent(book):
    parents = ("Boa constrictor occidentalis", "Boa imperator")
    finding = ask(book, "Boa hybrid", date(2000, 1, 1), parents=parents)
    assert (finding.outcome, finding.value.possible) == (Outcome.YES, ("I",))
    half_known = ask(book, "hybrid", date(2000, 1, 1), parents=("Boa imperator", "Nomen nudum"))
    assert half_known.outcome is Outcome.UNKNOWN


def test_unknown_day_gives_the_whole_history(book):
    finding = ask(book, "Manis javanica", None)
    assert finding.value.possible == ("I", "II", "none")
    assert finding.outcome is Outcome.UNKNOWN


def test_download_that_contradicts_the_history_makes_it_open(conferences):
    seen = Observation(
        "Manis javanica", PartialDate(2018, 5, 1), "II", tuple(read_notes("", {}, "II")), dataset="d", row="1"
    )
    book = ListingBook(read_events(LIBRARY), Lineage(ABOVE), observations=[seen], conferences=conferences)
    finding = ask(book, "Manis javanica", date(2018, 6, 1))
    assert (finding.outcome, finding.value.possible) == (Outcome.UNKNOWN, ("I", "II"))
    assert finding.missing[0].field == "lists"
    # The same entry stands on later days, so it is in doubt there too; on days of another entry it is not.
    assert ask(book, "Manis javanica", date(2019, 12, 1)).outcome is Outcome.UNKNOWN
    assert ask(book, "Manis javanica", date(2016, 12, 1)).value.possible == ("II",)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"appendix": "IV"}, "the Appendix is"),
        ({"on": "2017-02-31"}, "day is out of range"),
        ({"on": None}, "is missing"),
        ({"change": "moved"}, "moved"),
        ({"appendix": "III"}, "needs the Party"),
        ({"party": False}, "Norway"),
        ({"population": {"only": ["BW"], "except": ["ZA"]}}, "one of only"),
        ({"population": {"only": []}}, "at least one"),
        ({"covers": {"hsah": "#1"}}, "covers holds"),
        ({"source": "nowhere"}, "not among"),
        ({"annex": "A"}, "annex"),
    ],
)
def test_bad_listing_is_refused_by_name(bad, words):
    library = {"listings": [{**entry("the-id", "Manidae", "I", "2017-01-02"), **bad}]}
    with pytest.raises(BadListingError, match="the-id") as error:
        read_events(library)
    assert words in str(error.value)


def test_id_that_comes_twice_is_refused():
    with pytest.raises(BadListingError, match="twice"):
        read_events({"listings": [entry("a", "Manidae", "I", "2017-01-02")] * 2})


def test_annotation_file_answers_its_worked_case(knowledge):
    library = knowledge("annotations.yaml")
    case = library["worked_case"]
    wording = next(
        a for a in read_annotations(library) if a.symbol == case["symbol"] and case["on"] in a.valid
    )
    assert {term: str(wording.covers(term)) for term in case["covers"]} == case["covers"]


def test_conference_file_answers_its_worked_case(knowledge, conferences):
    case = knowledge("conference_dates.yaml")["worked_case"]
    assert conferences.window(PartialDate.of(case["day"])) == Interval(case["from"], case["to"])


def test_entry_replaced_on_its_own_day_stands_with_its_new_words():
    library = {
        "listings": [
            entry("a-old", "Manidae", "II", "1995-02-16"),
            entry("b-new", "Manidae", "II", "2000-07-19", annotation="zero quota"),
            entry("c-end-of-old", "Manidae", "II", "2000-07-19", "deletion"),
        ]
    }
    book = ListingBook(read_events(library), Lineage(ABOVE))
    assert ask(book, "Manidae", date(2000, 7, 18)).value.events == ("a-old",)
    assert ask(book, "Manidae", date(2000, 7, 19)).value.events == ("b-new",)


def test_later_entry_for_the_same_population_ends_one_whose_deletion_is_not_loaded():
    library = {
        "listings": [
            entry("two", "Manidae", "II", "1977-02-04"),
            entry("one", "Manidae", "I", "1990-01-18"),
        ]
    }
    book = ListingBook(read_events(library), Lineage(ABOVE))
    assert ask(book, "Manidae", date(1990, 1, 17)).value.possible == ("II",)
    assert ask(book, "Manidae", date(1990, 1, 18)).value.possible == ("I",)
