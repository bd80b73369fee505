"""What the page of the resolution answers, and what it must not give away."""

from datetime import date

import pytest
from django.utils import timezone

from saola.apps.cases.models import Case, CaseAgency, Charge, Court, Hearing, Involvement
from saola.apps.cases.queries.resolution import resolution
from saola.apps.parties.models import Party
from saola.apps.seizures.models import IssuedReport
from saola.core.values import Outcome
from tests.factories import access, accounts

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def case(number: int, **fields) -> Case:
    lead = fields.pop("lead", None) or accounts.agency()
    made = Case.objects.create(
        number=f"K{number:05d}",
        title="Scales in a container",
        lead=lead,
        origin="seizure",
        opened_on=date(2025, 3, 1),
        **fields,
    )
    CaseAgency.objects.create(case=made, agency=lead, part="lead")
    return made


def convicted(of: Case) -> Charge:
    party = Party.objects.create(number=f"P{of.number}", name="Arlo Testane")
    accused = Involvement.objects.create(case=of, party=party, part="courier", subject="suspect")
    return Charge.objects.create(
        case=of,
        defendant=accused,
        count=1,
        provision="QZ-WA-12",
        acted_on="2025-02-01",
        words="trade",
        is_serious="yes",
        state="convicted",
        drafted_on=date(2025, 3, 2),
        filed_on=date(2025, 3, 3),
        decided_on=date(2025, 9, 3),
    )


def answers(person=None, on=TODAY):
    found = resolution(person or accounts.person("reader"), on)
    return {one.paragraph.number: one for one in found.paragraphs}


def figure(number: int, code: str, **fields):
    return next(one for one in answers(**fields)[number].figures if one.code == code)


def test_every_paragraph_is_answered_and_the_unknown_says_what_is_missing():
    found = answers()
    assert sorted(found) == list(range(1, 16))
    for one in found.values():
        assert one.finding.on == TODAY
        assert one.finding.reasons[0].sources[0].locator == f"paragraph {one.paragraph.number}"
        assert one.finding.outcome is not Outcome.UNKNOWN or one.finding.missing


def test_rooms_that_come_later_are_named_and_decide_nothing():
    found = answers()
    assert [lack.field for lack in found[8].finding.missing] == ["later:taskforce"]
    assert {lack.field for lack in found[2].later} == {
        "later:intelligence",
        "later:assistance",
        "later:exchange",
    }
    assert found[2].finding.outcome is Outcome.UNKNOWN
    assert found[1].later == ()


def test_serious_crime_is_answered_by_the_law_of_the_day(settings):
    settings.COUNTRY = "SG"
    found = answers(on=date(2010, 1, 1))[4].finding, answers(on=date(2024, 1, 1))[4].finding
    assert [one.outcome for one in found] == [Outcome.UNKNOWN, Outcome.YES]


def test_conventions_are_answered_by_the_list_of_parties(settings):
    settings.COUNTRY = "SG"
    said = [reason.text.in_words() for reason in answers()[3].finding.reasons]
    assert any("SG is bound by the United Nations Convention against Corruption" in words for words in said)


def test_country_that_nobody_named_has_no_law_here():
    assert [lack.field for lack in answers()[4].finding.missing] == ["law"]
    assert answers()[1].finding.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(("many", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_figure_of_cases_is_withheld_below_five(many, shown):
    for number in range(many):
        convicted(case(number))
    assert figure(5, "convicted").count == shown
    assert figure(4, "serious").count == shown
    assert answers()[5].figures[1].is_some == (many > 0)


def test_many_charges_of_few_cases_are_withheld():
    of = case(1)
    charge = convicted(of)
    for count in range(2, 9):
        charge.pk, charge.count = None, count
        charge.save()
    assert Charge.objects.count() == 8
    assert figure(5, "charges").count is None


def test_cases_held_close_are_counted_by_nobody():
    for number in range(6):
        close = case(number)
        convicted(close)
        access.place(close, access.compartment())
    assert figure(5, "charges").count == 0
    assert figure(7, "cases").count == 0


def test_figures_are_the_same_for_who_sees_the_cases_and_who_does_not():
    prosecution = accounts.agency()
    for number in range(7):
        convicted(case(number, lead=prosecution))
    overseer = accounts.person("prosecutor", agency=prosecution)
    assert Case.objects.visible_to(overseer).count() == 7
    assert figure(5, "convicted", person=overseer).count == 7
    reader = figure(5, "convicted")
    assert (reader.count, reader.url) == (7, "")


def test_who_reads_no_seizure_is_told_no_number_of_them():
    codes = [one.code for one in answers(accounts.person("administrator"))[2].figures]
    assert "seizures" not in codes
    assert "joint" in codes


def test_agencies_that_work_together_make_a_task_force():
    accounts.person("investigator", agency=accounts.agency())
    assert answers()[7].finding.outcome is Outcome.NO
    accounts.person("investigator", agency=accounts.agency())
    assert answers()[7].finding.outcome is Outcome.UNKNOWN
    CaseAgency.objects.create(case=case(1), agency=accounts.agency(), part="joint")
    assert answers()[7].finding.outcome is Outcome.YES


def test_adjourned_hearings_are_counted_among_hearings():
    court = Court.objects.create(code="first", name="First Court")
    for number in range(6):
        of = case(number)
        at = timezone.now()
        Hearing.objects.create(case=of, court=court, kind="trial", at=at)
        Hearing.objects.create(
            case=of, court=court, kind="trial", at=at, state="adjourned", adjourned_because="witness"
        )
    assert (figure(5, "hearings").count, figure(5, "adjourned").count) == (12, 6)


def test_reporting_is_answered_by_the_last_year_that_was_due():
    assert answers(on=date(2026, 11, 22))[15].finding.outcome is Outcome.NO
    IssuedReport.objects.create(
        year=2025,
        version=1,
        issued_at=timezone.now(),
        share_with_iccwc=True,
        rows=[],
        workbook=b"",
        digest="0",
    )
    assert answers(on=date(2026, 11, 22))[15].finding.outcome is Outcome.YES
    assert answers(on=date(2027, 10, 30))[15].finding.outcome is Outcome.YES
    assert answers(on=date(2027, 11, 1))[15].finding.outcome is Outcome.NO


def test_part_that_leaves_few_of_its_whole_is_withheld():
    charges = [convicted(case(number)) for number in range(9)]
    assert figure(4, "serious").count == 9
    charges[0].is_serious = "no"
    charges[0].save()
    assert figure(4, "serious").count is None
    for charge in charges[1:6]:
        charge.pk, charge.count, charge.is_serious = None, 2, "no"
        charge.save()
    assert figure(4, "serious").count == 8
