"""The fictional country in the record: everything came through the door that people use."""

from datetime import date

import pytest

from saola.apps.accounts.models import Agency, Person
from saola.apps.accounts.roles import ROLES
from saola.apps.catalogue import actions as catalogue
from saola.apps.journal import queries as journal
from saola.apps.seizures.models import Batch, Incident, IssuedReport, Leg, Specimen
from saola.demo import country, happenings, places, registers

TODAY = date(2026, 11, 22)
INCIDENTS = 150


@pytest.fixture
def facts(db, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    catalogue.load_knowledge(by=None)
    return country.create(incidents=INCIDENTS, today=TODAY)


def test_create_records_what_the_agencies_wrote(facts):
    happened = happenings.imagine(seed=2013, incidents=INCIDENTS, today=TODAY)
    files = list(registers.write_files(happened, seed=2013, today=TODAY))
    assert facts["country"] == "Sorevane"
    assert facts["files"] == len(files) == Batch.objects.filter(state=Batch.State.RECORDED).count()
    assert facts["rows"] == sum(file.rows for file in files)
    assert facts["rows"] == facts["recorded"] + facts["duplicates"] + facts["refused"] + facts["blank"]
    spoilt = sum(file.spoilt for file in files)
    assert len(happened) - spoilt <= facts["incidents"] <= len(happened)
    assert Specimen.objects.count() == facts["recorded"]
    assert set(Incident.objects.values_list("country", flat=True)) == {places.COUNTRY}

    assert Agency.objects.count() == facts["agencies"] == 8
    assert set(Person.objects.values_list("role", flat=True)) == set(ROLES)
    assert not any(person.has_usable_password() for person in Person.objects.all())

    issued = IssuedReport.objects.order_by("year")
    assert [(report.year, report.version) for report in issued] == [(2023, 1), (2024, 1)]
    held = Incident.objects.filter(is_held_back=True)
    assert {incident.year for incident in held} == {2024, 2025}
    assert all(incident.held_back_reason for incident in held)

    resolved = Specimen.objects.exclude(taxon=None).count()
    assert resolved > 0.75 * Specimen.objects.count()
    assert Specimen.objects.filter(appendix="I").exists()
    assert Leg.objects.filter(country__in=places.NEIGHBOURS).exists()
    assert Incident.objects.exclude(latitude=None).count() > 0.7 * facts["incidents"]
    assert journal.verify().holds
