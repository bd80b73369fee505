"""Catalogue 7 beyond accounts: what belongs to others, named in addresses, in forms and beside a question mark.

Evidence of a seizure that is held close, other people's sessions, keys, selections and matched names: each is answered
byte for byte as one that is not there.
"""

import io
from statistics import median
from time import perf_counter
from uuid import uuid4

import pytest

from saola.apps.accounts.signing_in.models import OpenSession, SecurityKey
from saola.apps.evidence.actions import keeping, laboratory, taking_in
from saola.apps.evidence.models import Exhibit, LaboratoryRequest, SealedFile
from saola.apps.seizures.models import SavedSelection
from tests.factories import access, accounts, evidence
from tests.factories.seizures import incident
from tests.factories.worlds import said

pytestmark = pytest.mark.django_db
NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def world(knowledge, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    viewer = accounts.person("evidence_custodian")
    access.grant(viewer, "examiner")
    access.grant(viewer, "data_officer")
    access.grant(viewer, "supervisor")
    other = evidence.custodian()
    shut = evidence.exhibit(other, seal="")
    taking_in.seal_file(shut, io.BytesIO(b"a page"), name="page.txt", by=other)
    shut.refresh_from_db()
    asked, *_ = _asked(shut, other)
    kept = access.compartment(other, code="heron")
    access.place(shut.incident, kept)
    access.place(shut, kept)
    place = evidence.place(other)
    return {
        "viewer": viewer,
        "exhibit": shut.number,
        "seizure": shut.incident.number,
        "file": SealedFile.objects.get(exhibit=shut).pk,
        "request": asked.number,
        "stock_take": keeping.begin_stock_take(place, by=viewer).pk,
        "session": OpenSession.objects.create(person=other, digest="d" * 64, standing="x").pk,
        "key": SecurityKey.objects.create(
            person=other, name="k", host="h", credential_id="c", credential=""
        ).pk,
        "selection": SavedSelection.objects.create(person=other, name="theirs", query="").pk,
        "seen": evidence.exhibit(viewer, incident=incident(), seal="").number,
    }


def _asked(exhibit, by):
    laboratory.send(
        exhibit, laboratory="National laboratory", method="dna_species", question="Which species?", by=by
    )
    return LaboratoryRequest.objects.filter(exhibit=exhibit)


def named(world):
    """Method, address, fields, the name of what is there and belongs to others, and one of what is not there."""
    exhibit, absent = world["exhibit"], "E999999"
    bundle = {"purpose": "Case 7", "step": "choose"}
    return [
        ("get", "/evidence/{}/", {}, exhibit, absent),
        ("get", "/evidence/{}/label/", {}, exhibit, absent),
        ("get", "/evidence/{}/do/seal/", {}, exhibit, absent),
        ("post", "/evidence/{}/do/seal/", {"seal": "SL-1", "seen": "1"}, exhibit, absent),
        ("post", "/evidence/{}/do/hand-over/", {"to": "1", "reason": "x", "seen": "1"}, exhibit, absent),
        ("get", "/evidence/of-seizure/{}/", {}, world["seizure"], "S999999"),
        ("get", "/evidence/files/{}/", {}, world["file"], 999999),
        ("get", "/evidence/pictures/{}/", {}, world["file"], 999999),
        ("get", "/evidence/requests/{}/result/", {}, world["request"], "L999999"),
        ("post", "/evidence/requests/{}/result/", {"findings": "x"}, world["request"], "L999999"),
        ("get", "/seizures/{}/sheet.pdf", {}, world["seizure"], "S999999"),
        ("get", "/seizures/{}/", {}, world["seizure"], "S999999"),
        ("get", "/accounts/access/of/exhibit/{}/", {}, exhibit, absent),
        ("post", "/accounts/access/of/exhibit/{}/", {"held": "1"}, exhibit, absent),
        ("post", "/accounts/own/sessions/{}/end/", {}, world["session"], NOWHERE),
        ("post", "/accounts/own/keys/{}/remove/", {}, world["key"], NOWHERE),
        ("post", "/seizures/selections/{}/forget/", {}, world["selection"], 999999),
        ("get", "/species/names/{}/", {}, uuid4(), NOWHERE),
        ("post", "/evidence/bundles/", {**bundle, "exhibits": "{}"}, exhibit, absent),
        ("post", "/evidence/bundles/", {**bundle, "exhibits": world["seen"] + " {}"}, exhibit, absent),
        ("post", "/evidence/bundles/", {**bundle, "exhibits": "{}", "step": "make"}, exhibit, absent),
        ("post", "/evidence/take-in/", {"seizure": "{}", "description": "x"}, world["seizure"], "S999999"),
        ("post", f"/evidence/stock-takes/{world['stock_take']}/", {"exhibit": "{}"}, exhibit, absent),
        ("get", "/evidence/take-in/?seizure={}", {}, world["seizure"], "S999999"),
        ("get", "/evidence/bundles/?exhibits={}", {}, exhibit, absent),
        ("get", "/evidence/?q={}", {}, exhibit, absent),
        ("get", "/search/?q={}", {}, world["seizure"], "S999999"),
        ("get", "/seizures/?q={}", {}, world["seizure"], "S999999"),
        ("get", "/api/v1/seizures?q={}", {}, world["seizure"], "S999999"),
        ("get", "/api/v1/seizures/{}", {}, world["seizure"], "S999999"),
    ]


def ask(client, method, address, fields, name):
    filled = {key: value.replace("{}", str(name)) for key, value in fields.items()}
    address = address.replace("{}", str(name))
    answer = getattr(client, method)(address, filled) if method == "post" else client.get(address)
    shown = client.get(answer["Location"]) if answer.status_code == 302 else answer
    long = [str(name)] if len(str(name)) > 3 else []  # a short one stands in other places too
    return answer.status_code, said(shown, address, *long)


def test_what_belongs_to_others_is_missed_in_the_same_words_and_time(client, world, times, tell):
    client.force_login(world["viewer"])
    before = Exhibit.objects.count()
    rounds, slower, different = times(3), [], []
    tried = named(world)
    for method, address, fields, foreign, absent in tried:
        took = {str(foreign): [], str(absent): []}
        for _ in range(rounds):
            answers = {}
            for name in (foreign, absent):
                since = perf_counter()
                answers[name] = ask(client, method, address, fields, name)
                took[str(name)].append(perf_counter() - since)
            if answers[foreign] != answers[absent]:
                different.append((method, address, fields, answers[foreign][0], answers[absent][0]))
                break
        slower.append(1000 * abs(median(took[str(foreign)]) - median(took[str(absent)])))
    assert different == []
    assert Exhibit.objects.count() == before
    assert OpenSession.objects.get(pk=world["session"]).ended_at is None
    assert SecurityKey.objects.filter(pk=world["key"]).exists()
    assert SavedSelection.objects.filter(pk=world["selection"]).exists()
    result = f"0 leaks, bodies alike; times differ by {median(slower):.2f} ms in the median, {max(slower):.2f} at most"
    tell(7, "what belongs to others, in addresses, bodies and questions", len(tried), result, rounds)
