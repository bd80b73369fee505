"""The pages of evidence: what each shows, what each refuses, and what is told to the journal before it leaves."""

import io
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from saola.apps.evidence.actions import custody, keeping, laboratory, taking_in
from saola.apps.evidence.models import Derivative, Exhibit, StockTake
from saola.apps.journal.models import Entry
from saola.apps.quarantine import quotas
from saola.core.values import Quantity
from tests.factories import accounts, evidence, seizures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]


@pytest.fixture
def custodian(client):
    person = evidence.custodian(agency=accounts.agency())
    client.force_login(person)
    return person


@pytest.fixture
def fresh(monkeypatch):
    """As if the second factor had just been given; that it is asked for, the tests of signing in show."""
    from saola.apps.accounts.signing_in import freshness
    from saola.apps.evidence.views import exhibits

    for place in (freshness, exhibits):
        monkeypatch.setattr(place, "is_fresh", lambda request: True)


def url(name, *args):
    return reverse(f"evidence:{name}", args=args)


def act(client, exhibit, name, **words):
    exhibit.refresh_from_db()
    return client.post(url("act", exhibit.number, name), {"seen": exhibit.version, **words})


def test_the_list_says_where_everything_is(client, custodian):
    exhibit = evidence.exhibit(custodian, place=evidence.place(name="Cold room"))
    page = client.get(url("list")).content.decode()
    assert exhibit.number in page
    assert "Cold room" in page
    assert exhibit.seal in page


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 2), ("where=on_its_way", 1), ("open=1", 1), ("held=me", 2), ("for=me", 0), ("q=E000002", 1)],
)
def test_the_list_is_narrowed(client, custodian, query, count):
    """A hand-over that still has its time is no disagreement."""
    custody.check(evidence.exhibit(custodian), seal="SL-OTHER", by=custodian)
    custody.hand_over(evidence.exhibit(custodian), to=evidence.custodian(), reason="x", by=custodian)
    assert client.get(f"{url('list')}?{query}").context["count"] == count


@pytest.mark.parametrize("role", ["analyst", "reader", "administrator"])
def test_evidence_does_not_exist_for_other_roles(client, role):
    exhibit = evidence.exhibit()
    client.force_login(accounts.person(role))
    for address in (
        url("list"),
        url("exhibit", exhibit.number),
        url("label", exhibit.number),
        url("bundles"),
    ):
        assert client.get(address).status_code == 404
    assert "Evidence" not in client.get("/").content.decode()


def test_a_hidden_exhibit_is_missed_like_an_absent_one(client, custodian):
    hidden = evidence.exhibit()
    hidden.incident.agency = accounts.agency()
    hidden.incident.is_agency_only = True
    hidden.incident.save()
    one = client.get(url("exhibit", hidden.number))
    other = client.get(url("exhibit", "E999999"))
    assert one.status_code == other.status_code == 404
    tokens = [re.sub(rb'(Token": "|value=")\w{64}', b"", page.content) for page in (one, other)]
    assert tokens[0] == tokens[1].replace(b"E999999", hidden.number.encode())


def test_an_exhibit_is_told_to_the_journal_before_it_is_shown(client, custodian, monkeypatch):
    exhibit = evidence.exhibit(custodian)
    client.get(url("exhibit", exhibit.number))
    told = Entry.objects.filter(event="record.seen").latest("seq")
    assert told.object_id == str(exhibit.pk)

    def broken(*args, **words):
        raise OSError("the journal cannot be written")

    monkeypatch.setattr("saola.apps.evidence.views.opening.note_read", broken)
    with pytest.raises(OSError, match="journal"):
        client.get(url("exhibit", exhibit.number))


def test_an_exhibit_is_taken_in_on_a_page(client, custodian):
    incident = seizures.incident()
    words = {
        "seizure": incident.number,
        "description": "Two tusks in sacking",
        "sort": "specimen",
        "amount": "2",
        "unit": "NAR",
        "seal": "SL-5",
    }
    answer = client.post(url("take-in"), words)
    exhibit = Exhibit.objects.get()
    assert answer.url == url("exhibit", exhibit.number)
    assert exhibit.holder == custodian.name
    again = client.post(url("take-in"), {**words, "amount": "1"})
    assert "SL-5" in again.content.decode()
    assert Exhibit.objects.count() == 1


def test_a_seizure_that_is_not_seen_takes_nothing_in(client, custodian):
    words = {"seizure": "S999999", "description": "x", "sort": "specimen", "amount": "2", "unit": "NAR"}
    assert client.post(url("take-in"), words).status_code == 200
    assert not Exhibit.objects.exists()


