"""Asking the law on pages: what was told stands in the address, answers come with reasons, and unknown stays unknown."""

import csv
import io
import json

import pytest
from django.urls import reverse

from saola.apps.accounts.roles import ROLES, Permission
from saola.apps.legislation.asking.questions import questions
from tests.factories import accounts

ENOUGH = {
    "serious-crime": "provision=SG-ESA-2006-4&on=2022-11-01&f-appendix=I",
    "convention": "first=TZ&second=VN&on=2016-07-01&purpose=scope&provision=TZ-WCA-2009-86",
    "dual-criminality": "first=SG&second=NA&on=2023-01-01&f-conduct=sell&f-appendix=I&f-permit=no",
    "legal-basis": "asking=TZ&asked=VN&on=2016-07-01&assistance=extradition",
    "limitation": "provision=DE-BNATSCHG-71&done_on=2018&on=2020-01-01&step1-kind=charge&step1-began=2019-01-01",
    "permits": "movement=import&from_state=VN&to_state=SG&on=2020-03-01&appendix=I&presented=on",
    "comparison": "conduct=sell&on=2024-06-01&f-appendix=I",
    "amendments": "country=SG",
}


@pytest.fixture
def signed(client, db):
    client.force_login(accounts.person("cites_officer"))
    return client


def ask(client, code, query=""):
    response = client.get(f"/law/ask/{code}/?{query}")
    assert response.status_code == 200
    return response


def shown(response):
    """Each finding on the page by its code, as ``(outcome, sentence)``."""
    return {one.code: one.finding.outcome.value for one in response.context["answer"].findings}


def rows(response, code):
    return next(table.data for table in response.context["answer"].tables if table.code == code)


def test_every_question_stands_on_the_first_page(signed):
    page = signed.get("/law/ask/").content.decode()
    assert set(questions()) == set(ENOUGH)
    for code in questions():
        assert reverse("asking:question", args=[code]) in page


@pytest.mark.parametrize("code", ENOUGH)
def test_question_without_anything_told_is_a_form(signed, code):
    response = ask(signed, code)
    assert "alert" not in response.content.decode().partition("<main")[2].partition("<form")[0]
    assert (response.context["answer"] is None) == (code != "amendments")


@pytest.mark.parametrize("code", ENOUGH)
def test_answer_can_be_passed_on_by_its_address(signed, code):
    first, second = (ask(signed, code, ENOUGH[code]) for _ in range(2))
    assert first.context["answer"] == second.context["answer"] is not None
    page = first.content.decode()
    for table in first.context["answer"].tables:
        assert str(table.caption) in page


@pytest.mark.parametrize("code", ENOUGH)
def test_api_answers_as_the_page(signed, code):
    page = ask(signed, code, ENOUGH[code])
    answer = signed.get(f"/api/v1/law/ask/{code}?{ENOUGH[code]}").json()
    assert {one["code"]: one["outcome"] for one in answer["findings"]} == shown(page)
    assert set(answer["tables"]) == {table.code for table in page.context["answer"].tables}


@pytest.mark.parametrize("code", [code for code in ENOUGH if code not in ("comparison", "amendments")])
def test_open_answers_say_what_would_settle_them(signed, code):
    for one in signed.get(f"/api/v1/law/ask/{code}?{ENOUGH[code]}").json()["findings"]:
        assert one["reasons"] or one["missing"]
        assert bool(one["missing"]) == (one["outcome"] == "unknown")


def test_serious_crime_turns_with_the_amendment(signed):
    before = ask(signed, "serious-crime", "provision=SG-ESA-2006-4&on=2022-10-31&f-appendix=I")
    after = ask(signed, "serious-crime", ENOUGH["serious-crime"])
    assert (shown(before)["serious_crime"], shown(after)["serious_crime"]) == ("no", "yes")


def test_month_in_which_the_answer_turns_is_unknown_and_asks_for_the_day(signed):
    response = ask(signed, "serious-crime", "provision=SG-ESA-2006-4&on=2022&f-appendix=I")
    assert shown(response)["serious_crime"] == "unknown"
    assert 'href="#id_on"' in response.content.decode()


