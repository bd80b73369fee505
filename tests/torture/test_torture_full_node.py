"""Catalogue 4: on a disk that is full the node starts, lets people in by both factors, and records nothing."""

import json

from tests.factories import files, nodes
from tests.torture.test_torture_disk import fill, small_disk

__all__ = ["small_disk"]

SEED = 20261122
LIMITS = {"SAOLA_DISK_RESERVE_MB": "16", "SAOLA_HTTPS": ""}

ENROL = """
import django
django.setup()
from saola.apps.accounts.models import Person
from saola.apps.accounts.signing_in import codes, passwords
eva = Person.objects.create(name="eva", full_name="Eva", role="analyst")
eva.set_password("grey herons stand in the reeds")
eva.save()
passwords.OwnPassword.objects.create(person=eva)
codes.enrol(eva, bytes(range(20)), step=0)
"""

COME_IN = """
import django, json, time
django.setup()
from django.conf import settings
from django.test import Client
from saola.apps.accounts.signing_in import codes
settings.ALLOWED_HOSTS = ["testserver"]
client = Client(raise_request_exception=False)
client.post("/accounts/sign-in/", {"username": "eva", "password": "grey herons stand in the reeds"})
code = codes._totp(bytes(range(20))).generate(int(time.time())).decode()
client.post("/accounts/sign-in/second-factor/", {"code": code})
print(json.dumps({
    "own": client.get("/accounts/own/").status_code,
    "read": client.get("/seizures/").status_code,
    "out": client.post("/accounts/sign-out/").status_code,
    "after": client.get("/accounts/own/").status_code,
}))
"""


def test_full_node_starts_lets_people_in_and_records_nothing(small_disk, tmp_path, tell):
    node = nodes.Node(small_disk / "node")
    assert node.run("init", **LIMITS).returncode == 0
    enrolled = node.python("-c", ENROL, **LIMITS)
    assert enrolled.returncode == 0, enrolled.stderr
    sheet = tmp_path / "seizures.csv"
    sheet.write_bytes(files.content(files.line(1)))
    filled = fill(small_disk)

    refused = node.run("seizures", "import", str(sheet), **LIMITS)
    assert (refused.returncode, "nearly full" in refused.stderr) == (1, True), refused.stderr
    started = node.run("init", **LIMITS)
    assert started.returncode == 0, started.stderr
    came = node.python("-c", COME_IN, **LIMITS)
    assert came.returncode == 0, came.stderr
    told = json.loads(came.stdout.splitlines()[-1])
    assert told == {"own": 200, "read": 200, "out": 302, "after": 302}

    filled.unlink()
    recorded = node.run("seizures", "import", str(sheet), "--json", **LIMITS)
    assert recorded.returncode == 0, recorded.stderr
    assert node.run("journal", "verify", "--without-entry", **LIMITS).returncode == 0
    tell(4, "a full node started, entered by password and code, read", 1, "imports refused, then taken", SEED)