def test_a_hand_over_is_confirmed_by_the_other_signed_in(client, custodian):
    other = accounts.person("examiner")
    exhibit = evidence.exhibit(custodian)
    act(client, exhibit, "hand-over", to=other.pk, reason="examination")
    page = client.get(url("exhibit", exhibit.number))
    assert "custody-chain__link--gap" in page.content.decode()
    assert act(client, exhibit, "receive", seal=exhibit.seal).status_code == 302
    exhibit.refresh_from_db()
    assert exhibit.where == "on_its_way"
    client.force_login(other)
    assert client.get(url("list")).context["mine"] == 1
    act(client, exhibit, "receive", seal=exhibit.seal, amount="12.5")
    exhibit.refresh_from_db()
    assert (exhibit.where, exhibit.holder, exhibit.open_discrepancies) == ("in_custody", other.name, 0)


def test_a_wrong_code_is_said_at_the_form(client, custodian):
    exhibit = evidence.exhibit()
    holder = accounts.Person.objects.get(name=exhibit.holder)
    custody.hand_over(exhibit, to=custodian, reason="x", by=holder)
    answer = act(client, exhibit, "receive", code="WRONG")
    assert "not the code" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "words", "kind"),
    [
        ("replace-seal", {"new_seal": "SL-R1", "reason": "torn", "witness": "W. Lee"}, "seal_replaced"),
        ("open-seal", {"reason": "to weigh", "witness": "W. Lee"}, "seal_opened"),
        ("laboratory", {"laboratory": "DNA", "method": "dna_species", "question": "?"}, "sent_to_laboratory"),
        ("court", {"court": "High court", "case": "7/2025"}, "put_on_display"),
        ("check", {"seal": "SL-X"}, "checked"),
        ("correct", {"entry": "1", "says": "weighed wet"}, "corrected"),
    ],
)
def test_an_act_is_entered_through_its_form(client, custodian, name, words, kind):
    exhibit = evidence.exhibit(custodian)
    assert client.get(url("act", exhibit.number, name)).status_code == 200
    assert act(client, exhibit, name, **words).status_code == 302
    assert exhibit.custody.order_by("number").last().kind == kind
    assert client.get(url("exhibit", exhibit.number)).status_code == 200


def test_an_unsealed_exhibit_is_split_sampled_and_sealed(client, custodian):
    exhibit = evidence.exhibit(custodian, seal="")
    act(client, exhibit, "split", parts="4.5 2", reason="two courts", remaining="5.9")
    act(client, exhibit, "sample", amount="5", unit="GRM", method="by hand")
    act(client, exhibit, "seal", seal="SL-N1")
    exhibit.refresh_from_db()
    assert exhibit.present == Decimal(6)
    assert exhibit.open_discrepancies == 1
    assert exhibit.parts.count() == 3


def test_what_cannot_be_done_now_is_not_offered_and_not_done(client, custodian):
    exhibit = evidence.exhibit(custodian)
    late = client.get(url("act", exhibit.number, "split"))
    assert late.headers["Location"] == url("exhibit", exhibit.number)
    act(client, exhibit, "split", parts="1", reason="x")
    act(client, exhibit, "nonsense")
    assert exhibit.custody.count() == 1


def test_a_stale_page_enters_nothing(client, custodian):
    exhibit = evidence.exhibit(custodian)
    custody.check(exhibit, by=custodian)
    answer = client.post(url("act", exhibit.number, "check"), {"seen": 1, "seal": "SL-Y"}, follow=True)
    assert "meanwhile" in answer.content.decode()
    assert exhibit.custody.count() == 2


def test_a_photograph_is_sealed_and_shown_as_a_copy(client, custodian):
    exhibit = evidence.exhibit(custodian)
    drawn = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 120, 90)).save(drawn, "JPEG")
    upload = SimpleUploadedFile("IMG 7.jpg", drawn.getvalue())
    act(client, exhibit, "file", file=upload, device="Camera 4", clock_offset="-30")
    file = exhibit.files.get()
    copy = Derivative.objects.get()
    assert client.get(url("exhibit", exhibit.number)).status_code == 200
    taken = client.get(url("original", file.pk))
    assert b"".join(taken.streaming_content) == drawn.getvalue()
    assert taken["Content-Disposition"] == 'attachment; filename="IMG 7.jpg"'
    assert "sandbox" in taken["Content-Security-Policy"]
    seen = client.get(url("picture", copy.pk))
    assert seen["Content-Type"] == copy.media_type
    b"".join(seen.streaming_content)


