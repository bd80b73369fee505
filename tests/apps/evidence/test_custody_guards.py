"""The database itself refuses to change or remove an entry of custody, or a seal that was used."""

import pytest
from django.db import DatabaseError, connection, transaction

from saola.apps.evidence import guards
from saola.apps.evidence.models import CustodyEvent, Seal
from tests.factories import evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]
WHAT = ("evidence_custodyevent", "evidence_seal")


def attempt(statement):
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", WHAT)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {table} SET number = number", "DELETE FROM {table}", "DELETE FROM {table} WHERE id > 0"],
)
def test_a_row_of_custody_is_neither_changed_nor_removed(table, statement):
    evidence.exhibit()
    before = list(CustodyEvent.objects.values_list()), list(Seal.objects.values_list())
    attempt(statement.format(table=table))
    assert (list(CustodyEvent.objects.values_list()), list(Seal.objects.values_list())) == before


@pytest.mark.parametrize("table", WHAT)
def test_a_row_of_custody_is_not_replaced_or_emptied(table):
    evidence.exhibit()
    if connection.vendor == "postgresql":
        connection.check_constraints()  # what waits for the end of the transaction would be refused before the guard
        attempt(f"TRUNCATE {table} CASCADE")
    else:
        attempt(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_guards_of_custody_come_back_with_the_next_migration():
    assert guards.missing(connection) == []
    evidence.lift_guards()
    assert len(guards.missing(connection)) == 6
    guards.install(connection)
    assert guards.missing(connection) == []
    evidence.exhibit()
    attempt("DELETE FROM evidence_custodyevent")
