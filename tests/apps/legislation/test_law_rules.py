"""Time limits, schedules and requirements beside the offences."""

from datetime import date

import pytest

from saola.apps.legislation.actions import rules
from saola.apps.legislation.actions.changing import BadLawError, ChangedMeanwhileError
from saola.apps.legislation.models import Jurisdiction, Schedule, TimeLimit
from saola.apps.legislation.queries import law_book, time_limits
from saola.core.law.requirements import minimum_requirements
from saola.core.values import Outcome

pytestmark = pytest.mark.django_db
CUSTODY = {
    "id": "SG-CUSTODY",
    "words": "Bring before a court",
    "starts_with": "arrest",
    "ends_with": ["first_appearance", "release"],
    "period": "48 hours",
    "is_personal": True,
    "source": "Code",
}


def test_clock_is_kept_as_the_clocks_of_cases_take_it(singapore, officer):
    rules.add_time_limit(singapore, CUSTODY, by=officer)
    (limit,) = time_limits()
    assert (limit.code, limit.period.number, limit.is_personal) == ("SG-CUSTODY", 48, True)
    assert limit.ends_with == {"first_appearance", "release"}
    assert time_limits("VN") == ()


@pytest.mark.parametrize("period", ["", "two days", "0 days", "48", "1000 years"])
def test_period_that_is_none_is_refused(singapore, officer, period):
    with pytest.raises(BadLawError):
        rules.add_time_limit(singapore, CUSTODY | {"period": period}, by=officer)
    assert not TimeLimit.objects.exists()


def test_clock_ends_once_and_is_law_for_what_began_before(singapore, officer):
    limit = rules.add_time_limit(singapore, CUSTODY | {"from": "2010-01-01"}, by=officer)
    rules.end_time_limit(limit, "2030-01-01", seen=1, by=officer)
    (kept,) = time_limits()
    assert date(2029, 12, 31) in kept.in_force
    assert date(2030, 1, 1) not in kept.in_force
    with pytest.raises(rules.EndedAlreadyError):
        rules.end_time_limit(limit, "2031-01-01", by=officer)
    with pytest.raises(ChangedMeanwhileError):
        rules.end_time_limit(limit, "2031-01-01", seen=1, by=officer)


def test_species_stands_in_a_schedule_between_its_days(singapore, officer):
    schedule = Schedule.objects.create(jurisdiction=singapore, code="SG-S1", title="First Schedule")
    entry = rules.list_species(schedule, {"taxon": "Manidae", "from": "2020-01-01"}, by=officer)
    rules.strike_species(entry, "2025-01-01", by=officer)
    (kept,) = law_book().schedules["SG-S1"].entries
    assert [kept.in_force.on(date(year, 6, 1)) for year in (2019, 2022, 2025)] == [
        Outcome.NO,
        Outcome.YES,
        Outcome.NO,
    ]
    with pytest.raises(BadLawError):
        rules.list_species(schedule, {}, by=officer)


def test_requirement_that_is_stated_anew_ends_what_was_stated(singapore, officer):
    def met(day):
        found = minimum_requirements(law_book().of_country("SG")[0], day).value
        return dict(found.met)["penalties"]

    assert met(date(2029, 12, 31)) is Outcome.YES
    said = {"requirement": "penalties", "is_met": False, "from": "2030-01-01", "source": "Review"}
    rules.state_requirement(singapore, said, by=officer)
    assert met(date(2029, 12, 31)) is Outcome.YES
    assert met(date(2030, 1, 1)) is Outcome.NO


def test_rules_are_read_by_all_and_written_by_the_officer(client, shown, singapore, officer):
    assert "Add a time limit" not in shown("/law/rules/")
    client.force_login(officer)
    data = CUSTODY | {"code": "SG-CUSTODY", "mark": "checked"}
    assert client.post("/law/rules/limits/add/", data).status_code == 302
    assert "48 h" in client.get("/law/rules/").content.decode()
    bad = client.post("/law/rules/limits/add/", data | {"period": "soon"}).content.decode()
    assert "48 hours, 60 days" in bad
    twice = client.post("/law/rules/limits/add/", data).content.decode()
    assert "comes twice" in twice
    end = client.post("/law/rules/limits/SG-CUSTODY/end/", {"until": "2030", "seen": 1})
    assert end.status_code == 302
    stated = {
        "requirement": "confiscation",
        "is_met": "yes",
        "since": "2020",
        "source": "x",
        "mark": "memory",
    }
    assert client.post("/law/rules/requirements/state/", stated).status_code == 302


def test_before_the_law_is_kept_the_pages_say_where_it_begins(client, officer, settings):
    settings.COUNTRY = "SG"
    client.force_login(officer)
    for address in ("/law/rules/limits/add/", "/law/gaps/take-up/", "/law/bills/add/"):
        answer = client.get(address, follow=True)
        assert "not kept here yet" in answer.content.decode()
    assert not Jurisdiction.objects.exists()
