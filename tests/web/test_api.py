"""The API against its own description: whatever fits the description is answered as the description says."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from saola.apps.accounts import actions as accounts
from saola.apps.catalogue import actions as catalogue
from saola.apps.catalogue.models import Taxon
from tests.factories.accounts import person

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
DESCRIPTION = "/api/v1/openapi.json"


@pytest.fixture
def token(db, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    catalogue.load_knowledge(by=None)
    return accounts.issue_token(name="test", by=person("cites_officer"))[1]


@pytest.fixture
def one_connection():
    """The server itself is asked, and it ends connections after an answer; the test's transaction would go with it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def signed(token):
    return {"HTTP_AUTHORIZATION": f"Bearer {token}"}


def described(paths):
    schema = schemathesis.openapi.from_wsgi(DESCRIPTION, get_wsgi_application())
    return schema.include(path_regex=paths)


def test_every_answer_is_as_the_description_says(token, one_connection):
    schema = described("^/api/v1/(species|vocabularies)/")
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) == 4
    for operation in operations:

        @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @schemathesis_given(operation)
        def answered(case):
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)

        answered()


def schemathesis_given(operation):
    from hypothesis import given

    return given(case=operation.as_strategy())


def test_status_answers_the_worked_case(client, signed):
    url = "/api/v1/species/status?name=Manis javanica&on=2016-06-01"
    answer = client.get(url, **signed).json()
    assert (answer["outcome"], answer["appendix"], answer["chosen"]) == ("yes", ["II"], "II")
    assert answer["events"][0]["id"] == "manis-2000-II"


def test_status_of_a_day_that_does_not_exist_is_refused(client, signed):
    response = client.get("/api/v1/species/status?name=Manis&on=2017-02-31", **signed)
    assert response.status_code == 422
    assert "2017-02-31" in response.json()["detail"]


def test_match_gives_candidates_and_no_guess(client, signed):
    answer = client.get("/api/v1/species/match?q=Manis nonsensica", **signed).json()
    assert answer["is_to_species"] is False


def test_taxon_is_given_with_its_names(client, signed):
    taxon = Taxon.objects.get(name="Manis javanica")
    answer = client.get(f"/api/v1/species/{taxon.pk}", **signed).json()
    assert answer["lineage"][-1] == "Manis"
    assert "Sunda pangolin" in {name["name"] for name in answer["names"]}
    assert client.get("/api/v1/species/999999999", **signed).status_code == 404


def test_vocabulary_is_given_in_all_languages(client, signed):
    codes = client.get("/api/v1/vocabularies/purposes", **signed).json()
    assert all(set(code["labels"]) == {"ar", "en", "es", "fr", "ru", "zh"} for code in codes)


@pytest.mark.parametrize("path", ["species/match?q=Manis", "species/1", "vocabularies/terms"])
def test_nobody_is_answered_without_a_token(client, db, path):
    assert client.get(f"/api/v1/{path}").status_code == 401
    assert client.get(f"/api/v1/{path}", HTTP_AUTHORIZATION="Bearer saola_wrong").status_code == 401


def test_guide_describes_every_operation(client, db):
    client.force_login(person("reader"))
    page = client.get("/api/").content.decode()
    description = client.get(DESCRIPTION).json()
    assert all(path in page for path in description["paths"])
