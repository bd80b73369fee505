"""The database itself refuses to change the journal: triggers, put in place after every migration.

They stop slips and whoever holds only the account of the application. Against the owner of the database stand the
hashes and the checkpoints kept elsewhere.
"""

from typing import Any

from .models import Detail, Entry

ENTRIES, DETAILS = Entry._meta.db_table, Detail._meta.db_table
TABLES = (ENTRIES, DETAILS)

NAMES = (
    (ENTRIES, f"{ENTRIES}_stays"),
    (ENTRIES, f"{ENTRIES}_is_not_removed"),
    (ENTRIES, f"{ENTRIES}_is_next"),
    (DETAILS, f"{DETAILS}_stays"),
    (DETAILS, f"{DETAILS}_is_new"),
)
"""(table, trigger) of each. On PostgreSQL one more refuses to empty the entries: ``EMPTYING``."""

EMPTYING = (ENTRIES, f"{ENTRIES}_is_not_emptied")

_NEXT = f"NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM {ENTRIES})"
_THERE = f"EXISTS (SELECT 1 FROM {DETAILS} WHERE seq = NEW.seq)"
_SQLITE = dict(
    zip(
        (name for _table, name in NAMES),
        (
            f"BEFORE UPDATE ON {ENTRIES} BEGIN SELECT RAISE(ABORT, 'entries of the journal are never changed'); END",
            f"BEFORE DELETE ON {ENTRIES} BEGIN SELECT RAISE(ABORT, 'entries of the journal are never removed'); END",
            # also what INSERT OR REPLACE would do, which fires no other trigger
            f"BEFORE INSERT ON {ENTRIES} WHEN {_NEXT} BEGIN SELECT RAISE(ABORT, 'entries of the journal come one "
            "after the other'); END",
            f"BEFORE UPDATE ON {DETAILS} BEGIN SELECT RAISE(ABORT, 'details of the journal are never changed'); END",
            f"BEFORE INSERT ON {DETAILS} WHEN {_THERE} BEGIN SELECT RAISE(ABORT, 'details of the journal are never "
            "changed'); END",
        ),
        strict=True,
    )
)
_REFUSE = """
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the journal is never changed'; END $$
"""
_ONE_AFTER_THE_OTHER = f"""
CREATE OR REPLACE FUNCTION journal_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {_NEXT} THEN RAISE EXCEPTION 'entries of the journal come one after the other'; END IF;
  RETURN NEW;
END $$
"""
_POSTGRESQL = {
    NAMES[0]: f"BEFORE UPDATE ON {ENTRIES} FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    NAMES[1]: f"BEFORE DELETE ON {ENTRIES} FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    NAMES[2]: f"BEFORE INSERT ON {ENTRIES} FOR EACH ROW EXECUTE FUNCTION journal_next()",
    NAMES[3]: f"BEFORE UPDATE ON {DETAILS} FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    EMPTYING: f"BEFORE TRUNCATE ON {ENTRIES} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
}


def install(connection: Any) -> None:
    """Put in place what is missing. Needs the owner of the tables; where all is in place nothing is done."""
    wanted = missing(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and wanted:
            cursor.execute(_REFUSE)
            cursor.execute(_ONE_AFTER_THE_OTHER)
        for table, name in wanted:
            if connection.vendor == "postgresql":
                cursor.execute(f"CREATE TRIGGER {name} {_POSTGRESQL[table, name]}")
            else:
                cursor.execute(f"CREATE TRIGGER {name} {_SQLITE[name]}")


def missing(connection: Any) -> list[tuple[str, str]]:
    """The guards that are not in place, as (table, trigger)."""
    if connection.vendor == "postgresql":
        wanted = list(_POSTGRESQL)
        question = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        wanted = list(NAMES)
        question = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(question)
        there = {name for (name,) in cursor.fetchall()}
    return [(table, name) for table, name in wanted if name not in there]