def test_files_beyond_the_days_quota_are_not_sealed(client, custodian, monkeypatch):
    monkeypatch.setattr(quotas, "EVIDENCE", quotas.Quota("evidence", 1, 1_000))
    exhibit = evidence.exhibit(custodian)
    act(client, exhibit, "file", file=SimpleUploadedFile("one.txt", b"one"))
    answer = act(client, exhibit, "file", file=SimpleUploadedFile("two.txt", b"two"))
    assert "You handed in 1 files" in answer.content.decode()
    assert [file.kept_name for file in exhibit.files.all()] == ["one.txt"]


def test_files_of_a_hidden_exhibit_are_not_there(client, custodian):
    hidden = evidence.exhibit()
    holder = accounts.Person.objects.get(name=hidden.holder)
    file = taking_in.seal_file(hidden, io.BytesIO(b"secret"), "a.txt", by=holder)
    hidden.incident.agency = accounts.agency()
    hidden.incident.is_agency_only = True
    hidden.incident.save()
    assert client.get(url("original", file.pk)).status_code == 404


def test_labels_carry_a_code(client, custodian):
    exhibit = evidence.exhibit(custodian)
    page = client.get(url("label", exhibit.number)).content.decode()
    assert "<svg" in page
    assert exhibit.number in page


def test_a_stock_take_is_done_on_its_page(client, custodian):
    place = evidence.place()
    here, gone = (evidence.exhibit(custodian, place=place) for _ in range(2))
    client.post(url("begin-stock-take", place.code))
    taken = StockTake.objects.get()
    page = url("stock-take", taken.pk)
    client.post(page, {"exhibit": here.number, "seal": here.seal, "found": "yes"})
    client.post(page, {"exhibit": here.number, "seal": here.seal, "found": "yes"})
    client.post(page, {"exhibit": "E777", "found": "yes"})
    assert taken.lines.count() == 1
    client.post(url("finish-stock-take", taken.pk))
    gone.refresh_from_db()
    assert gone.open_discrepancies == 1
    assert client.get(page).status_code == 200
    assert client.get(url("places")).status_code == 200


def test_a_place_is_added(client, custodian):
    client.post(url("places"), {"code": "cold", "name": "Cold room", "kind": "freezer"})
    assert "Cold room" in client.get(url("places")).content.decode()


def test_a_result_is_written_down_by_an_examiner(client, custodian):
    exhibit = evidence.exhibit(custodian)
    asked = laboratory.send(exhibit, laboratory="DNA", method="dna_species", question="?", by=custodian)
    assert client.get(url("result", asked.number)).status_code == 404
    client.force_login(accounts.person("examiner"))
    words = {
        "report": "R1",
        "reported_on": "2025-03-04",
        "examiner": "Dr Okoye",
        "conclusion": "It is.",
        "strength": "identifies",
    }
    wrong = client.post(url("result", asked.number), {**words, "species": "Nonsense nonsense"})
    assert "Check the spelling" in wrong.content.decode()
    client.post(url("result", asked.number), {**words, "species": "Manis javanica", "amount": "0.1"})
    assert asked.results.get().taxon.name == "Manis javanica"
    assert "Manis javanica" in client.get(url("exhibit", exhibit.number)).content.decode()


def test_the_care_book_is_kept(client, custodian):
    animals = evidence.exhibit(custodian, sort="live", seal="", quantity=Quantity(Decimal(3), "NAR"))
    act(client, animals, "care", kind="fed", animals="3", note="termites")
    assert "termites" in client.get(url("exhibit", animals.number)).content.decode()


def test_a_seizure_shows_its_exhibits(client, custodian):
    exhibit = evidence.exhibit(custodian)
    page = client.get(url("of-seizure", exhibit.incident.number)).content.decode()
    assert exhibit.number in page


def test_every_sweep_is_told(store_folder, custodian):
    import os

    from saola.apps.evidence import store

    orphan = store.path_of(store.keep(io.BytesIO(b"orphan")).sha256)
    os.utime(orphan, (0, 0))
    kept = taking_in.seal_file(evidence.exhibit(custodian), io.BytesIO(b"kept"), "k", by=custodian)
    os.utime(store.path_of(kept.sha256), (0, 0))
    assert keeping.sweep() == [orphan.name]
    assert Entry.objects.filter(event="evidence.swept").count() == 1
