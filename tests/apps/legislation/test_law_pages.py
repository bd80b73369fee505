"""The pages on which the law is read and written, as the people open them who may."""

import pytest
from django.urls import reverse

from saola.apps.journal.models import Entry
from saola.apps.legislation.forms.texts import of_text
from saola.apps.legislation.forms.tiers import of_tier
from saola.apps.legislation.models import Correction, Provision, Statute, Tier, Version
from saola.apps.legislation.records import version_as_data
from tests.factories import accounts, legislation

pytestmark = pytest.mark.django_db
CODE = "SG-ESA-2006-4"
THERE = f"/law/provisions/{CODE}/"


def posted(version=None, *, tiers=(), seen=1, **fields):
    """What the browser sends for a text: that of ``version``, changed by ``fields``."""
    shown = of_text(version_as_data(version) if version else {})
    data = {name: value for name, value in (shown | fields).items() if value not in (None, "", False, [])}
    data |= {"seen": seen, "tiers-TOTAL_FORMS": len(tiers), "tiers-INITIAL_FORMS": 0}
    for place, tier in enumerate(tiers):
        data |= {f"tiers-{place}-{name}": value for name, value in tier.items() if value not in (None, "")}
    return data


TIER = {"kind": "base", "penalty_words": "not exceeding 15 years or 3 million or both"}
NEW = {"since": "2030-01-01", "source": "Act of 2029", "mark": "checked"}


def test_law_without_records_says_it_is_of_the_library(shown, settings):
    settings.COUNTRY = "VN"
    text = shown("/law/")
    assert "From the knowledge library" in text


def test_statutes_stand_by_area_for_the_day(shown, singapore):
    text = shown("/law/", on="2022-10-31")
    assert "Endangered Species (Import and Export) Act 2006" in text
    assert "2 years" in text
    assert "6 years" in shown("/law/", on="2022-11-01")


def test_day_that_does_not_exist_is_told(shown, singapore):
    assert "2022-02-30" in shown("/law/", on="2022-02-30")


def test_provision_answers_for_the_day_with_sources_and_marks(shown, singapore):
    before = shown(THERE, on="2022-10-31", appendix="II")
    assert "finding--no" in before
    assert "from memory" in before
    assert "finding--yes" in shown(THERE, on="2022-11-01", appendix="II")
    assert "exactly" in before.lower()


def test_provision_is_found_by_its_tier_and_of_any_country(shown, singapore):
    assert CODE in shown("/law/provisions/SG-02/")
    assert "TZ-" in shown("/law/provisions/TZ-01/")
    shown("/law/provisions/NOWHERE-1/", status=404)


def test_reader_sees_no_way_to_write(shown, singapore):
    assert "/amend/" not in shown(THERE)
    shown(f"{THERE}amend/", role="prosecutor", status=404)
    assert "/amend/" in shown(THERE, role="legal_officer")


def test_what_changed_is_marked_word_by_word(shown, singapore):
    text = shown("/law/changes/", **{"from": "2022-10-31", "to": "2022-11-01"})
    assert CODE in text
    assert "<ins>" in text
    assert "<del>" in text
    assert "Nothing that is written down" in shown(
        "/law/changes/", **{"from": "2023-01-01", "to": "2023-02-01"}
    )


