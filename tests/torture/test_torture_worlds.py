"""Two worlds that differ only in what a person may not see answer that person byte for byte alike.

``SAOLA_TORTURE=N``: how many hidden seizures are tried, one after another (the worlds grow apart with each).
"""

import random
from statistics import median
from time import perf_counter

import pytest

from saola.apps.seizures.models import Likeness
from tests.factories import access, accounts
from tests.factories.seizures import incident, leg_draft, specimen_draft
from tests.factories.worlds import said

pytestmark = pytest.mark.django_db
SEED = 2013
ADDRESSES = (
    "/",
    "/seizures/",
    "/seizures/?view=map",
    "/seizures/?view=charts",
    "/seizures/?view=totals",
    "/seizures/?sort=value&page=2",
    "/seizures/?group=pangolins",
    "/seizures/?q=hidden",
    "/seizures/?country=MY&role=origin",
    "/seizures/?name=unsettled",
    "/seizures/choose/",
    "/seizures/download/csv/",
    "/seizures/download/geojson/",
    "/seizures/likenesses/",
    "/seizures/files/",
    "/search/?q=hidden",
    "/search/?q=Manis",
    "/search/?q=Hai+Phong",
    "/reports/",
    "/reports/2018/",
    "/reports/2018/rows/",
    "/reports/2018/missing.csv",
    "/accounts/access/",
    "/accounts/access/lists/",
    "/accounts/access/approvals/",
    "/api/v1/seizures",
    "/api/v1/seizures?q=hidden",
    "/api/v1/totals",
    "/api/v1/totals?group=elephants",
    "/api/v1/reports",
)

NAMED = ("/seizures/{}/", "/api/v1/seizures/{}", "/search/?q={}", "/accounts/access/of/seizure/{}/")


