from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from saola.apps.journal import queries as journal
from saola.apps.journal.models import Entry
from saola.apps.seizures.actions import recording
from saola.apps.seizures.models import Incident
from tests.factories import accounts, seizures

pytestmark = pytest.mark.usefixtures("knowledge")


def test_recorded_seizure_keeps_the_words_beside_what_was_made_of_them():
    incident = seizures.incident(
        specimens=[
            seizures.specimen_draft(scientific_name="Phataginus tricuspis", reported_quantity="12,5 kg")
        ],
        reported={"date": "4 mai 2018"},
    )
    specimen = incident.specimens.get()
    assert (specimen.reported_name, specimen.taxon.name) == ("Phataginus tricuspis", "Manis tricuspis")
    assert (specimen.resolution, specimen.reported_quantity) == ("synonym", "12,5 kg")
    assert incident.reported == {"date": "4 mai 2018"}


@pytest.mark.parametrize(("on", "appendix"), [("2016-12-31", "II"), ("2017-01-02", "I")])
def test_appendix_is_that_of_the_day(on, appendix):
    incident = seizures.incident(on=on)
    specimen = incident.specimens.get()
    assert (specimen.appendix, specimen.outcome, incident.appendix) == (appendix, "yes", appendix)


def test_origin_of_a_split_listing_decides():
    ivory = {"scientific_name": "Loxodonta africana", "term": "TUS", "unit": "NAR"}
    from_kenya = seizures.incident(
        specimens=[seizures.specimen_draft(**ivory)], legs=[seizures.leg_draft(country="KE")]
    )
    unsaid = seizures.incident(specimens=[seizures.specimen_draft(**ivory)])
    assert from_kenya.specimens.get().possible == ["I"]
    assert unsaid.specimens.get().possible == ["I", "II"]
    assert unsaid.specimens.get().outcome == "unknown"


def test_name_that_is_not_settled_has_no_taxon_and_no_appendix():
    incident = seizures.incident(specimens=[seizures.specimen_draft(scientific_name="Xyzzy plugh")])
    specimen = incident.specimens.get()
    assert (specimen.taxon, specimen.appendix, specimen.outcome) == (None, "", "unknown")
    assert specimen.resolution == "unknown"


def test_common_name_narrows_a_higher_taxon_and_never_overrules_a_species():
    narrowed = seizures.incident(
        specimens=[seizures.specimen_draft(scientific_name="Manidae", common_name="Sunda pangolin")]
    )
    kept = seizures.incident(
        specimens=[seizures.specimen_draft(scientific_name="Manis javanica", common_name="African elephant")]
    )
    assert narrowed.specimens.get().taxon.name == "Manis javanica"
    assert kept.specimens.get().taxon.name == "Manis javanica"


def test_quantity_is_brought_to_the_standard_unit_and_the_reported_one_stays():
    incident = seizures.incident(specimens=[seizures.specimen_draft(quantity=Decimal("500"), unit="GRM")])
    specimen = incident.specimens.get()
    assert (specimen.quantity, specimen.unit) == (Decimal("500"), "GRM")
    assert (specimen.standard_quantity, specimen.standard_unit) == (Decimal("0.5"), "KGM")


def test_quantity_that_cannot_be_converted_has_no_standard_one():
    incident = seizures.incident(specimens=[seizures.specimen_draft(quantity=Decimal("3"), unit="BAG")])
    assert incident.specimens.get().standard_quantity is None


def test_list_shows_every_group_once_and_the_strictest_appendix():
    incident = seizures.incident(
        specimens=[
            seizures.specimen_draft(scientific_name="Crocodylus porosus", term="SKI", unit="NAR"),
            seizures.specimen_draft(),
            seizures.specimen_draft(term="MEA"),
        ],
        legs=[seizures.leg_draft(country="AU")],
    )
    assert incident.groups == ",crocodiles,pangolins,"
    assert (incident.appendix, incident.specimen_count) == ("I", 3)


def test_seizure_without_a_day_keeps_its_precision():
    incident = seizures.incident(on="2018")
    assert (incident.seized_on, str(incident.first_day), str(incident.last_day)) == (
        "2018",
        "2018-01-01",
        "2018-12-31",
    )


def test_reader_records_nothing_and_the_journal_says_nothing():
    with pytest.raises(PermissionDenied):
        seizures.incident(by=accounts.person("reader"))
    assert not Incident.objects.exists()
    assert not Entry.objects.exists()


def test_recording_is_one_entry_of_the_journal():
    incident = seizures.incident()
    assert [entry.event for entry in journal.history(incident)] == ["seizure.recorded"]
    assert journal.verify().holds


def test_seizure_is_held_back_only_for_a_reason():
    incident, officer = seizures.incident(), accounts.person()
    with pytest.raises(ValueError, match="reason"):
        recording.hold_back(incident, reason="  ", by=officer)
    recording.hold_back(incident, reason="open operation", by=officer)
    incident.refresh_from_db()
    assert incident.is_held_back
    assert incident not in Incident.objects.reportable()


def test_two_officers_who_change_the_same_seizure_both_know():
    incident, officer = seizures.incident(), accounts.person()
    seen_by_another = Incident.objects.get(pk=incident.pk)
    recording.hold_back(incident, reason="open operation", by=officer)
    with pytest.raises(recording.ChangedMeanwhileError):
        recording.hold_back(seen_by_another, reason="something else", by=officer)
    incident.refresh_from_db()
    assert incident.held_back_reason == "open operation"


def test_change_bears_a_later_stamp():
    incident = seizures.incident()
    before = incident.stamp
    recording.hold_back(incident, reason="open operation", by=accounts.person())
    incident.refresh_from_db()
    assert incident.stamp > before


def test_database_itself_refuses_a_place_off_the_globe():
    incident = seizures.incident()
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(latitude=95, longitude=0)


def test_who_may_not_read_sees_no_seizure():
    seizures.incident()
    assert Incident.objects.visible_to(accounts.person("reader")).count() == 1
    assert Incident.objects.visible_to(accounts.person("administrator")).count() == 0
    assert Incident.objects.visible_to(None).count() == 0


def test_quantity_of_an_unknown_unit_is_not_a_number_of_animals():
    incident = seizures.incident(specimens=[seizures.specimen_draft(quantity=Decimal("3"), unit="")])
    assert incident.specimens.get().standard_quantity is None


def test_scientific_name_in_no_list_is_not_settled_by_the_common_name_beside_it():
    incident = seizures.incident(
        specimens=[seizures.specimen_draft(scientific_name="Xyzzy plugh", common_name="Sunda pangolin")]
    )
    assert incident.specimens.get().taxon is None


def test_common_name_alone_settles():
    incident = seizures.incident(
        specimens=[seizures.specimen_draft(scientific_name="", common_name="Sunda pangolin")]
    )
    assert incident.specimens.get().taxon.name == "Manis javanica"
