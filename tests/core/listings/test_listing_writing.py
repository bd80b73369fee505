"""Keeping events and reading them back; making one history of two."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.listings import (
    Change,
    Covers,
    Extent,
    ListingEvent,
    Part,
    Population,
    read_event,
    settle_histories,
    write_event,
)
from saola.core.values import Mark, PartialDate, Source

CODES = ("BW", "NA", "NO", "TH", "ZW")
WORDS = st.text("abé鳞 .:-", min_size=1, max_size=12).map(str.strip).filter(bool)
codes = st.sampled_from(CODES)
members = st.tuples(
    st.frozensets(codes, max_size=3),
    st.lists(st.builds(Part, codes, WORDS, st.lists(WORDS, max_size=2).map(tuple)), max_size=2).map(tuple),
).filter(any)
elsewhere = st.sampled_from(("", "I", "II"))
populations = st.one_of(
    st.just(Population()),
    st.builds(lambda text, other: Population(Extent.UNREAD, text=text, elsewhere=other), WORDS, elsewhere),
    st.builds(
        lambda extent, named, text, other: Population(extent, *named, text, other),
        st.sampled_from((Extent.ONLY, Extent.EXCEPT)),
        members,
        st.one_of(st.just(""), WORDS),
        elsewhere,
    ),
)
terms = st.frozensets(st.sampled_from(("LIV", "IVC", "TRO")), max_size=2)
covers = st.builds(
    Covers,
    hash=st.sampled_from(("", "#1", "#15")),
    only_terms=terms,
    otherwise=st.sampled_from(("I", "II", "III", "none")),
    not_terms=terms,
    not_sources=st.frozensets(st.sampled_from("CD"), max_size=1),
    is_unread=st.booleans(),
)
days = st.dates(date(1975, 7, 1), date(2030, 1, 1)).map(PartialDate.of)
dates = st.one_of(
    days, st.builds(PartialDate, st.integers(1975, 2030), st.one_of(st.none(), st.integers(1, 12)))
)
events = st.builds(
    ListingEvent,
    id=WORDS,
    taxon=WORDS,
    appendix=st.sampled_from(("I", "II", "III")),
    change=st.sampled_from(Change),
    on=dates,
    party=codes,
    population=populations,
    covers=covers,
    not_taxa=st.frozensets(WORDS, max_size=2),
    annotation=st.one_of(st.just(""), WORDS),
    replaces=st.lists(WORDS, max_size=2).map(tuple),
    source=st.builds(Source, WORDS, st.one_of(st.just(""), WORDS), st.sampled_from(Mark)),
    dataset=WORDS,
)


@given(events)
def test_an_event_that_is_kept_is_read_back_the_same(event):
    entry, sources = json.loads(json.dumps(write_event(event)))
    assert read_event(entry, sources, event.dataset) == event


def event(taxon="Manis javanica", appendix="II", on="2000-07-19", change=Change.ADDITION, **fields):
    fields = {"id": f"ours-{taxon}-{on}", "source": Source("from memory", "", Mark.MEMORY)} | fields
    return ListingEvent(taxon=taxon, appendix=appendix, change=change, on=PartialDate.parse_iso(on), **fields)


def official(*args, **fields):
    return event(
        *args, **{"id": "official", "source": Source("the Checklist", "row 1", Mark.CHECKED)} | fields
    )


def test_a_repeated_event_keeps_what_we_know_and_rests_on_the_official_list():
    known = event(population=Population(Extent.ONLY, frozenset({"TH"})), covers=Covers(only_terms={"LIV"}))
    settled = settle_histories([known], [official()])
    assert [(one.id, one.population, one.covers, one.source.title) for one in settled] == [
        (known.id, known.population, known.covers, "the Checklist")
    ]


def test_an_event_from_memory_that_the_official_history_lacks_is_left_out():
    settled = settle_histories([event(), event(on="2004-01-01")], [official()])
    assert [str(one.on) for one in settled] == ["2000-07-19"]


def test_an_event_checked_elsewhere_stays_beside_the_official_history():
    checked = event(on="2004-01-01", source=Source("the notification", "", Mark.CHECKED))
    assert checked in settle_histories([checked], [official()])


def test_taxa_that_the_official_history_does_not_name_keep_theirs():
    other = event("Panthera tigris", on="1975-07-01", appendix="I")
    assert settle_histories([other], [official()]) == [other, official()]
    assert settle_histories([other], []) == [other]


@pytest.mark.parametrize(
    "differing",
    [{"on": "2000-07-20"}, {"appendix": "I"}, {"change": Change.DELETION}, {"party": "TH"}],
)
def test_an_event_that_differs_is_not_the_same(differing):
    settled = settle_histories([event()], [official(**differing)])
    assert [one.id for one in settled] == ["official"]


@given(st.lists(events, max_size=6), st.lists(events, max_size=6))
def test_settling_keeps_the_whole_official_history_and_is_done_once(ours, theirs):
    def said(history):
        return {(e.taxon, e.appendix, e.change, e.party, str(e.on)) for e in history}

    settled = settle_histories(ours, theirs)
    assert said(theirs) <= said(settled) <= said(ours) | said(theirs)
    assert said(settle_histories(settled, theirs)) == said(settled)
