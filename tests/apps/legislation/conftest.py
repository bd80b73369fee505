"""The law of Singapore as records, kept by a legal officer, and pages opened by somebody."""

import pytest

from tests.factories import accounts, legislation


@pytest.fixture
def officer():
    return legislation.officer()


@pytest.fixture
def singapore(officer, settings):
    settings.COUNTRY = "SG"
    return legislation.law_of("SG", by=officer)


@pytest.fixture
def shown(client):
    """Open an address as a role; the text of the page."""

    def opened(address, role="reader", person=None, status=200, **data):
        client.force_login(person or accounts.person(role))
        answer = client.get(address, data)
        assert answer.status_code == status
        return answer.content.decode()

    return opened
