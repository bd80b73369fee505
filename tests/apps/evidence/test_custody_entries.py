"""Custody as it is kept: entries, what lists show of them, and the digests that bind them to the journal."""

import hashlib
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from saola.apps.accounts import approvals
from saola.apps.evidence.actions import custody, disposing, entering, keeping, laboratory, taking_in
from saola.apps.evidence.models import CustodyAlteredError, CustodyEvent, Exhibit, SealedFile
from saola.apps.journal.models import Entry
from saola.core.custody import CustodyRefusal, refusals
from saola.core.values import Quantity
from tests.factories import accounts, evidence, seizures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]


def kg(amount) -> Quantity:
    return Quantity(Decimal(str(amount)), "KGM")


def test_an_exhibit_is_numbered_held_and_sealed():
    by = evidence.custodian()
    place = evidence.place()
    exhibit = evidence.exhibit(by, place=place, seal="SL-1")
    assert exhibit.number == "E000001"
    assert evidence.exhibit(by).number == "E000002"
    assert (exhibit.holder, exhibit.place, exhibit.seal) == (by.name, place, "SL-1")
    assert exhibit.present == Decimal("12.5")


def test_an_exhibit_is_as_close_as_its_seizure():
    incident = seizures.incident()
    incident.handling, incident.is_agency_only = "H1", True
    incident.save()
    by = evidence.custodian(agency=incident.agency)
    prosecutor = accounts.person("prosecutor")
    if incident.agency is None:
        incident.agency = by.agency = accounts.agency()
        incident.save()
        by.save()
    exhibit = evidence.exhibit(by, incident=incident)
    assert exhibit.handling == "H1"
    assert exhibit.is_agency_only
    assert not Exhibit.objects.visible_to(prosecutor).exists()
    assert Exhibit.objects.visible_to(by).get() == exhibit


def test_whoever_may_not_see_the_seizure_does_not_see_its_exhibits():
    exhibit = evidence.exhibit()
    stranger = evidence.custodian(agency=accounts.agency())
    assert exhibit in Exhibit.objects.visible_to(stranger)
    exhibit.incident.agency = accounts.agency()
    exhibit.incident.is_agency_only = True
    exhibit.incident.save()
    assert exhibit not in Exhibit.objects.visible_to(stranger)


@pytest.mark.parametrize("role", ["analyst", "reader", "administrator", "auditor"])
def test_roles_without_evidence_see_none(role):
    evidence.exhibit()
    assert not Exhibit.objects.visible_to(accounts.person(role)).exists()


def test_an_entry_is_bound_to_the_journal():
    evidence.exhibit()
    event = CustodyEvent.objects.select_related("exhibit", "by").get()
    entry = Entry.objects.get(seq=event.journal_seq)
    assert event.digest == hashlib.sha256(event.content()).hexdigest()
    assert entry.facts["digest"] == event.digest


def test_an_entry_is_never_changed_or_removed():
    evidence.exhibit()
    event = CustodyEvent.objects.get()
    for change in (event.save, event.delete, CustodyEvent.objects.all().delete):
        with pytest.raises(CustodyAlteredError):
            change()
    with pytest.raises(CustodyAlteredError):
        CustodyEvent.objects.update(kind="moved")


def test_a_hand_over_is_signed_by_both():
    one, other = evidence.custodian(), accounts.person("examiner")
    exhibit = evidence.exhibit(one)
    event, code = custody.hand_over(exhibit, to=other, reason="examination", by=one)
    assert len(code) == 8
    assert (exhibit.where, exhibit.receiver, exhibit.open_discrepancies) == ("on_its_way", other.name, 1)
    with pytest.raises(refusals.NotReceiverError):
        custody.receive(exhibit, by=one)
    custody.receive(exhibit, seal=exhibit.seal, by=other)
    assert (exhibit.where, exhibit.holder, exhibit.open_discrepancies) == ("in_custody", other.name, 0)
    assert event.kind == "handed_over"


def test_nobody_hands_to_whoever_may_not_sign():
    one = evidence.custodian()
    exhibit = evidence.exhibit(one)
    with pytest.raises(custody.CannotReceiveError):
        custody.hand_over(exhibit, to=accounts.person("analyst"), reason="x", by=one)
    assert exhibit.custody.count() == 1


def test_a_receipt_on_paper_needs_the_code():
    one, other = evidence.custodian(), evidence.custodian()
    early = timezone.now() - timedelta(hours=10)
    exhibit = evidence.exhibit(one, at=early)
    custody.hand_over(exhibit, to=other, reason="at the gate", by=one, at=early, code="gate-77")
    with pytest.raises(custody.WrongCodeError):
        custody.receive(exhibit, by=other, at=early + timedelta(minutes=5))
    with pytest.raises(custody.WrongCodeError):
        custody.receive(exhibit, by=other, at=early + timedelta(minutes=5), code="gate-78")
    custody.receive(exhibit, by=other, at=early + timedelta(minutes=5), code="GATE-77 ")
    assert exhibit.holder == other.name
    assert exhibit.open_discrepancies == 0
    assert Entry.objects.filter(event="handover.code_failed").count() == 2


