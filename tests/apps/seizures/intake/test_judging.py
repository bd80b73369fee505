import pytest
from django.core.exceptions import PermissionDenied

from saola.apps.journal.models import Entry
from saola.apps.seizures import likenesses
from saola.apps.seizures.actions import intake, judging
from saola.apps.seizures.files import Summary
from saola.apps.seizures.models import Incident, Likeness
from tests.factories import accounts, files

pytestmark = pytest.mark.usefixtures("knowledge")

SAME = {"species": "Manis javanica", "quantity": "213.5", "place": "Hai Phong"}


def customs(**cells):
    return files.line(1, **{**SAME, "id": "HQ-77", "date": "2018-05-04", **cells})


def rangers(**cells):
    return files.line(2, **{**SAME, "id": "KL/2018/3", "date": "2018-05-05", **cells})


def pairs():
    return [
        (pair.one.reference, pair.other.reference) for pair in Likeness.objects.select_related("one", "other")
    ]


def test_seizure_reported_by_two_agencies_is_found_when_the_second_is_recorded():
    files.recorded(customs(), files.line(5, date="2018-09-01"))
    assert pairs() == []
    files.recorded(rangers(), name="rangers.csv")
    assert pairs() == [("HQ-77", "KL/2018/3")]
    pair = Likeness.objects.get()
    assert pair.score == sum(part["points"] for part in pair.parts) >= 7


def test_pair_is_shown_before_it_is_recorded_with_the_same_sum():
    first = files.recorded(customs())
    batch = files.batch(rangers())
    intake.check(batch, by=None)
    shown = Summary(batch).read()["pairs"]
    assert [(pair["one"], pair["other"]) for pair in shown] == [(first.incidents.get().number, "2")]
    intake.record(batch, by=None)
    assert Likeness.objects.get().score == shown[0]["score"]


def test_two_rows_of_one_file_are_found():
    files.recorded(customs(), rangers())
    assert pairs() == [("HQ-77", "KL/2018/3")]


@pytest.mark.parametrize(
    "cells",
    [{"date": "2018-07-04"}, {"country": "CN"}, {"species": "Loxodonta africana", "description": "tusks"}],
)
def test_seizures_that_differ_are_no_pair(cells):
    files.recorded(customs(), rangers(**cells))
    assert pairs() == []


def test_crowd_under_one_key_is_not_compared(monkeypatch):
    monkeypatch.setattr(likenesses, "CROWD", 3)
    compared = []
    monkeypatch.setattr(likenesses, "compare", lambda one, other: compared.append(1))
    files.recorded(*(customs(id=f"HQ-{number}") for number in range(5)))
    assert not compared


def judge(judgement, **fields):
    return judging.judge(Likeness.objects.get(), judgement, by=accounts.person(), **fields)


def test_same_sets_the_later_report_aside_and_counts_the_seizure_once():
    files.recorded(customs(), rangers())
    judge("same", reason="one signature")
    assert [each.reference for each in Incident.objects.counted()] == ["HQ-77"]
    assert Incident.objects.get(reference="KL/2018/3").duplicate_of.reference == "HQ-77"
    entry = Entry.objects.get(event="duplicate.judged")
    assert (entry.detail["judgement"], entry.detail["reason"]) == ("same", "one signature")


@pytest.mark.parametrize("judgement", ["different", "unsure"])
def test_other_judgements_leave_both_counted(judgement):
    files.recorded(customs(), rangers())
    judge(judgement)
    assert Incident.objects.counted().count() == 2


def test_judgement_taken_back_opens_the_pair_and_counts_both_again():
    files.recorded(customs(), rangers())
    pair = judging.take_back(judge("same"), by=accounts.person())
    assert pair.judgement == "open"
    assert Incident.objects.counted().count() == 2
    assert Entry.objects.filter(event="duplicate.reopened").count() == 1


def test_three_reports_of_one_seizure_come_to_stand_behind_the_first():
    files.recorded(customs(), rangers(), rangers(id="P-3"))
    assert Likeness.objects.count() == 3
    person = accounts.person()
    for pair in Likeness.objects.order_by("-other_id", "-one_id"):
        judging.judge(pair, "same", by=person)
    assert [each.reference for each in Incident.objects.counted()] == ["HQ-77"]
    first = Incident.objects.counted().get()
    assert set(Incident.objects.exclude(pk=first.pk).values_list("duplicate_of", flat=True)) == {first.pk}
    for pair in Likeness.objects.all():
        judging.take_back(pair, by=person)
    assert Incident.objects.counted().count() == 3


def test_pair_judged_meanwhile_is_not_judged_again():
    files.recorded(customs(), rangers())
    pair = Likeness.objects.get()
    judge("different")
    with pytest.raises(judging.AlreadyJudgedError):
        judging.judge(pair, "same", by=accounts.person())
    assert Likeness.objects.get().judgement == "different"


def test_reader_does_not_judge():
    files.recorded(customs(), rangers())
    with pytest.raises(PermissionDenied):
        judging.judge(Likeness.objects.get(), "same", by=accounts.person("reader"))


def test_judgement_that_does_not_exist_is_refused():
    files.recorded(customs(), rangers())
    with pytest.raises(ValueError, match="same, different or unsure"):
        judge("perhaps")