@pytest.fixture
def record(knowledge, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    return [
        incident(on=f"2018-0{month}-04", specimens=[specimen_draft(scientific_name=name)])
        for month, name in enumerate(("Manis javanica", "Loxodonta africana", "Xyzzy plugh"), 1)
    ]


def hide(chance, own, record):
    """A seizure of any kind, hidden from everyone but its few; often alike to one that is seen."""
    made = incident(
        on=chance.choice(["2018-02-04", "2018", "2026-11-01", ""]),
        reference="HIDDEN/1",
        place_name=chance.choice(["Hai Phong", "Hidden Bay"]),
        latitude=20.8,
        longitude=106.7,
        specimens=[
            specimen_draft(
                scientific_name=chance.choice(
                    ["Manis javanica", "Loxodonta africana", "Hidden species", "Panthera tigris"]
                )
            )
        ],
        legs=[leg_draft("origin", chance.choice(["MY", "KE"]))],
    )
    way = chance.randrange(4)
    access.place(
        made,
        *([access.compartment(accounts.person("investigator"))] if way < 2 else []),
        agency=accounts_agency() if way == 2 else own,
        is_agency_only=way == 2,
        review_due=access.in_days(-1 if way == 3 else 900),
        is_held_back=chance.random() < 0.3,
        held_back_reason="hidden",
    )
    Likeness.objects.create(one=record[0], other=made, score=7.5)
    return made


def accounts_agency():
    from saola.apps.accounts.models import Agency

    return Agency.objects.get_or_create(code="elsewhere", name="Elsewhere")[0]


ASKED = 4  # of the addresses, drawn anew for each pair; the first and the last pair are asked all


@pytest.mark.parametrize("role", ["data_officer", "supervisor"])
def test_two_worlds_are_one_to_who_sees_neither(client, record, role, times, tell):
    many = times(26)
    chance, own = random.Random(SEED), accounts.agency()
    accounts_agency()
    viewer = accounts.person(role, agency=own)
    client.force_login(viewer)
    before = {address: said(client.get(address)) for address in ADDRESSES}
    assert any(status == 200 for status, _ in before.values())
    absent = {address: said(client.get(address.format("S999999")), "S999999") for address in NAMED}
    compared = 0
    for number in range(many):
        made = hide(chance, own, record)
        asked = ADDRESSES if number in (0, many - 1) else chance.sample(ADDRESSES, ASKED)
        for address in asked:
            assert said(client.get(address)) == before[address], (address, made.number)
        for address in NAMED:
            hidden = said(client.get(address.format(made.number)), made.number)
            assert hidden == absent[address], address
        compared += len(asked) + len(NAMED)
    tell(8, f"two worlds, seen by a {role}", many, f"{compared} answers alike, none differs", SEED)


def test_foreign_names_are_missed_in_the_same_words_and_time(client, record, tell):
    """Catalogue 7: every name of somebody else's, in address or form, is answered as one that is not there."""
    from saola.apps.accounts import actions, approvals
    from saola.apps.accounts.models import Emergency

    viewer, other = accounts.person("investigator"), accounts.person("investigator", agency=accounts.agency())
    access.grant(viewer, "data_officer")
    kept = access.compartment(other, code="heron")
    hidden = access.place(incident(reference="HIDDEN/2"), kept)
    pair = Likeness.objects.create(one=record[0], other=hidden, score=9)
    token, _ = actions.issue_token(name="map", by=accounts.person("analyst"))
    approval = approvals.ask("record.loosen", {"kind": "seizure"}, by=other, reason="x")
    emergency = Emergency(pk=approval.pk)
    nowhere = "00000000-0000-4000-8000-000000000000"
    tried = [
        ("get", "/seizures/{}/", hidden.number, "S999999", {}),
        ("post", "/seizures/{}/hold-back/", hidden.number, "S999999", {"reason": "x"}),
        ("post", "/seizures/{}/release/", hidden.number, "S999999", {}),
        ("get", "/api/v1/seizures/{}", hidden.number, "S999999", {}),
        ("get", "/accounts/access/of/seizure/{}/", hidden.number, "S999999", {}),
        ("post", "/accounts/access/of/seizure/{}/", hidden.number, "S999999", {"held": "1"}),
        ("post", "/accounts/access/of/seizure/{}/purpose/", hidden.number, "S999999", {"purpose": "x"}),
        ("get", "/accounts/access/lists/{}/", "heron", "otter", {}),
        ("post", "/accounts/access/lists/{}/", "heron", "otter", {"person": viewer.pk, "reason": "x"}),
        ("post", "/accounts/access/lists/{}/close/", "heron", "otter", {}),
        ("post", f"/accounts/access/lists/{{}}/{kept.memberships.get().pk}/off/", "heron", "otter", {}),
        ("post", "/accounts/access/approvals/{}/carry-out/", str(approval.pk), nowhere, {}),
        ("post", "/accounts/access/emergencies/{}/review/", str(emergency.pk), nowhere, {"text": "x"}),
        ("post", "/accounts/tokens/{}/revoke/", str(token.pk), "999999", {}),
        ("post", "/seizures/likenesses/{}/", str(pair.pk), "999999", {"verdict": "same"}),
        ("post", "/seizures/likenesses/{}/undo/", str(pair.pk), "999999", {}),
    ]  # fmt: skip
    client.force_login(viewer)
    slower = []
    for method, address, foreign, absent, words in tried:
        send = getattr(client, method)
        times = {foreign: [], absent: []}
        for _ in range(5):
            for key in (foreign, absent):
                start = perf_counter()
                answer = send(address.format(key), words)
                times[key].append(perf_counter() - start)
                assert answer.status_code == 404, (address, key)
        ours, none = (
            said(send(address.format(key), words), address.format(key)) for key in (foreign, absent)
        )
        assert ours == none, address
        slower.append(1000 * (median(times[foreign]) - median(times[absent])))
    hidden.refresh_from_db()
    assert (hidden.is_held_back, hidden.compartments.get(), kept.closed_at) == (False, kept, None)
    slower = [abs(each) for each in slower]
    result = f"bodies alike; times differ by {median(slower):.2f} ms in the median, {max(slower):.2f} at most"
    tell(7, "names of others in addresses and forms", len(tried), result, 0)
