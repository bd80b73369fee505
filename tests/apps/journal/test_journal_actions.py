import pytest
from django.db import DatabaseError, connection, transaction

from saola.apps.accounts.models import Agency
from saola.apps.journal import actions, queries
from saola.apps.journal.models import AppendOnlyError, Entry
from tests.factories.journal import behind_the_back

pytestmark = pytest.mark.django_db


def write(name="Customs"):
    with transaction.atomic():
        return actions.write("agency.created", object_type="accounts.agency", object_id=1, name=name)


def test_entries_form_one_chain_from_the_first():
    first, second = write("Customs"), write("Police")
    assert (first.seq, second.seq) == (1, 2)
    assert second.previous == first.digest
    assert queries.verify().holds


def test_journal_without_an_entry_holds():
    assert queries.verify().holds


def test_event_without_a_sentence_is_refused():
    with pytest.raises(actions.UnknownEventError), transaction.atomic():
        actions.write("agency.painted", name="Customs")


@pytest.mark.django_db(transaction=True)
def test_entry_outside_the_transaction_of_its_act_is_refused():
    with pytest.raises(actions.OutsideTransactionError):
        actions.write("agency.created", name="Customs")


def test_entry_falls_with_the_act_it_tells_of():
    with pytest.raises(RuntimeError), transaction.atomic():
        agency = Agency.objects.create(code="customs", name="Customs", kind="customs")
        actions.write("agency.created", about=agency, name="Customs")
        raise RuntimeError
    assert not Entry.objects.exists()
    assert not Agency.objects.exists()


def test_entry_cannot_be_changed_or_removed_through_django():
    entry = write()
    with pytest.raises(AppendOnlyError):
        entry.save()
    with pytest.raises(AppendOnlyError):
        entry.delete()
    with pytest.raises(AppendOnlyError):
        Entry.objects.all().delete()
    with pytest.raises(AppendOnlyError):
        Entry.objects.update(actor="somebody")


TAMPERING = [
    ("UPDATE journal_entry SET actor = 'somebody' WHERE seq = 2", 2, "altered"),
    ('UPDATE journal_entry SET facts = \'{"name": "X"}\' WHERE seq = 3', 3, "altered"),
    ("UPDATE journal_entry SET content = CAST('{}' AS BLOB) WHERE seq = 3", 3, "altered"),
    ("UPDATE journal_entry SET previous = '' WHERE seq = 1", 1, "altered"),
    ("UPDATE journal_detail SET kept = CAST('x' AS BLOB) WHERE seq = 2", 2, "altered"),
    ("DELETE FROM journal_entry WHERE seq = 2", 2, "missing"),
    ("DELETE FROM journal_entry WHERE seq = 1", 1, "missing"),
    ("DELETE FROM journal_detail WHERE seq = 3", 3, "missing"),
    ("UPDATE journal_entry SET seq = 9 WHERE seq = 4", 4, "missing"),
]


@pytest.mark.parametrize(("sql", "seq", "kind"), TAMPERING)
def test_verify_names_the_first_entry_that_was_tampered_with(sql, seq, kind):
    for name in "abcd":
        write(name)
    behind_the_back(sql.replace("BLOB", "bytea") if connection.vendor == "postgresql" else sql)
    first = queries.verify().faults[0]
    assert (first.seq, first.kind) == (seq, kind)


@pytest.mark.parametrize("sql", [sql for sql, *_ in TAMPERING if "DELETE FROM journal_detail" not in sql])
def test_database_refuses_what_tampers(sql):
    for name in "abcd":
        write(name)
    with (
        pytest.raises(DatabaseError, match=r"never|one after"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.replace("BLOB", "bytea") if connection.vendor == "postgresql" else sql)
    assert queries.verify().holds


def test_database_refuses_an_entry_that_leaves_a_gap():
    entry = write()
    entry.seq = 3
    entry._state.adding = True
    with pytest.raises(DatabaseError, match="one after the other"), transaction.atomic():
        entry.save(force_insert=True)


def test_lifted_guards_show_in_the_report():
    write()
    assert not queries.verify().unguarded
    behind_the_back("SELECT 1")
    assert queries.verify().unguarded


def test_sentence_of_an_old_entry_that_lacks_a_word_is_still_a_sentence():
    entry = write()
    actions.erase_details(1, 1, by=None, reason="the time is over")
    assert queries.sentence(entry) == "The node itself added the agency –."


def test_sentence_says_codes_in_words():
    actions.write("duplicate.judged", object_type="pair", object_id=1, judgement="same")
    assert queries.sentence(Entry.objects.get(event="duplicate.judged")) == (
        "The node itself judged two seizures: the same seizure."
    )


def test_event_is_named_without_who_and_what():
    assert queries.event_words("agency.created") == "… added the agency …."
