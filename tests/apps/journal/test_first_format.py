"""A journal of version 0.1 keeps its entries, byte for byte as they were hashed, and goes on from them."""

import importlib
import json
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from saola.apps.journal.models import Entry
from saola.apps.journal.verifying import Verdict, verify
from tests.factories.journal import behind_the_back, entries, first_format_entries, seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_journal(sealed_node):
    empty = {"boot": "", "tick": 0, "session": "", "purpose": "", "outcome": "done", "rule": ""}
    empty |= {"detail_commit": "", "detail_kept": "", "content": b""}
    for row in first_format_entries(5):
        row["facts"] = json.dumps(row.pop("detail"))
        row |= empty
        names = ", ".join(map(connection.ops.quote_name, row))
        behind_the_back(
            f"INSERT INTO {Entry._meta.db_table} ({names}) VALUES ({', '.join(['%s'] * len(row))})",
            [*row.values()],
        )
    migration = importlib.import_module("saola.apps.journal.migrations.0002_entries_kept_as_written")
    migration.keep_content(apps, SimpleNamespace(connection=connection))


def test_old_entries_verify_and_new_ones_follow_them(old_journal):
    assert verify().holds
    entries(3)
    seal()
    report = verify()
    assert (report.verdict, report.entries, report.last_good) == (Verdict.HOLDS, 8, 8)
    assert Entry.objects.get(seq=2).detail == {"name": "Customs"}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_entry SET actor = 'somebody' WHERE seq = 3",
        "UPDATE journal_entry SET facts = '{}' WHERE seq = 3",
        "UPDATE journal_entry SET previous = 'x' WHERE seq = 3",
        "UPDATE journal_entry SET purpose = 'x' WHERE seq = 3",
    ],
)
def test_old_entry_that_is_changed_is_found(old_journal, sql):
    behind_the_back(sql)
    assert (verify().verdict, verify().first_bad) == (Verdict.ALTERED, 3)


def test_entry_that_was_changed_before_the_migration_is_found_after_it(sealed_node, old_journal):
    rows = first_format_entries(5)
    behind_the_back('UPDATE journal_entry SET facts = \'{"name": "X"}\' WHERE seq = 3')
    migration = importlib.import_module("saola.apps.journal.migrations.0002_entries_kept_as_written")
    behind_the_back("UPDATE journal_entry SET digest = %s WHERE seq = 3", [rows[2]["digest"]])
    migration.keep_content(apps, SimpleNamespace(connection=connection))
    assert verify().first_bad == 3