def test_five_wrong_codes_close_the_code_but_not_the_hand_over():
    one, other = evidence.custodian(), evidence.custodian()
    exhibit = evidence.exhibit(one)
    _, code = custody.hand_over(exhibit, to=other, reason="x", by=one)
    for _ in range(5):
        with pytest.raises(custody.WrongCodeError):
            custody.receive(exhibit, by=other, code="WRONG")
    with pytest.raises(custody.WrongCodeError):
        custody.receive(exhibit, by=other, code=code)
    custody.receive(exhibit, by=other)
    assert exhibit.holder == other.name


def test_a_receipt_after_72_hours_stays_a_discrepancy():
    one, other = evidence.custodian(), evidence.custodian()
    early = timezone.now() - timedelta(hours=80)
    exhibit = evidence.exhibit(one, at=early)
    _, code = custody.hand_over(exhibit, to=other, reason="x", by=one, at=early)
    custody.receive(exhibit, by=other, at=early + timedelta(hours=1), code=code)
    assert exhibit.open_discrepancies == 1


def test_a_seal_is_used_once_on_the_whole_node():
    evidence.exhibit(seal="SL-9")
    with pytest.raises(refusals.SealUsedError, match="E000001"):
        evidence.exhibit(seal="SL-9")
    by = evidence.custodian()
    exhibit = evidence.exhibit(by, seal="")
    with pytest.raises(refusals.SealUsedError):
        custody.put_seal(exhibit, seal="SL-9", by=by)
    assert exhibit.custody.count() == 1


def test_parts_and_samples_are_exhibits_of_their_own():
    by = evidence.custodian()
    exhibit = evidence.exhibit(by, seal="")
    custody.split(exhibit, quantities=[kg(4), kg(2)], reason="two courts", by=by)
    custody.sample(exhibit, quantity=kg("0.5"), by=by)
    rows = {row.number: row for row in Exhibit.objects.all()}
    assert rows["E000001"].present == Decimal(6)
    assert rows["E000001.1"].present == Decimal(4)
    assert rows["E000001.3"].sort == "sample"
    assert rows["E000001.3"].incident == exhibit.incident
    part = rows["E000001.1"]
    custody.put_seal(part, seal="SL-77", by=by)
    assert entering.state_of(exhibit).exhibits["E000001.1"].seal == "SL-77"


def test_a_stale_page_does_not_enter_anything():
    by = evidence.custodian()
    exhibit = evidence.exhibit(by)
    seen = exhibit.version
    custody.move(exhibit, place=evidence.place(), by=by)
    with pytest.raises(entering.ChangedMeanwhileError):
        custody.move(exhibit, place=evidence.place(), by=by, seen=seen)


def test_a_time_to_come_is_refused():
    by = evidence.custodian()
    exhibit = evidence.exhibit(by)
    with pytest.raises(entering.AheadOfTimeError):
        custody.move(exhibit, place=evidence.place(), by=by, at=timezone.now() + timedelta(hours=1))


def test_a_refused_move_leaves_no_trace():
    by = evidence.custodian()
    exhibit = evidence.exhibit(by)
    entries = Entry.objects.count()
    with pytest.raises(CustodyRefusal):
        custody.split(exhibit, quantities=[kg(1)], reason="x", by=by)
    assert (Entry.objects.count(), exhibit.custody.count(), Exhibit.objects.count()) == (entries, 1, 1)


@pytest.mark.parametrize("role", ["data_officer", "analyst", "prosecutor", "administrator"])
def test_custody_is_entered_by_those_who_may(role):
    with pytest.raises(PermissionDenied):
        evidence.exhibit(accounts.person(role))


def test_a_laboratory_answers():
    custodian, examiner = evidence.custodian(), accounts.person("examiner")
    exhibit = evidence.exhibit(custodian, seal="")
    asked = laboratory.send(
        exhibit, laboratory="National DNA", method="dna_species", question="Which species?", by=custodian
    )
    answer = {
        "report": "R 12/2025",
        "reported_on": date(2025, 3, 4),
        "examiner": "Dr Okoye",
        "conclusion": "Manis javanica",
        "strength": "identifies",
    }
    with pytest.raises(PermissionDenied):
        laboratory.answer(asked, **answer, by=custodian)
    laboratory.answer(asked, **answer, consumed=kg("0.5"), by=examiner)
    laboratory.answer(asked, **{**answer, "report": "R 13/2025"}, by=examiner)
    exhibit.refresh_from_db()
    assert exhibit.present == Decimal(12)
    assert [result.report for result in asked.results.all()] == ["R 12/2025", "R 13/2025"]


