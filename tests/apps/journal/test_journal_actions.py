import pytest
from django.db import connection, transaction

from saola.apps.accounts.models import Agency
from saola.apps.journal import actions, queries
from saola.apps.journal.models import AppendOnlyError, Entry
from saola.core.sealing import BreakKind

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


def behind_the_back(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("sql", "seq", "kind"),
    [
        ("UPDATE journal_entry SET actor = 'somebody' WHERE seq = 2", 2, BreakKind.ALTERED),
        ('UPDATE journal_entry SET detail = \'{"name": "X"}\' WHERE seq = 3', 3, BreakKind.ALTERED),
        ("DELETE FROM journal_entry WHERE seq = 2", 2, BreakKind.MISSING),
        ("DELETE FROM journal_entry WHERE seq = 1", 1, BreakKind.MISSING),
        ("UPDATE journal_entry SET seq = 9 WHERE seq = 4", 4, BreakKind.MISSING),
    ],
)
def test_verify_names_the_first_entry_that_was_tampered_with(sql, seq, kind):
    for name in "abcd":
        write(name)
    behind_the_back(sql)
    first = queries.verify().breaks[0]
    assert (first.seq, first.kind) == (seq, kind)


def test_sentence_of_an_old_entry_that_lacks_a_word_is_still_a_sentence():
    entry = write()
    entry.detail = {}
    assert queries.sentence(entry) == "The node itself added the agency –."


def test_sentence_says_codes_in_words():
    actions.write("duplicate.judged", object_type="pair", object_id=1, judgement="same")
    assert queries.sentence(Entry.objects.get(event="duplicate.judged")) == (
        "The node itself judged two seizures: the same seizure."
    )


def test_event_is_named_without_who_and_what():
    assert queries.event_words("agency.created") == "… added the agency …."
