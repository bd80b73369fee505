"""A legal hold outlives a restore: as the node knew it, or as a newer backup does."""

import json
import shutil
from uuid import UUID

import pytest

from saola.apps.accounts import holds
from saola.apps.accounts.models import LegalHold
from saola.apps.journal import queries
from saola.apps.journal.models import Entry
from saola.apps.upkeep.backup.contents import Contents, Head, Hold
from saola.apps.upkeep.ledger import _in_force
from tests.factories import accounts
from tests.factories.nodes import Node
from tests.factories.seizures import incident

SETUP = "import django; django.setup(); from django.utils import timezone; "
SEIZURE = (
    SETUP + "from saola.apps.seizures.models import Incident; "
    "Incident.objects.create(number='S000001', stamp=1, recorded_at=timezone.now())"
)
HOLD = (
    SETUP + "from saola.apps.accounts.models import LegalHold; "
    "LegalHold.objects.create(kind='seizure', record='{}', reason='appeal 12/3', placed_at=timezone.now())"
)
IN_FORCE = (
    SETUP + "from saola.apps.accounts.models import LegalHold; "
    "print(*LegalHold.objects.in_force().values_list('record', 'reason'))"
)


def hold(**words):
    given = {
        "id": str(UUID(int=7)),
        "kind": "seizure",
        "record": "S000001",
        "reason": "appeal 12/3",
        "placed_at": "2026-03-01T10:00:00+00:00",
        "placed_by": "",
        "is_released": False,
    }
    return Hold(**given | words)


def test_holds_are_set_again_with_who_placed_them_and_when(db, knowledge):
    record, prosecutor = incident(), accounts.person("prosecutor")
    words = {
        "id": str(UUID(int=7)),
        "kind": "seizure",
        "record": record.number,
        "reason": "appeal 12/3",
        "placed_at": "2026-03-01T10:00:00+00:00",
        "placed_by": prosecutor.name,
    }
    others = [{**words, "record": "S999999"}, {**words, "kind": "novel"}]
    assert holds.carry([words, *others]) == (1, ("S999999", record.number))
    kept = LegalHold.objects.get()
    assert (kept.placed_by, kept.placed_at.isoformat()) == (prosecutor, words["placed_at"])
    assert list(holds.over(record)) == [kept]
    told = Entry.objects.get(event="hold.carried")
    assert (told.object_id, told.detail["reason"]) == (str(record.pk), "appeal 12/3")
    assert holds.carry([words]) == (0, ())
    assert queries.verify().holds


def test_hold_that_anybody_knows_as_released_is_released():
    later = hold(id=str(UUID(int=8)))
    assert _in_force([hold(), hold(is_released=True), later, later]) == (later,)


def test_contents_of_before_there_were_holds_are_read():
    contents = Contents("now", "1", "sqlite", (), {}, (), Head(0, ""), (), (hold(),))
    assert Contents.from_bytes(contents.as_bytes()) == contents
    data = json.loads(contents.as_bytes())
    del data["holds"]
    assert Contents.from_bytes(json.dumps(data).encode()).holds == ()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A node with a seizure, a backup of it, and what was done since: two holds."""
    folder = tmp_path_factory.mktemp("whole")
    node = Node(folder / "node")
    node.do("migrate")
    assert node.run("journal", "seal", "--once").returncode == 0
    do(node, SEIZURE)
    recipient = node.do("backup-identity", str(folder / "key")).strip().partition("=")[2]
    earlier = json.loads(
        node.do("backup", str(folder / "backups"), "--json", SAOLA_BACKUP_RECIPIENT=recipient)
    )
    for number in ("S000001", "S000002"):
        do(node, HOLD.format(number))
    return node, folder, recipient, earlier["backup"]


def do(node, act):
    done = node.python("-c", act)
    assert done.returncode == 0, done.stderr
    return done.stdout


def restored(node, backup, key):
    return json.loads(node.do("restore", backup, "--identity", str(key), "--json"))


def test_hold_of_a_newer_backup_is_in_force_after_an_older_one_is_restored(whole, tmp_path):
    node, folder, recipient, earlier = whole
    alone = Node(tmp_path / "alone")
    said = restored(alone, earlier, folder / "key")
    assert (said["holds"], said["unheld"]) == (0, [])
    shutil.copytree(folder / "backups", tmp_path / "backups")
    node.do("backup", str(tmp_path / "backups"), SAOLA_BACKUP_RECIPIENT=recipient)
    new = Node(tmp_path / "new")
    said = restored(new, str(tmp_path / "backups" / earlier.rpartition("/")[2]), folder / "key")
    assert (said["holds"], said["unheld"]) == (1, ["S000002"])
    assert do(new, IN_FORCE).strip() == "('S000001', 'appeal 12/3')"
    new.do("journal", "verify")