def test_only_facts_that_the_provision_hangs_on_are_asked(signed):
    names = set(ask(signed, "serious-crime", ENOUGH["serious-crime"]).context["form"].facts_part.fields)
    assert {"appendix", "conduct", "permit", "is_child", "person"} <= names
    assert not names & {"value", "circumstances", "organized_group"}


def test_aggravating_fact_counts_only_with_what_proves_it(signed):
    told = "provision=IN-WLPA-1972-51-1&on=2024-01-01&f-schedule=IN-WLPA-I"
    stated = ask(signed, "serious-crime", told)
    proved = ask(signed, "serious-crime", f"{told}&f-schedule-by=report+7")
    assert (shown(stated)["serious_crime"], shown(proved)["serious_crime"]) == ("unknown", "yes")
    assert rows(proved, "tiers")[1]["reached"] == "yes"


def test_tier_id_leads_to_its_provision(signed):
    answer = signed.get("/api/v1/law/ask/serious-crime?provision=SG-01&on=2022-11-01").json()
    assert answer["detail"][0]["loc"] == ["query", "provision"]


def test_country_is_looked_through_for_what_the_facts_reach(signed):
    told = "country=TZ&on=2016-07-01&f-conduct=possess&f-group=elephant&f-subdivision=Mainland&f-permit=no"
    response = ask(signed, "serious-crime", told)
    assert shown(response)["serious_crime"] == "yes"
    link = response.context["answer"].tables[0].rows[0][0].url
    assert shown(signed.get(link))["serious_crime"] == "yes"


def limbs(**more):
    proved = {"group_persons": "4"} | dict.fromkeys(
        ("group_structured", "group_over_time", "group_in_concert", "group_aim", "group_benefit"), "yes"
    )
    told = {f"f-{name}": value for name, value in (proved | {"committed_in": "TZ, VN"} | more).items()}
    return told | {f"{name}-by": "E-12" for name in told}


def convention(client, purpose="scope", **more):
    told = {"first": "TZ", "second": "VN", "on": "2016-07-01", "purpose": purpose, "serious": "yes"}
    return client.get("/law/ask/convention/", told | limbs() | more)


def test_convention_applies_limb_by_limb(signed):
    response = convention(signed)
    assert shown(response) == dict.fromkeys(
        ("convention", "serious_crime", "organized_group", "transnational", "bound_TZ", "bound_VN"), "yes"
    )
    assert rows(response, "limbs")[0] == {"limb": "group_persons", "outcome": "yes", "evidence": "E-12"}


def test_two_persons_are_no_group(signed):
    assert shown(convention(signed, **{"f-group_persons": "2"}))["organized_group"] == "no"


def test_suspicion_is_enough_for_assistance_and_not_for_the_scope(signed):
    bare = {f"{name}-by": "" for name in limbs() if not name.endswith("-by")}
    assert shown(convention(signed, **bare))["convention"] == "unknown"
    assert shown(convention(signed, "assistance", **bare))["convention"] == "yes"


def test_state_that_did_not_exist_is_told_gently(signed):
    response = convention(signed, second="SS", on="2010-07-01")
    assert shown(response)["convention"] == "no"
    assert "South Sudan was a State in these times only: 2011-07-09/." in response.content.decode()


def test_what_came_before_a_state_is_named(signed):
    page = convention(signed, second="CZ", on="1992-07-01").content.decode()
    assert "Czechoslovakia" in page or "(CS)" in page or "CS." in page


def test_territory_of_which_no_list_speaks_is_told(signed):
    assert "A territory is bound as far as its State" in convention(signed, second="HK").content.decode()


def test_mapping_table_is_a_file_without_formulas(signed):
    response = signed.get(f"/law/ask/dual-criminality/mapping.csv?{ENOUGH['dual-criminality']}")
    assert response["Content-Disposition"].startswith("attachment")
    head, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert head[0] == "What was done"
    assert "SG-ESA-2006-4" in row[1]


