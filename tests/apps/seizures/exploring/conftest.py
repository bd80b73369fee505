"""A handful of seizures that differ in everything one can choose by."""

from decimal import Decimal

import pytest

from saola.apps.seizures.actions import recording
from tests.factories import accounts
from tests.factories.seizures import incident, leg_draft, specimen_draft


@pytest.fixture
def data(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    return tmp_path


@pytest.fixture
def analyst(db):
    return accounts.person("analyst")


@pytest.fixture
def seizures(knowledge, data) -> dict:
    """Scales by sea from Nigeria, a parrot by mail, ivory held back without a date, a name nobody knows."""
    customs = accounts.agency(code="customs", name="Customs")
    officer = accounts.person("data_officer", agency=customs)
    made = {
        "scales": incident(
            by=officer,
            on="2021-03-04",
            reference="CU/1",
            agency_code="customs",
            transport="sea_container",
            concealment=("luggage",),
            latitude=10.3,
            longitude=107.1,
            value=Decimal(900),
            currency="USD",
            legs=[leg_draft("origin", "NG"), leg_draft("destination", "CN", is_actual=False)],
            specimens=[
                specimen_draft(quantity=Decimal(1200)),
                specimen_draft(
                    scientific_name="Panthera tigris", term="SKI", quantity=Decimal(2), unit="NAR"
                ),
            ],
        ),
        "parrot": incident(
            by=officer,
            on="2021-07",
            reference="=HYPERLINK(1)",
            transport="mail",
            specimens=[
                specimen_draft(
                    scientific_name="Psittacus erithacus", term="LIV", quantity=Decimal(3), unit="NAR"
                )
            ],
        ),
        "ivory": incident(
            by=officer,
            on="",
            country="TH",
            specimens=[
                specimen_draft(scientific_name="Loxodonta africana", term="TUS", quantity=None, unit="")
            ],
        ),
        "unknown": incident(by=officer, on="2020", specimens=[specimen_draft(scientific_name="Xyzzy plugh")]),
    }
    recording.hold_back(made["ivory"], reason="before the court", by=officer)
    return made
