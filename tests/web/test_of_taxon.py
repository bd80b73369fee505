import pytest

from saola.apps.catalogue.models import Taxon
from tests.factories import accounts, seizures

pytestmark = pytest.mark.usefixtures("knowledge")


def page_of(client, role, name="Manis"):
    client.force_login(accounts.person(role))
    return client.get(f"/seizures/of-taxon/{Taxon.objects.get(name=name).pk}/")


def test_history_of_a_genus_bears_the_seizures_of_its_species(client):
    seizures.incident(on="2018-05-04")
    seizures.incident(on="2018-05-20")
    answer = page_of(client, "reader").content.decode()
    assert "2 seizures of it or of what belongs to it" in answer
    assert '"on": "2018-05-01", "count": 2' in answer


def test_taxon_without_seizures_says_so(client):
    assert "No seizure of it is recorded." in page_of(client, "reader").content.decode()


def test_page_does_not_exist_for_whom_seizures_do_not(client):
    assert page_of(client, "administrator").status_code == 404
