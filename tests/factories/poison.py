"""A script in every text that people store: each column of free text of every kind of record, with a mark of its own."""

import re

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from saola.apps.journal import actions as journal

PAYLOADS = (
    "\"'><img src=x onerror=ran({mark})>",
    "</script><script>ran({mark})</script>",
    "javascript:ran({mark})//\"onfocus='ran({mark})",
)
RAW = ("<img src=x onerror=ran(", "</script><script>ran(", "\"onfocus='ran(")
"""What stands in a page only where nothing was escaped."""
_MARK = re.compile(r"ran\((\d+)\)")
# Columns that hold codes, digests and keys of other records: a person never types into them.
CODED = {
    "action", "actor", "agency", "boot", "code", "credential", "credential_id", "detail_commit", "detail_kept",
    "digest", "event", "group", "groups", "host", "kept", "kept_name", "key", "kind", "last_challenge", "manifest",
    "archive", "media_type", "name_of_event", "number", "object_id", "object_type", "password", "path", "pattern",
    "previous", "profile_digest", "query", "record", "rule", "sealed_secret", "sha256", "sha512", "standing",
    "treaty", "resolved_by", "basis", "stored_digest", "sealed_key",
}  # fmt: skip
NAMED_IN_ADDRESSES = {("accounts.Person", "name"), ("seizures.Profile", "name")}


def free_texts():
    """Model and field of every column of free text that has room for a script."""
    for model in apps.get_models():
        if not model.__module__.startswith("saola."):
            continue
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, (models.CharField, models.TextField)) and not field.choices
            is_long = field.max_length is None or field.max_length >= 50
            is_coded = field.name in CODED or (model._meta.label, field.name) in NAMED_IN_ADDRESSES
            if is_text and is_long and not is_coded:
                yield model, field


def poison() -> dict[int, str]:
    """Write a payload into every free text of every record; answers which column took which mark.

    Columns without a row, and records that the database itself keeps from being changed, took none. Those few whose
    texts go by way of an act of ours (the journal) get theirs so, under the marks from 9000 on.
    """
    taken = {}
    quote = connection.ops.quote_name
    for mark, (model, field) in enumerate(free_texts(), 1):
        payload = PAYLOADS[mark % len(PAYLOADS)].format(mark=mark)
        new = "%s || " + quote(model._meta.pk.column) if field.unique else "%s"
        table, column = quote(model._meta.db_table), quote(field.column)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"UPDATE {table} SET {column} = {new}", [payload])
                if cursor.rowcount:
                    taken[mark] = f"{model._meta.label}.{field.name}"
        except DatabaseError:
            continue
    with transaction.atomic():
        for mark, payload in enumerate(PAYLOADS, 9000):
            journal.write("agency.created", name=payload.format(mark=mark))
            taken[mark] = "journal.Entry.detail"
    return taken


def marks(page: str) -> set[int]:
    """The marks whose payloads stand on a page, escaped or not."""
    return {int(mark) for mark in _MARK.findall(page)}
