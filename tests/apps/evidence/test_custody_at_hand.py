"""What a custodian meets with sacks and a phone in hand: several photographs, codes that are read, late pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saola.apps.evidence import labels, wording
from saola.apps.evidence.actions import custody, laboratory
from saola.apps.evidence.models import Exhibit, StockTake
from saola.core.custody import SealOpened
from tests.factories import accounts, evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]


@pytest.fixture
def custodian(client):
    person = evidence.custodian(agency=accounts.agency())
    client.force_login(person)
    return person


def url(name, *args):
    return reverse(f"evidence:{name}", args=args)


def act(client, exhibit, name, **words):
    exhibit.refresh_from_db()
    address = url("act", exhibit.number, name)
    return client.post(address, {"seen": exhibit.version, **words}, follow=True).content.decode()


def photographs(*contents):
    return [SimpleUploadedFile(f"{n}.bin", content) for n, content in enumerate(contents)]


def test_several_photographs_are_sealed_at_once(client, custodian):
    exhibit = evidence.exhibit(custodian)
    page = act(client, exhibit, "file", file=photographs(b"one", b"two", b"three"))
    assert exhibit.files.count() == 3
    for file in exhibit.files.all():
        assert file.sha256 in page


def test_of_several_the_known_one_is_named_and_the_others_are_sealed(client, custodian):
    exhibit = evidence.exhibit(custodian)
    act(client, exhibit, "file", file=photographs(b"one"))
    page = act(client, exhibit, "file", file=photographs(b"one", b"two"))
    assert "0.bin is sealed for this exhibit already." in page
    assert exhibit.files.count() == 2


def test_known_file_alone_is_refused_at_its_field(client, custodian):
    exhibit = evidence.exhibit(custodian)
    act(client, exhibit, "file", file=photographs(b"one"))
    assert "Nothing was added" in act(client, exhibit, "file", file=photographs(b"one"))
    assert "This field is required" in act(client, exhibit, "file")


def test_label_holds_a_whole_address(client, custodian, monkeypatch):
    drawn = []
    monkeypatch.setattr(labels, "drawn", lambda words: drawn.append(words) or "")
    exhibit = evidence.exhibit(custodian)
    client.get(url("label", exhibit.number))
    assert drawn == [f"http://testserver/evidence/{exhibit.number}/"]


@pytest.mark.parametrize("read", ["{}", " {} ", "/evidence/{}/", "https://saola.example/evidence/{}/"])
def test_a_stock_take_reads_the_number_and_the_code(client, custodian, read):
    place = evidence.place()
    exhibit = evidence.exhibit(custodian, place=place)
    client.post(url("begin-stock-take", place.code))
    taken = StockTake.objects.get()
    client.post(url("stock-take", taken.pk), {"exhibit": read.format(exhibit.number.lower()), "found": "yes"})
    assert taken.lines.get().exhibit == exhibit


def test_link_that_comes_too_late_says_so(client, custodian):
    exhibit = evidence.exhibit(custodian)
    assert exhibit.seal
    answer = client.get(url("act", exhibit.number, "split"), follow=True)
    assert answer.redirect_chain[-1][0] == url("exhibit", exhibit.number)
    assert "this cannot be done now" in answer.content.decode()


def test_act_that_somebody_may_never_do_does_not_exist(client, custodian):
    exhibit = evidence.exhibit(custodian)
    client.force_login(accounts.person("prosecutor", agency=custodian.agency))
    assert client.get(url("act", exhibit.number, "split")).status_code == 404


def test_word_that_is_no_quantity_is_named(client, custodian):
    exhibit = evidence.exhibit(custodian)
    custody.open_seal(exhibit, reason="to split it", witness="W", by=custodian)
    page = act(client, exhibit, "split", parts="0.5 half", reason="for the court")
    assert "“half” is no quantity" in page
    assert not exhibit.parts.exists()


def test_code_of_the_paper_form_is_not_shown_as_a_new_one(client, custodian):
    exhibit = evidence.exhibit(custodian)
    other = accounts.person("evidence_custodian", agency=custodian.agency)
    page = act(client, exhibit, "hand-over", to=other.pk, reason="to the port", code="HARBOUR-7731")
    assert "with the code on the paper form" in page
    assert "HARBOUR-7731" not in page


def test_what_is_at_a_laboratory_is_not_said_to_be_in_the_store(client, custodian):
    place = evidence.place(name="Cold room")
    exhibit = evidence.exhibit(custodian, place=place)
    assert list(Exhibit.objects.kept_in(place)) == [exhibit]
    laboratory.send(exhibit, laboratory="Lab", method="dna_species", question="Which?", by=custodian)
    assert not Exhibit.objects.kept_in(place).exists()
    kept = client.get(url("exhibit", exhibit.number)).context["page"].groups[1]["facts"][3]
    assert kept["label"] == "Kept in"
    assert kept["value"] is None


def test_strength_of_a_result_is_chosen_by_a_person(client, custodian):
    exhibit = evidence.exhibit(custodian)
    asked = laboratory.send(exhibit, laboratory="Lab", method="dna_species", question="Which?", by=custodian)
    client.force_login(accounts.person("examiner", agency=custodian.agency))
    said = {"report": "1", "reported_on": "2026-01-02", "examiner": "Dr X", "conclusion": "It is."}
    page = client.post(url("result", asked.number), said, follow=True).content.decode()
    assert "This field is required" in page
    assert not asked.results.exists()


def test_reason_that_a_person_wrote_gets_its_full_stop():
    opened = SealOpened(seal="S-1", reason="to weigh it", witness="Clerk")
    assert wording.sentences(opened, {}, {}) == ["Seal S-1 opened: to weigh it.", "Before Clerk."]
    asked = SealOpened(seal="S-1", reason="Is it wet?", witness="")
    assert wording.sentences(asked, {}, {}) == ["Seal S-1 opened: Is it wet?"]


def test_entries_that_stand_with_a_part_are_explained(client, custodian):
    exhibit = evidence.exhibit(custodian)
    sentence = "the numbers that are not here stand with the others"
    assert sentence not in client.get(url("exhibit", exhibit.number)).content.decode()
    custody.open_seal(exhibit, reason="to split it", witness="W", by=custodian)
    act(client, exhibit, "split", parts="0.5", reason="for the court")
    act(client, exhibit.parts.get(), "seal", seal="SL-PART")
    assert sentence in client.get(url("exhibit", exhibit.number)).content.decode()
