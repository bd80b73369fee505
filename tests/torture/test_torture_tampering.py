"""Catalogue 11: bytes flipped in every field and file of a journal, entries removed, swapped, cut off and rewritten."""

import random

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from saola.apps.journal.models import Detail, Entry
from saola.apps.journal.verifying import Verdict, verify
from tests.factories import journal

pytestmark = pytest.mark.django_db
SEED = 20261122
FIELDS = [(Entry, field.name) for field in Entry._meta.concrete_fields] + [(Detail, "seq"), (Detail, "kept")]


def sealed_twice(many, settings, folder):
    """A journal of ``many`` entries, sealed here and elsewhere, half way and at its end."""
    journal.node(settings, folder)
    journal.entries(many // 2)
    journal.seal(folder / "outside")
    journal.entries(many - many // 2, start=many // 2)
    journal.seal(folder / "outside")
    journal.lift_guards()
    assert verify(witness=folder / "outside").holds
    return folder


@pytest.fixture
def log(db, settings, tmp_path):
    return sealed_twice(40, settings, tmp_path)


@pytest.fixture
def long_log(db, settings, tmp_path):
    return sealed_twice(2000, settings, tmp_path)


def flipped(value, chance):
    """The value with one byte, sign or digit changed, or something where there was nothing."""
    if value is None:
        return 0
    if isinstance(value, int):
        return value ^ (1 << chance.randrange(20))
    if not value:
        return b"x" if isinstance(value, bytes) else "x"
    at = chance.randrange(len(value))
    if isinstance(value, bytes):
        return value[:at] + bytes([value[at] ^ (1 << chance.randrange(8))]) + value[at + 1 :]
    return value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]


def stored(model, name, seq):
    column = connection.ops.quote_name(name)
    if name == "at" or (name == "facts" and connection.vendor == "postgresql"):
        column = f"CAST({column} AS text)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} WHERE seq = %s", [seq])
        value = cursor.fetchone()[0]
    return bytes(value) if isinstance(value, memoryview) else value


def test_flipped_byte_of_any_field_is_found_at_its_entry(long_log, times, tell):
    """Every field in turn, each at entries that stand evenly from the first to the last."""
    chance, many, refused = random.Random(SEED), times(300), 0
    last = Entry.objects.count()
    for number in range(many):
        model, name = FIELDS[number % len(FIELDS)]
        seq = 1 + number * (last - 1) // max(1, many - 1)
        value = flipped(stored(model, name, seq), chance)
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(
                        f"UPDATE {model._meta.db_table} SET {connection.ops.quote_name(name)} = %s WHERE seq = %s",
                        [value, seq],
                    )
                report = verify()
                assert report.verdict in (Verdict.ALTERED, Verdict.MISSING), (name, seq, value)
                assert report.first_bad == min(seq, value if name == "seq" else seq), (name, seq, value)
                transaction.set_rollback(True)
        except (
            IntegrityError,
            DataError,
            ValueError,
        ):  # the number is taken, or the database cannot keep such a value
            refused += 1
    assert refused < many / 5
    assert verify().holds
    tell(
        11,
        f"byte flipped in any field of a journal of {last} entries",
        many - refused,
        "each found at its entry",
        SEED,
    )


def test_flipped_byte_of_any_file_is_found(log, times, tell):
    chance, many = random.Random(SEED), times(100)
    files = sorted(
        path for path in log.rglob("*") if path.suffix in (".checkpoint", ".pem") and "keys" not in path.parts
    )
    files = [path for path in files if path.suffix == ".checkpoint" or "data" in path.parts]
    for number in range(many):
        path = files[number % len(files)]
        before = path.read_bytes()
        path.chmod(0o600)
        path.write_bytes(flipped(before, chance))
        if path.read_bytes().strip() != before.strip() and not _says_the_same(before, path.read_bytes()):
            assert verify(witness=log / "outside").verdict == Verdict.SIGNATURE, path
        path.write_bytes(before)
    assert verify(witness=log / "outside").holds
    tell(11, "byte flipped in any checkpoint or key file", many, "each found", SEED)


def _says_the_same(before, after):
    """A key file may be written in more than one way: white space, and the words around the key."""
    from saola.apps.journal import sealer

    try:
        return sealer.raw(before) == sealer.raw(after)
    except sealer.SealerKeyError:
        return False


def test_removed_swapped_cut_and_rewritten_entries_are_found(log, times, tell):
    chance, many, last = random.Random(SEED), times(40), Entry.objects.count()
    outside = log / "outside"
    for number in range(many):
        seq = chance.randint(1, last - 1)
        with transaction.atomic():
            act = ("remove", "swap", "cut", "rewrite", "rechain")[number % 5]
            expected = {
                "remove": Verdict.MISSING,
                "swap": Verdict.ALTERED,
                "cut": Verdict.MISSING,
                "rewrite": Verdict.ALTERED,
                "rechain": Verdict.FORK,
            }[act]
            _tamper(act, seq)
            report = verify(witness=outside)
            assert report.verdict == expected, (act, seq, report.faults[:3])
            if act == "rechain":
                assert report.first_bad <= seq < report.first_bad + last // 2
            else:
                assert report.first_bad == seq, (act, seq)
            transaction.set_rollback(True)
    tell(11, "entry removed, swapped, rewritten, rechained, or the end cut off", many, "each found", SEED)


def _tamper(act, seq):
    if act == "rewrite":
        journal.rewrite(seq, actor="somebody")
    elif act == "rechain":
        journal.rechain(seq, actor="somebody")
    else:
        with connection.cursor() as cursor:
            if act == "swap":
                for one, other in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
                    cursor.execute("UPDATE journal_entry SET seq = %s WHERE seq = %s", [other, one])
            else:
                where = "seq = %s" if act == "remove" else "seq >= %s"
                for table in ("journal_entry", "journal_detail"):
                    cursor.execute(f"DELETE FROM {table} WHERE {where}", [seq])


def test_clean_journal_raises_no_alarm(db, settings, tmp_path, times, tell):
    journal.node(settings, tmp_path)
    chance, many = random.Random(SEED), times(30)
    follower, written = journal.seal(), 0
    for _ in range(many):
        more = chance.randint(0, 3)
        journal.entries(more, start=written)
        written += more
        if chance.random() < 0.5:
            follower.seal()
        assert verify().holds
    tell(11, "clean journal verified while it grows", many, "no false alarm", SEED)