def test_changes_leave_as_a_table(client, singapore):
    client.force_login(accounts.person("reader"))
    answer = client.get("/law/changes.csv", {"from": "2022-10-31", "to": "2022-11-01"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0].startswith("\ufeffprovision,section,change")
    assert any(CODE in line and ",amended," in line for line in lines)


def test_amendment_is_read_from_the_words_of_its_penalty(client, officer, singapore):
    client.force_login(officer)
    version = Version.objects.get(provision__code=CODE, place=2)
    answer = client.post(f"{THERE}amend/", posted(version, tiers=[TIER], **NEW | {"until": ""}))
    assert answer.status_code == 302, answer.context["form"].errors
    tier = Tier.objects.get(version__provision__code=CODE, version__place=3)
    assert tier.code == f"{CODE}-v3-1"
    assert tier.custody == {"maximum": "15 years"}
    assert tier.fine == {"maximum": 3000000}
    assert tier.combination == "and_or"
    assert tier.penalty_words == TIER["penalty_words"]
    assert tier.version.recorded_by == officer


def test_penalty_that_can_be_read_in_two_ways_is_asked_for(client, officer, singapore):
    client.force_login(officer)
    two = TIER | {"penalty_words": "2 years, and 5 years on a second conviction"}
    answer = client.post(f"{THERE}amend/", posted(tiers=[two], **NEW, conduct=["import"]))
    assert answer.status_code == 200
    assert "more than one way" in answer.content.decode()
    answer = client.post(
        f"{THERE}amend/", posted(tiers=[two | {"maximum": "2 years"}], **NEW, conduct=["import"])
    )
    assert answer.status_code == 302


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_lost(client, officer, singapore):
    client.force_login(officer)
    bad = posted(
        tiers=[TIER | {"maximum": "ten years", "when": "the moon is full"}],
        since="2030-02-30",
        mark="checked",
        words="hunts by moonlight",
    )
    text = client.post(f"{THERE}amend/", bad).content.decode()
    for said in ("as 2016-06-01", "4 years, 18 months", "the moon is full", "This field is required"):
        assert said in text
    assert "hunts by moonlight" in text
    assert not Entry.objects.filter(event="law.amended").exists()


def test_contradiction_comes_back_to_the_form(client, officer, singapore):
    client.force_login(officer)
    answer = client.post(
        f"{THERE}amend/",
        posted(tiers=[TIER], **NEW | {"since": "2020-01-01"}, until="2025-01-01"),
    )
    assert "overlap in time" in answer.content.decode()
    assert Version.objects.filter(provision__code=CODE).count() == 2


def test_tier_without_maximum_is_kept_once_somebody_is_sure(client, officer, singapore):
    client.force_login(officer)
    data = posted(tiers=[{"kind": "base", "custody_kind": "term"}], **NEW)
    answer = client.post(f"{THERE}amend/", data)
    assert "the maximum under tier" in answer.content.decode()
    assert Version.objects.filter(provision__code=CODE).count() == 2
    assert client.post(f"{THERE}amend/", data | {"sure": "yes"}).status_code == 302
    assert Version.objects.filter(provision__code=CODE).count() == 3


def test_second_officer_is_told_and_can_look_again(client, officer, singapore):
    client.force_login(officer)
    client.post(f"{THERE}amend/", posted(tiers=[TIER], **NEW))
    client.force_login(legislation.officer())
    late = posted(tiers=[TIER], **NEW | {"since": "2031-01-01"}, words="a second text")
    answer = client.post(f"{THERE}amend/", late)
    text = answer.content.decode()
    assert "Somebody else changed it" in text
    assert "a second text" in text
    assert 'name="seen" value="2"' in text
    assert client.post(f"{THERE}amend/", late | {"seen": 2}).status_code == 302


def test_slip_is_put_right_with_its_reason(client, officer, singapore):
    client.force_login(officer)
    version = Version.objects.get(provision__code=CODE, place=2)
    kept = [of_tier(tier) for tier in version_as_data(version)["tiers"]]
    kept[0]["maximum"] = "5 years"
    address = f"{THERE}correct/2/"
    assert "This field is required" in client.post(address, posted(version, tiers=kept)).content.decode()
    answer = client.post(address, posted(version, tiers=kept, reason="Read wrongly"))
    assert answer.status_code == 302, answer.context["form"].errors
    tier = Tier.objects.get(code="SG-01")
    assert tier.custody == {"maximum": "5 years"}
    assert tier.fine["cap"] == 500000
    assert tier.when == {"appendix": "I"}
    assert Correction.objects.get().reason == "Read wrongly"
    text = client.get(THERE).content.decode()
    assert "Read wrongly" in text
    assert "maximum: 6 years" in text


def test_form_of_a_slip_changes_nothing_by_itself(client, officer, singapore):
    client.force_login(officer)
    for version in Version.objects.filter(provision__code=CODE):
        before = version_as_data(version)
        tiers = [of_tier(tier) for tier in before["tiers"]]
        seen = Provision.objects.get(code=CODE).revision
        address = f"{THERE}correct/{version.place}/"
        answer = client.post(address, posted(version, tiers=tiers, seen=seen, reason="Nothing"))
        assert answer.status_code == 302, answer.context["form"].errors
        after = version_as_data(Version.objects.get(provision__code=CODE, place=version.place))
        assert after == before


def test_repeal_is_entered_once(client, officer, singapore):
    client.force_login(officer)
    data = {"until": "2031-06", "note": "Act 9 of 2031", "seen": 1}
    assert client.post(f"{THERE}repeal/", data).status_code == 302
    again = client.post(f"{THERE}repeal/", data | {"seen": 2}).content.decode()
    assert "2031-06" in again
    assert "ended already" in again


def test_new_statute_and_provision(client, officer, singapore):
    client.force_login(officer)
    statute = {
        "code": "SG-NEW-2030",
        "title": "New Act",
        "area": "forestry",
        "since": "2030",
        "source": "Gazette",
    }
    answer = client.post("/law/of/SG/statutes/add/", statute | {"mark": "checked"})
    assert answer.status_code == 302, answer.context["form"].errors
    head = {"statute": "SG-NEW-2030", "code": "SG-NEW-2030-1", "section": "s. 1", "nature": "offence"}
    data = posted(tiers=[TIER], source="Gazette", mark="checked", conduct=["fell"], seen="")
    answer = client.post("/law/of/SG/provisions/add/", head | data | {"elements": "A tree\nIt was felled"})
    assert answer.status_code == 302, answer.context["form"].errors
    made = Provision.objects.get(code="SG-NEW-2030-1")
    assert made.elements == ["A tree", "It was felled"]
    assert "not certain" in client.get(reverse("legislation:provision", args=[made.code])).content.decode()
    assert "comes twice" in client.post("/law/of/SG/provisions/add/", head | data).content.decode()


def test_text_before_its_statute_is_refused(client, officer, singapore):
    Statute.objects.filter(code="SG-ESA-2006").update(since="2006-03-01")
    client.force_login(officer)
    answer = client.post(f"{THERE}amend/", posted(tiers=[TIER], **NEW | {"since": "1999-01-01"}))
    assert "its statute was not in force" in answer.content.decode()


def test_law_of_the_library_is_taken_over_by_the_officer(client, officer, settings):
    settings.COUNTRY = "TZ"
    client.force_login(officer)
    assert "Keep this law here" in client.get("/law/").content.decode()
    client.post("/law/adopt/")
    assert "Kept on this node" in client.get("/law/").content.decode()
    assert Provision.objects.filter(code__startswith="TZ-").exists()
