"""Properties that hold for any history: hypothesis writes the histories."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from saola.core.listings import (
    Change,
    Completeness,
    Extent,
    Lineage,
    ListingBook,
    ListingEvent,
    Part,
    Population,
    Question,
    answer,
    strictness,
    validities,
)
from saola.core.values import Interval, Outcome, PartialDate, Source

LINEAGE = Lineage({"Aus bus cus": ("Aus bus", "Aus", "Aidae"), "Aus dus": ("Aus", "Aidae")})
TAXA = ["Aidae", "Aus", "Aus bus", "Aus bus cus", "Aus dus"]
COUNTRIES = ["BR", "CO", "PE"]
FIRST = date(1990, 1, 1)
DAYS = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
EXACT = DAYS.map(PartialDate.of)
CODES = st.frozensets(st.sampled_from(COUNTRIES), min_size=1)
POPULATIONS = st.one_of(
    st.just(Population()),
    st.builds(Population, st.sampled_from([Extent.ONLY, Extent.EXCEPT]), CODES),
    st.just(Population(Extent.ONLY, frozenset({"BR"}), (Part("CO", "the coast", ("Turbo",)),))),
)


@st.composite
def histories(draw, dates=EXACT):
    events = []
    for number in range(draw(st.integers(0, 7))):
        appendix = draw(st.sampled_from(["I", "II", "III"]))
        events.append(
            ListingEvent(
                id=f"e{number}",
                taxon=draw(st.sampled_from(TAXA)),
                appendix=appendix,
                change=draw(st.sampled_from([Change.ADDITION, Change.DELETION, Change.EXCEPTION])),
                on=draw(dates),
                party="BR" if appendix == "III" else "",
                population=draw(POPULATIONS),
            )
        )
    return events


def book_of(events):
    return ListingBook(events, LINEAGE, completeness=[Completeness("Aidae", Interval(), Source("test"))])


@settings(max_examples=150, deadline=None)
@given(histories(), st.sampled_from(TAXA), st.sampled_from([None, *COUNTRIES, "MX"]))
def test_answers_change_only_on_days_of_events(events, taxon, origin):
    book = book_of(events)
    days = {event.earliest for event in events}
    before = None
    for n in range(-1, 62):
        day = FIRST + timedelta(days=n)
        possible = answer(Question(taxon, day, origin=origin), book).value.possible
        assert before is None or possible == before or day in days
        before = possible


@settings(max_examples=150, deadline=None)
@given(histories(), st.sampled_from(TAXA), DAYS, st.sampled_from([*COUNTRIES, "MX"]))
def test_an_origin_never_adds_an_appendix(events, taxon, day, origin):
    book = book_of(events)
    without = answer(Question(taxon, day), book).value.possible
    with_origin = answer(Question(taxon, day, origin=origin), book).value.possible
    assert set(with_origin) <= set(without)
    located = answer(Question(taxon, day, origin=origin, location="Turbo"), book).value.possible
    assert set(located) <= set(with_origin)


@settings(max_examples=150, deadline=None)
@given(histories(), st.sampled_from(TAXA), DAYS, st.sampled_from([None, *COUNTRIES]))
def test_answers_are_ordered_and_their_outcome_follows_the_set(events, taxon, day, origin):
    finding = answer(Question(taxon, day, origin=origin), book_of(events))
    possible = finding.value.possible
    assert list(possible) == sorted(possible, key=strictness)
    assert finding.value.chosen == possible[0]
    if finding.outcome is Outcome.UNKNOWN:
        assert finding.missing
    else:
        assert len(possible) == 1
        assert (finding.outcome is Outcome.NO) == (possible == ("none",))


@settings(max_examples=150, deadline=None)
@given(histories(), st.sampled_from(["Aus bus cus", "Aus dus"]), DAYS, st.sampled_from(COUNTRIES))
def test_appendix_three_never_stands_beside_one_or_two_that_certainly_cover(events, taxon, day, origin):
    plain = [e for e in events if e.change is not Change.EXCEPTION and not e.population.parts]
    possible = answer(Question(taxon, day, origin=origin), book_of(plain)).value.possible
    assert "III" not in possible or possible == ("III",)


@settings(max_examples=150, deadline=None)
@given(histories(), st.sampled_from(TAXA))
def test_a_period_is_the_union_of_its_days(events, taxon):
    book = book_of(events)
    january = PartialDate(1990, 1)
    union = {
        appendix
        for n in range(31)
        for appendix in answer(Question(taxon, FIRST + timedelta(days=n)), book).value.possible
    }
    assert set(answer(Question(taxon, january), book).value.possible) == union


@settings(max_examples=150, deadline=None)
@given(histories(st.sampled_from([PartialDate(1990), PartialDate(1990, 1), PartialDate(1990, 1, 20)])))
def test_certain_days_lie_within_possible_days(events):
    for validity in validities(events):
        if validity.certain is not None:
            assert validity.possible.intersection(validity.certain) == validity.certain


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([PartialDate(1990), PartialDate(1990, 1)]), DAYS)
def test_a_rough_date_is_never_more_certain_than_the_exact_one(rough, exact):
    def possible(on, day):
        event = ListingEvent("e", "Aus dus", "I", Change.ADDITION, on)
        return set(answer(Question("Aus dus", day), book_of([event])).value.possible)

    on = PartialDate.of(exact)
    if rough.interval().intersection(on.interval()):
        for n in range(-1, 62, 3):
            day = FIRST + timedelta(days=n)
            assert possible(on, day) <= possible(rough, day)