def test_download_of_what_cannot_be_asked_is_not_there(signed):
    assert signed.get("/law/ask/dual-criminality/mapping.csv?first=SG").status_code == 404
    assert (
        signed.get(f"/law/ask/dual-criminality/nothing.csv?{ENOUGH['dual-criminality']}").status_code == 404
    )


def test_period_of_limitation_is_drawn_with_its_steps(signed):
    drawing = ask(signed, "limitation", ENOUGH["limitation"]).context["answer"].drawings[0]
    assert drawing.island == "time-line"
    assert drawing.data["from"] == "2018-01-01"
    assert [mark["on"] for mark in drawing.data["marks"]] == ["2019-01-01", "2020-01-01"]


def test_step_that_the_law_does_not_name_is_told_to_have_no_effect(signed):
    told = "provision=BR-L9605-1998-29&done_on=2015-02-01&on=2016-01-01"
    plain = ask(signed, "limitation", told)
    response = ask(signed, "limitation", f"{told}&step1-kind=charge&step1-began=2015-06-01")
    assert "so it has no effect" in response.content.decode()
    assert response.context["answer"].data == plain.context["answer"].data


def test_warnings_stand_ahead_of_the_day_of_expiry(signed):
    told = "provision=BR-L9605-1998-29&done_on=2015-02-01&on=2016-01-01"
    response = ask(signed, "limitation", told)
    assert rows(response, "warnings")[-1] == {"days": 0, "on": response.context["answer"].data["expires_on"]}


def test_offence_without_known_limitation_is_unknown(signed):
    response = ask(signed, "limitation", "provision=KE-WCMA-2013-92&done_on=2015-02-01&on=2016-01-01")
    assert shown(response) == {"limitation": "unknown"}


def test_documents_of_cites_are_looked_up_by_species(client, knowledge):
    client.force_login(accounts.person("cites_officer"))
    told = (
        "movement=import&species=Manis+javanica&from_state=VN&to_state=SG&on=2018-03-01&term=SCA&presented=on"
    )
    response = ask(client, "permits", told)
    assert shown(response)["permit_check"] == "no"
    assert [row["document"] for row in rows(response, "required")] == [
        ["import_permit"],
        ["export_permit", "re_export_certificate"],
    ]


def test_documents_that_nobody_spoke_of_are_unknown(signed):
    told = ENOUGH["permits"].replace("&presented=on", "")
    assert shown(ask(signed, "permits", told))["permit_check"] == "unknown"


def test_species_gives_group_and_appendix_of_the_day(client, knowledge):
    client.force_login(accounts.person("cites_officer"))
    told = "provision=SG-ESA-2006-4&on=2023-01-01&f-species=Manis+javanica"
    assert rows(ask(client, "serious-crime", told), "tiers")[0]["reached"] == "yes"


def test_elephant_of_a_law_is_meant_by_every_name_of_one(client, knowledge):
    client.force_login(accounts.person("cites_officer"))
    told = "country=TZ&on=2016-07-01&f-conduct=possess&f-subdivision=Mainland&f-permit=no&f-species="
    assert shown(ask(client, "serious-crime", f"{told}Loxodonta+africana"))["serious_crime"] == "yes"
    assert shown(ask(client, "serious-crime", f"{told}Manis+javanica"))["serious_crime"] == "unknown"


def test_name_that_stands_for_nothing_is_told(signed):
    told = "conduct=sell&on=2024-06-01&f-species=Nonsensia+nulla"
    assert "Nonsensia nulla" in ask(signed, "comparison", told).content.decode().partition('id="ask"')[0]


def test_comparison_has_every_country_that_has_offences(signed):
    response = ask(signed, "comparison", ENOUGH["comparison"])
    found = {row["country"]: row for row in rows(response, "countries")}
    assert len(found) == 29
    assert found["SG"]["serious_crime"] == "yes"
    assert found["NZ"]["serious_crime"] == "no"
    assert {one.island for one in response.context["answer"].drawings} == {"bars", "map"}


def test_comparison_of_another_area_finds_nothing_in_wildlife_law(signed):
    response = ask(signed, "comparison", f"{ENOUGH['comparison']}&area=customs")
    assert {row["serious_crime"] for row in rows(response, "countries")} == {"unknown"}


