"""What must hold of the documents of CITES whatever is presented: rule R7."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.law import BadLawError, Fact, Facts
from saola.core.law.permit_check import permit_check
from saola.core.law.permits import APPENDICES, Consignment, Document, Movement, Paper
from saola.core.law.reading.permits import read_consignment, read_documents
from saola.core.values import Outcome, PartialDate

FIRST = date(2020, 1, 1)
truths = st.sampled_from([True, False, None])
days = st.integers(0, 800).map(lambda n: FIRST + timedelta(days=n))
states = st.sampled_from(["QA", "QB", ""])
documents = st.builds(
    Document,
    kind=st.sampled_from(Paper),
    number=st.sampled_from(["", "7"]),
    issued_by=states,
    issued_on=st.none() | days,
    expires_on=st.none() | days,
    taxon=st.sampled_from(["Aa bb", "Cc dd", ""]),
    appendix=st.sampled_from(["", "I", "II"]),
    quantity=st.none() | st.integers(0, 5).map(Decimal),
    source=st.sampled_from(["", "W", "D"]),
    purpose=st.sampled_from(["", "T", "Z"]),
    is_original=truths,
    is_stamped=truths,
    is_unused=truths,
    is_confirmed=truths,
)
claims = st.dictionaries(
    st.sampled_from(
        ["in_transit", "under_customs_control", "personal_effects", "acquired_outside_residence"]
    ),
    st.booleans().map(Fact),
).map(Facts)
consignments = st.builds(
    Consignment,
    movement=st.sampled_from(Movement),
    appendix=st.frozensets(st.sampled_from(APPENDICES), max_size=2),
    taxon=st.sampled_from(["Aa bb", ""]),
    kind=st.sampled_from(["animal", "plant", ""]),
    is_live=truths,
    part_is_covered=truths,
    from_state=states,
    to_state=states,
    listed_by=st.frozensets(st.sampled_from(["QA", "QC"])),
    not_bound=st.frozensets(st.sampled_from(["QA", "QB"]), max_size=1),
    quantity=st.none() | st.integers(0, 5).map(Decimal),
    source=st.sampled_from(["", "W", "D"]),
    purpose=st.sampled_from(["", "T", "Z"]),
    exported_on=st.none() | days,
    facts=claims,
)
GOOD = Document(
    Paper.EXPORT_PERMIT,
    "7",
    "QA",
    date(2020, 1, 31),
    taxon="Aa bb",
    quantity=Decimal(1),
    is_original=True,
    is_stamped=True,
    is_unused=True,
    is_confirmed=True,
)
LEAVING = Consignment(
    Movement.EXPORT, frozenset({"II"}), "Aa bb", "animal", from_state="QA", to_state="QB", quantity=Decimal(1)
)


@given(consignments, st.lists(documents, max_size=3), documents, days)
def test_one_more_document_never_makes_a_good_consignment_bad(consignment, presented, more, on):
    before = permit_check(consignment, presented, on).outcome
    after = permit_check(consignment, [*presented, more], on).outcome
    assert before is not Outcome.YES or after is Outcome.YES


@given(consignments, st.lists(documents, max_size=3), days)
def test_not_knowing_what_was_presented_is_settled_only_where_nothing_depends_on_it(
    consignment, presented, on
):
    unknown = permit_check(consignment, None, on).outcome
    assert unknown in (Outcome.UNKNOWN, permit_check(consignment, presented, on).outcome)


@given(consignments, documents, st.sampled_from([f.name for f in fields(Document)][2:]), days)
def test_forgetting_what_was_read_of_a_document_settles_nothing(consignment, document, name, on):
    forgotten = replace(document, **{name: Document.__dataclass_fields__[name].default})
    before = permit_check(consignment, [document], on).outcome
    after = permit_check(consignment, [forgotten], on).outcome
    # What a document does not say of source, purpose, Appendix or a last day of its own cannot speak against it.
    if name not in ("source", "purpose", "appendix", "expires_on"):
        assert after in (before, Outcome.UNKNOWN)


@given(consignments, st.lists(documents, max_size=2), days.map(lambda day: PartialDate(day.year, day.month)))
def test_month_is_answered_as_what_its_days_agree_on(consignment, presented, month):
    first, last = month.first_day, month.last_day
    each = {
        permit_check(consignment, presented, first + timedelta(days=n)).outcome
        for n in range((last - first).days + 1)
    }
    expected = each.pop() if len(each) == 1 else Outcome.UNKNOWN
    assert permit_check(consignment, presented, month).outcome is expected


def test_window_ends_with_the_last_day_of_a_shorter_month():
    granted = replace(GOOD, issued_on=date(2020, 8, 31))
    assert permit_check(LEAVING, [granted], date(2021, 2, 27)).outcome is Outcome.YES
    assert permit_check(LEAVING, [granted], date(2021, 3, 1)).outcome is Outcome.NO


def test_permit_of_the_last_days_of_the_calendar_is_asked_without_harm():
    granted = replace(GOOD, issued_on=date(9999, 10, 1), expires_on=date.max)
    assert permit_check(LEAVING, [granted], PartialDate(9999, 12)).outcome is Outcome.YES


def test_what_rests_on_memory_says_so():
    granted = replace(GOOD, kind=Paper.RE_EXPORT_CERTIFICATE)
    leaving = replace(LEAVING, movement=Movement.RE_EXPORT)
    assert permit_check(leaving, [granted], date(2022, 1, 1)).rests_on_memory
    assert not permit_check(LEAVING, [GOOD], date(2022, 1, 1)).rests_on_memory


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"movement": "swim"},
        {"movement": "export", "appendix": "IV"},
        {"movement": "export", "kind": "stone"},
        {"movement": "export", "is_live": "perhaps"},
        {"movement": "export", "exported_on": "1 May"},
        {"movement": "export", "colour": "red"},
    ],
)
def test_consignment_that_cannot_be_read_is_refused(data):
    with pytest.raises(BadLawError):
        read_consignment(data)


@pytest.mark.parametrize(
    "data", ["x", [{}], [{"kind": "ticket"}], [{"kind": "export_permit", "issued_on": "soon"}]]
)
def test_document_that_cannot_be_read_is_refused(data):
    with pytest.raises(BadLawError):
        read_documents(data)
