"""What every test may ask for, and what none may do."""

import os
import socket
from pathlib import Path

import hypothesis
import pytest

# A slow machine is no fault of the code: examples may take their time.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

os.environ.setdefault("SAOLA_DATA", str(Path(__file__).parents[1] / "build" / "test-data"))

_connect = socket.socket.connect


def _connect_here_only(self: socket.socket, address):
    """Agencies run on closed networks; so do the tests."""
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
        "127.0.0.1",
        "::1",
        "localhost",
    ):
        raise PermissionError(f"tests do not reach the network ({address[0]})")
    return _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    socket.socket.connect = _connect_here_only
    yield
    socket.socket.connect = _connect


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """Each worker's records by themselves: SQLite's lie in the memory of its process, PostgreSQL's bear its name."""
    from django.conf import settings
    from django.db import connection

    worker = getattr(request.config, "workerinput", {}).get("workerid")
    if worker and connection.vendor == "postgresql":
        own = settings.DATABASES["default"]
        own.setdefault("TEST", {})["NAME"] = f"test_{own['NAME']}_{worker}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files and published results; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("SAOLA_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"the real files are not on this machine (looked in {folder}; set SAOLA_SHARED)")
    return folder


@pytest.fixture(autouse=True, scope="session")
def _tests_may_clear_the_journal():
    """A test with transactions of its own is cleared by emptying tables, which guards refuse."""
    from django.db import connection
    from django.test import TransactionTestCase

    from tests.factories import evidence, journal

    clear = TransactionTestCase._fixture_teardown

    def lift_and_clear(case):
        if not connection.in_atomic_block:
            journal.lift_guards()  # clearing puts them back, as every migration does
            evidence.lift_guards()
        clear(case)

    TransactionTestCase._fixture_teardown = lift_and_clear
    yield
    TransactionTestCase._fixture_teardown = clear


@pytest.fixture
def knowledge(db, _knowledge_rows: dict) -> None:
    """The knowledge library in the database. It is read from its files once, and then copied in."""
    from django.db import connection, transaction

    from saola.apps.catalogue import bulk, models
    from saola.apps.catalogue.actions import load_knowledge

    tables = [models.Dataset, models.Taxon, models.TaxonName, models.ListingEvent, models.Participation]
    with connection.cursor() as cursor:
        if not _knowledge_rows:
            with transaction.atomic():
                load_knowledge(by=None)
                for model in tables:
                    cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")
                    _knowledge_rows[model] = [column[0] for column in cursor.description], cursor.fetchall()
                transaction.set_rollback(True)
        for model in tables:
            columns, rows = _knowledge_rows[model]
            names = ", ".join(map(connection.ops.quote_name, columns))
            if connection.vendor == "postgresql":  # a row at a time would take ten seconds a test
                with cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                continue
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})", rows)
    bulk.reset_numbers(*tables)


@pytest.fixture(scope="session")
def _knowledge_rows() -> dict:
    return {}
