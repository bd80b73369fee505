"""Whoever changes a row behind the back of the application is found (catalogue 13, custody)."""

import json
import random

import pytest
from django.db import connection

from saola.apps.evidence import bundling, proving
from saola.apps.evidence.actions import custody
from saola.apps.evidence.models import CustodyEvent
from saola.apps.journal import sealer
from tests.factories import bundles, evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]


@pytest.fixture
def exhibit():
    by = evidence.custodian()
    exhibit = evidence.exhibit(by, place=evidence.place())
    custody.hand_over(exhibit, to=evidence.custodian(), reason="to the store", by=by)
    custody.check(exhibit, seal=exhibit.seal, by=by)
    return exhibit


def sql(statement, *words):
    """What the owner of the database could do."""
    evidence.lift_guards()
    with connection.cursor() as cursor:
        cursor.execute(statement, words)


def test_an_untouched_record_holds(exhibit):
    assert proving.verify() == (3, [])


def test_any_changed_column_is_found(exhibit):
    """Each column of each entry, changed a little, one after the other."""
    chance = random.Random(13)
    columns = [
        "kind",
        "at",
        "recorded_at",
        "detail",
        "digest",
        "number",
        "by_id",
        "exhibit_id",
        "journal_seq",
    ]
    other = evidence.exhibit()
    for row in CustodyEvent.objects.filter(root=exhibit).values("pk", *columns):
        for column in columns:
            kept = row[column]
            changed = {
                "kind": "moved" if kept != "moved" else "sealed",
                "at": "2020-01-01 00:00:00",
                "recorded_at": "2020-01-01 00:00:00",
                "detail": json.dumps({**row["detail"], chance.choice(["place", "reason"]): "elsewhere"}),
                "digest": "0" * 64,
                "number": row["number"] + 40,
                "by_id": evidence.custodian().pk,
                "exhibit_id": other.pk,
                "journal_seq": row["journal_seq"] + 5000,
            }[column]
            before = CustodyEvent.objects.filter(pk=row["pk"]).values_list(column, flat=True).get()
            sql(f"UPDATE evidence_custodyevent SET {column} = %s WHERE id = %s", changed, row["pk"])
            assert proving.verify()[1], column
            again = json.dumps(before) if column == "detail" else before
            sql(f"UPDATE evidence_custodyevent SET {column} = %s WHERE id = %s", again, row["pk"])
    assert proving.verify()[1] == []


def test_a_removed_entry_is_found(exhibit):
    last = CustodyEvent.objects.filter(root=exhibit).last()
    sql("DELETE FROM evidence_custodyevent WHERE id = %s", last.pk)
    kinds = {fault.kind for fault in proving.verify()[1]}
    assert proving.FaultKind.MISSING in kinds


def test_a_list_that_says_something_else_is_found(exhibit):
    sql("UPDATE evidence_exhibit SET holder = 'eve' WHERE id = %s", exhibit.pk)
    assert [fault.kind for fault in proving.verify()[1]] == ["derived"]


def test_altered_custody_does_not_leave(exhibit, store_folder, settings, tmp_path):
    settings.KEYS_FOLDER = store_folder / "keys"
    sealer.make_key()
    sql("UPDATE evidence_custodyevent SET detail = '{}' WHERE root_id = %s AND number = 2", exhibit.pk)
    with pytest.raises(bundling.AlteredCustodyError):
        bundles.write([exhibit], tmp_path / "b", by=exhibit.custody.first().by)
    assert not (tmp_path / "b").exists()
