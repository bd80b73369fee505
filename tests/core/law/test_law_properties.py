"""What must hold whatever the law and the facts: an unknown adds nothing, later law changes nothing earlier, days are intervals."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from saola.core.law import Fact, Facts
from saola.core.law.charging import chargeable
from saola.core.law.conditions import ALWAYS, All, AnyOf, Is, Not, OneOf, Range
from saola.core.law.conducts import Area, Conduct
from saola.core.law.groups import organized_group, transnational
from saola.core.law.limitation import later
from saola.core.law.logic import every, negate, some
from saola.core.law.penalties import Combination, Custody, CustodyKind, Penalty, Term
from saola.core.law.periods import InForce
from saola.core.law.serious_crime import serious_crime
from saola.core.law.standing import standing
from saola.core.law.statutes import Multiplier, Provision, SpeciesScope, Territory, Tier, TierKind, Version
from saola.core.values import Outcome, PartialDate

YES, NO, UNKNOWN = Outcome.YES, Outcome.NO, Outcome.UNKNOWN
FIRST = date(2000, 1, 1)
outcomes = st.lists(st.sampled_from(Outcome), max_size=4)

days = st.integers(0, 4000).map(lambda n: FIRST + timedelta(days=n))
names = st.sampled_from(["organized_group", "commercial", "value", "appendix"])
values = {
    "organized_group": st.booleans(),
    "commercial": st.booleans(),
    "value": st.integers(0, 20).map(Decimal),
    "appendix": st.sampled_from(["I", "II", "none"]),
}
leaves = st.one_of(
    st.sampled_from([Is("organized_group"), Is("commercial"), Is("commercial", False)]),
    st.integers(0, 20).map(lambda n: Range("value", at_least=Decimal(n))),
    st.sampled_from([OneOf("appendix", frozenset({"I"})), OneOf("appendix", frozenset({"I", "II"}))]),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=4,
)


@st.composite
def facts(draw):
    known = {}
    for name in draw(st.sets(names)):
        evidence = draw(st.sampled_from([(), ("E1",)]))
        known[name] = Fact(draw(values[name]), evidence=evidence)
    return Facts(known)


@st.composite
def penalties(draw):
    kind = draw(st.sampled_from([CustodyKind.TERM] * 4 + list(CustodyKind)))
    maximum = Term(Fraction(draw(st.integers(0, 120)))) if kind is CustodyKind.TERM else None
    return Penalty(Custody(kind, maximum), combination=draw(st.sampled_from(Combination)))


@st.composite
def versions(draw, period):
    base = Tier("base", draw(penalties()))
    kinds = st.sampled_from(TierKind)
    others = draw(st.lists(st.tuples(kinds, conditions, penalties()), max_size=3))
    tiers = [Tier(f"t{n}", penalty, kind, when) for n, (kind, when, penalty) in enumerate(others)]
    factors = st.sampled_from([Fraction(1, 2), Fraction(3, 2), Fraction(3)])
    multipliers = draw(st.lists(st.builds(Multiplier, factors, conditions), max_size=2))
    return Version(
        period,
        (base, *tiers),
        conduct=frozenset({Conduct.SELL}),
        species=SpeciesScope(appendices=frozenset({"I", "II"})),
        multipliers=tuple(multipliers),
    )


@st.composite
def provisions(draw):
    starts = sorted(draw(st.lists(days, min_size=1, max_size=3, unique=True)))
    texts = []
    for n, start in enumerate(starts):
        precision = draw(st.sampled_from(["day", "month", "year", "unknown"]))
        begins = {
            "day": PartialDate.of(start),
            "month": PartialDate(start.year, start.month),
            "year": PartialDate(start.year),
            "unknown": PartialDate(),
        }[precision]
        end = PartialDate.of(starts[n + 1]) if n + 1 < len(starts) and draw(st.booleans()) else None
        if end and begins.first_day and begins.first_day >= end.last_day:
            end = None
        texts.append(draw(versions(InForce(begins, end))))
    return Provision("P", "S", "1", Territory("QZ"), Area.WILDLIFE, tuple(texts))


def changes(provision):
    return sorted({day for version in provision.versions for day in version.in_force.days_of_change()})


@given(outcomes, outcomes)
def test_more_unknowns_never_settle_anything(first, more):
    padded = first + [UNKNOWN] * len(more)
    assert every(padded) in {every(first), UNKNOWN}
    assert some(padded) in {some(first), UNKNOWN}
    assert negate(every(first)) is some(map(negate, first))


@given(provisions(), days, facts(), names)
def test_adding_an_unknown_fact_changes_no_answer(provision, day, known, name):
    if name in known.by_name:
        return
    with_unknown = known.adding(**{name: Fact(None)})
    assert serious_crime(provision, day, with_unknown).outcome is serious_crime(provision, day, known).outcome
    assert chargeable(provision, day, with_unknown).outcome is chargeable(provision, day, known).outcome


@given(provisions(), days, facts(), names)
def test_forgetting_a_fact_never_settles_what_was_open(provision, day, known, name):
    less = Facts({key: fact for key, fact in known.by_name.items() if key != name})
    if serious_crime(provision, day, known).outcome is UNKNOWN:
        forgotten = serious_crime(provision, day, less)
        assert forgotten.outcome is UNKNOWN, [str(reason.text) for reason in forgotten.reasons]


@given(provisions(), days, facts(), names, st.data())
def test_a_settled_answer_is_not_turned_round_by_one_more_fact(provision, day, known, name, data):
    before = serious_crime(provision, day, known).outcome
    if before is UNKNOWN or name in known.by_name:
        return
    more = known.adding(**{name: Fact(data.draw(values[name]), evidence=("E2",))})
    assert serious_crime(provision, day, more).outcome is before


@given(provisions(), days, facts(), names)
def test_proving_what_was_stated_never_turns_an_answer_round(provision, day, known, name):
    fact = known.get(name)
    if fact is None:
        return
    before = serious_crime(provision, day, known).outcome
    after = serious_crime(provision, day, known.adding(**{name: replace(fact, evidence=("E3",))})).outcome
    assert before is UNKNOWN or after is before


@given(provisions(), facts(), days, st.data())
def test_later_law_changes_no_earlier_answer(provision, known, day, data):
    last = max(changes(provision), default=FIRST)
    later_text = data.draw(versions(InForce(PartialDate.of(last + timedelta(days=4100)))))
    amended = replace(provision, versions=(*provision.versions, later_text))
    if day >= last + timedelta(days=4100):
        return
    before, after = serious_crime(provision, day, known), serious_crime(amended, day, known)
    assert after.outcome is before.outcome
    assert after.value == before.value
    assert chargeable(amended, day, known).outcome is chargeable(provision, day, known).outcome


@given(provisions(), facts(), days)
def test_answer_for_a_day_is_that_of_the_interval_that_holds_it(provision, known, day):
    turns = changes(provision)
    start = max((turn for turn in turns if turn <= day), default=date(1990, 1, 1))
    end = min((turn for turn in turns if turn > day), default=date(2100, 1, 1))
    answers = {
        serious_crime(provision, moment, known).outcome for moment in (start, day, end - timedelta(days=1))
    }
    assert len(answers) == 1


@given(provisions(), facts(), st.integers(2000, 2010), st.integers(1, 12))
def test_a_month_is_what_all_its_days_agree_on(provision, known, year, month):
    period = PartialDate(year, month)
    interval = period.interval()
    every_day = [interval.start + timedelta(days=n) for n in range((interval.end - interval.start).days)]
    answers = {serious_crime(provision, day, known).outcome for day in every_day}
    expected = answers.pop() if len(answers) == 1 else UNKNOWN
    assert serious_crime(provision, period, known).outcome is expected


@given(provisions(), days)
def test_what_certainly_stands_possibly_stands(provision, day):
    for version in provision.versions:
        if version.in_force.certain is not None and day in version.in_force.certain:
            assert day in version.in_force.possible
    assert all(one.version.in_force.on(day) is one.outcome for one in standing(provision, day))


@given(st.integers(0, 600), st.integers(0, 20000), st.integers(0, 600), st.integers(0, 20000))
def test_terms_are_compared_soundly(months, more_days, other_months, other_days):
    """Counted on the calendar from any day, a term that is at least as long ends no earlier."""
    first = Term(Fraction(months), Fraction(more_days))
    second = Term(Fraction(other_months), Fraction(other_days))
    answer = first.at_least(second)
    for start in (date(1999, 3, 1), date(2001, 1, 31), date(2004, 2, 29)):
        longer = later(start, first) >= later(start, second)
        assert (
            answer is UNKNOWN
            or abs((later(start, first) - later(start, second)).days) <= 31
            or longer is (answer is YES)
        )


LIMBS = ["group_structured", "group_over_time", "group_in_concert", "group_aim", "group_benefit"]


@given(st.dictionaries(st.sampled_from(LIMBS), st.booleans()), st.integers(0, 6), st.sampled_from(LIMBS))
def test_a_group_without_one_limb_is_none(known, persons, limb):
    stated = Facts({name: Fact(value, evidence=("E",)) for name, value in known.items()})
    stated = stated.adding(group_persons=Fact(Decimal(persons), evidence=("E",)))
    answer = organized_group(stated.adding(**{limb: Fact(False)})).outcome
    assert answer is NO
    if persons < 3:
        assert organized_group(stated).outcome is NO


@given(st.sampled_from(["in_more_than_one_state", "planned_in_another_state", "effects_in_another_state"]))
def test_one_limb_is_enough_to_be_transnational(limb):
    assert transnational(Facts({limb: Fact(True, evidence=("E",))})).outcome is YES


def test_no_condition_always_holds():
    assert ALWAYS.check(Facts()) is YES