def test_amendments_stand_with_both_answers(signed):
    singapore = next(row for row in rows(ask(signed, "amendments"), "amendments") if row["country"] == "SG")
    assert (singapore["before"], singapore["custody_before"]) == ("no", "2 years")
    assert (singapore["after"], singapore["custody_after"]) == ("yes", "6 years")
    assert singapore["on"] == "2022-11-01"


@pytest.mark.parametrize(
    ("code", "query", "complaints"),
    [
        ("serious-crime", "on=2022-11-01", 1),
        ("serious-crime", "provision=nowhere&on=31/12/2022", 2),
        ("dual-criminality", "first=SG&second=SG&on=2020&floor=banana", 3),
        ("legal-basis", "asking=SG&on=2020-01-01&assistance=money", 2),
        ("limitation", "provision=CN-CL-341-1&done_on=2015&on=2020-01-01&step1-kind=charge", 1),
        ("limitation", "provision=CN-CL-341-1&done_on=2015&on=2020-01-01&step1-began=2016-01-01", 1),
        ("limitation", "on=2020-02-30", 3),
        (
            "convention",
            "first=TZ&second=VN&on=2016-07-01&purpose=scope&f-committed_in=TZ,Q9&f-group_persons=many",
            2,
        ),
        ("permits", "movement=swim&from_state=VN&to_state=SG&on=2020-03-01&doc1-number=7", 2),
        ("comparison", "conduct=sell&on=2024", 1),
    ],
)
def test_everything_wrong_is_told_in_one_message_and_kept(signed, code, query, complaints):
    response = ask(signed, code, query)
    assert response.context["answer"] is None
    page = response.content.decode()
    message = page.partition('role="alert"')[2].partition("</ul>")[0]
    assert message.count("<li>") == complaints
    assert "What you wrote is still in the form below." in page
    refused = signed.get(f"/api/v1/law/ask/{code}?{query}")
    assert (refused.status_code, len(refused.json()["detail"])) == (422, complaints)


@pytest.mark.parametrize(
    "query",
    [
        "provision=%00&on=2022",
        "provision=<script>alert(1)</script>&on=2022",
        "provision=SG-ESA-2006-4&on=2022-11-01&f-appendix=IX",
        "provision=SG-ESA-2006-4&on=" + "9" * 4000,
        "provision=VN-PC-2015-234&on=2022-11-01&f-value=1e999",
        "provision=VN-PC-2015-234&on=2022-11-01&f-value=NaN",
        "provision=SG-ESA-2006-4&on=0001-01-01",
        "provision=SG-ESA-2006-4&on=9999-12-31",
        "provision=SG-ESA-2006-4&on=9999",
    ],
)
def test_nonsense_is_answered_calmly(signed, query):
    response = signed.get(f"/law/ask/serious-crime/?{query}")
    assert response.status_code in (200, 400)
    assert b"<script>alert" not in response.content


def test_limitation_at_the_ends_of_the_calendar_is_answered(signed):
    told = "provision=DE-BNATSCHG-71&done_on=9999&on=9999-12-31&step1-kind=charge&step1-began=9999-12-31"
    assert ask(signed, "limitation", told).context["answer"] is not None


def test_question_that_is_not_there_is_not_found(signed):
    assert signed.get("/law/ask/weather/").status_code == 404
    assert signed.get("/api/v1/law/ask/weather").status_code == 404


@pytest.mark.parametrize("role", [one.code for one in ROLES.values()])
def test_only_those_who_read_the_law_may_ask(client, db, role):
    client.force_login(accounts.person(role))
    may = Permission.LAW_READ in ROLES[role].permissions
    for address in ("/law/ask/", "/law/ask/amendments/", "/api/v1/law/ask/amendments"):
        assert client.get(address).status_code == (200 if may else 404), address


def test_tables_are_plain_data(signed):
    for code, query in ENOUGH.items():
        answer = signed.get(f"/api/v1/law/ask/{code}?{query}").json()
        assert json.loads(json.dumps(answer)) == answer
