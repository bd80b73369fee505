"""The database itself refuses to change custody: triggers, put in place after every migration.

As those of the journal, they stop slips and whoever holds only the account of the application. Against the owner of
the database stand the digests in the journal.
"""

from typing import Any

from .models import CustodyEvent, Seal

EVENTS, SEALS = CustodyEvent._meta.db_table, Seal._meta.db_table
TABLES = (EVENTS, SEALS)

_WORDS = {EVENTS: "entries of custody are never %s", SEALS: "used seals are never %s"}
_SAME = {
    EVENTS: "id = NEW.id OR journal_seq = NEW.journal_seq OR (root_id = NEW.root_id AND number = NEW.number)",
    SEALS: "id = NEW.id OR number = NEW.number",
}

_REFUSE = """
CREATE OR REPLACE FUNCTION custody_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'custody is never changed'; END $$
"""


def wanted(vendor: str) -> dict[tuple[str, str], str]:
    """Each guard, as (table, trigger), with what it does in the words of the database.

    ``is_new`` refuses what INSERT OR REPLACE of SQLite would do, which PostgreSQL does not have.
    """
    found = {}
    for table in (EVENTS, SEALS):
        if vendor == "postgresql":
            for name, when in (
                ("stays", "UPDATE"),
                ("is_not_removed", "DELETE"),
                ("is_not_emptied", "TRUNCATE"),
            ):
                each = "STATEMENT" if when == "TRUNCATE" else "ROW"
                does = f"BEFORE {when} ON {table} FOR EACH {each} EXECUTE FUNCTION custody_refuse()"
                found[table, f"{table}_{name}"] = does
            continue
        changed, removed = _WORDS[table] % "changed", _WORDS[table] % "removed"
        again = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {_SAME[table]})"
        found[table, f"{table}_stays"] = f"BEFORE UPDATE ON {table} BEGIN {_refused(changed)} END"
        found[table, f"{table}_is_not_removed"] = f"BEFORE DELETE ON {table} BEGIN {_refused(removed)} END"
        found[table, f"{table}_is_new"] = f"BEFORE INSERT ON {table} {again} BEGIN {_refused(changed)} END"
    return found


def _refused(words: str) -> str:
    return f"SELECT RAISE(ABORT, '{words}');"


def install(connection: Any) -> None:
    """Put in place what is missing. Needs the owner of the tables; where all is in place nothing is done."""
    absent = missing(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and absent:
            cursor.execute(_REFUSE)
        for table, name in absent:
            cursor.execute(f"CREATE TRIGGER {name} {wanted(connection.vendor)[table, name]}")


def missing(connection: Any) -> list[tuple[str, str]]:
    """The guards that are not in place, as (table, trigger)."""
    if connection.vendor == "postgresql":
        question = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        question = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(question)
        there = {name for (name,) in cursor.fetchall()}
    return [each for each in wanted(connection.vendor) if each[1] not in there]