def test_disposal_needs_an_order_and_somebody_of_another_agency():
    by = evidence.custodian(agency=accounts.agency())
    exhibit = evidence.exhibit(by)
    order = {
        "order": "D 7/2025",
        "ordered_by": "District court",
        "ordered_on": date(2025, 3, 4),
        "manner": "destroyed",
        "witness": "W. Lee",
    }
    with pytest.raises(approvals.NeedsApprovalError):
        disposing.dispose(exhibit, by=by, **order)
    asked = approvals.ask(disposing.ACTION, disposing.asked(exhibit, **order), by=by, reason="ordered")
    colleague = accounts.person("supervisor", agency=by.agency)
    with pytest.raises(approvals.ApproverError):
        approvals.decide(asked, approve=True, by=colleague)
    approvals.decide(asked, approve=True, by=accounts.person("supervisor", agency=accounts.agency()))
    with pytest.raises(approvals.NeedsApprovalError):
        disposing.dispose(exhibit, by=by, **{**order, "manner": "sale"})
    disposing.dispose(exhibit, by=by, **order)
    assert exhibit.where == "disposed"
    with pytest.raises(refusals.DisposedError):
        custody.check(exhibit, by=by)


def test_what_changed_since_it_was_approved_is_not_disposed_of():
    by = evidence.custodian(agency=accounts.agency())
    exhibit = evidence.exhibit(by)
    order = {
        "order": "D 8/2025",
        "ordered_by": "District court",
        "ordered_on": date(2025, 3, 4),
        "manner": "destroyed",
        "witness": "W. Lee",
    }
    asked = approvals.ask(disposing.ACTION, disposing.asked(exhibit, **order), by=by, reason="ordered")
    approvals.decide(asked, approve=True, by=accounts.person("supervisor", agency=accounts.agency()))
    custody.move(exhibit, place=evidence.place(), by=by)
    with pytest.raises(approvals.NeedsApprovalError):
        approvals.carry_out(asked, by=by)
    exhibit.refresh_from_db()
    assert exhibit.where == "in_custody"


def test_a_stock_take_says_what_is_not_there():
    by = evidence.custodian()
    place = evidence.place()
    seen, other, gone = (evidence.exhibit(by, place=place) for _ in range(3))
    taken = keeping.begin_stock_take(place, by=by)
    assert taken.expected == 3
    assert keeping.look_at(taken, seen, seal=seen.seal, by=by).agrees
    assert not keeping.look_at(taken, other, seal="SL-000", by=by).agrees
    assert keeping.finish_stock_take(taken, by=by) == 1
    gone.refresh_from_db()
    assert gone.open_discrepancies == 1
    with pytest.raises(keeping.FinishedError):
        keeping.look_at(taken, seen, by=by)


def test_the_care_book_is_of_live_animals():
    by = evidence.custodian()
    animals = evidence.exhibit(by, sort="live", seal="", quantity=Quantity(Decimal(3), "NAR"))
    keeping.care_for(animals, kind="fed", animals=3, note="termites", by=by)
    with pytest.raises(ValueError, match="live"):
        keeping.care_for(evidence.exhibit(by), kind="fed", by=by)
    assert animals.care.get().animals == 3


def test_a_file_is_sealed_once_an_exhibit():
    by = evidence.custodian()
    exhibit = evidence.exhibit(by)
    file = taking_in.seal_file(exhibit, io.BytesIO(b"photo"), "../DCIM\\IMG_1.jpg", by=by, device="Camera 4")
    assert file.kept_name == "IMG_1.jpg"
    assert file.sha256 == hashlib.sha256(b"photo").hexdigest()
    with pytest.raises(taking_in.KnownFileError):
        taking_in.seal_file(exhibit, io.BytesIO(b"photo"), "again.jpg", by=by)
    taking_in.seal_file(evidence.exhibit(by), io.BytesIO(b"photo"), "same.jpg", by=by)
    assert SealedFile.objects.count() == 2


def test_hashing_again_finds_what_was_changed_and_what_is_gone(store_folder):
    by = evidence.custodian()
    exhibit = evidence.exhibit(by)
    files = [taking_in.seal_file(exhibit, io.BytesIO(bytes([n]) * 99), f"{n}", by=by) for n in range(3)]
    assert keeping.rehash() == (3, [])
    paths = [store_folder / "evidence" / file.sha256[:2] / file.sha256 for file in files]
    paths[0].unlink()
    paths[1].chmod(0o600)
    paths[1].write_bytes(b"x" * 99)
    _, altered = keeping.rehash()
    assert {file.pk for file in altered} == {files[0].pk, files[1].pk}
    assert list(SealedFile.objects.filter(is_sound=True)) == [files[2]]


def test_every_file_has_its_turn_in_thirty_nights():
    by = evidence.custodian()
    exhibit = evidence.exhibit(by)
    for number in range(40):
        taking_in.seal_file(exhibit, io.BytesIO(b"%d" % number), "f", by=by)
    read = [keeping.rehash(part=part)[0] for part in range(30)]
    assert sum(read) == 40
    assert max(read) < 15
