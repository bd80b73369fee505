"""Entries of version 0.1 keep the very bytes that were hashed for them; their digests become leaf hashes."""

from django.db import migrations, models

from saola.core.sealing import canonical, first_format, leaf_hash

CHUNK = 2000


def keep_content(apps, schema_editor):
    Entry = apps.get_model("journal", "Entry")
    connection = schema_editor.connection
    update = f"UPDATE {Entry._meta.db_table} SET content = %s, digest = %s WHERE seq = %s"
    entries = Entry.objects.using(connection.alias).order_by("seq")
    last = 0
    while chunk := list(entries.filter(seq__gt=last)[:CHUNK]):
        rows = []
        for entry in chunk:
            content = first_format(entry.previous, canonical(_content(entry)))
            rows.append((content, leaf_hash(content).hex(), entry.seq))
        with connection.cursor() as cursor:
            cursor.executemany(update, rows)
        last = chunk[-1].seq


def _content(entry):
    """What version 0.1 hashed of an entry."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(timespec="milliseconds"),
        "event": entry.event,
        "actor": entry.actor,
        "role": entry.role,
        "agency": entry.agency,
        "object_type": entry.object_type,
        "object_id": entry.object_id,
        "detail": entry.facts,
    }


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RenameField("entry", "detail", "facts"),
        migrations.AlterField("entry", "facts", models.JSONField(default=dict, verbose_name="facts")),
        migrations.AlterField("entry", "at", models.DateTimeField(db_index=True, verbose_name="when")),
        migrations.AlterField(
            "entry", "actor", models.CharField(db_index=True, max_length=60, verbose_name="who")
        ),
        *(
            migrations.AddField("entry", name, field, preserve_default=field.default != "")
            for name, field in {
                "boot": models.CharField(
                    blank=True, default="", max_length=36, verbose_name="start of the machine"
                ),
                "tick": models.BigIntegerField(
                    default=0, verbose_name="milliseconds since the start of the machine"
                ),
                "session": models.CharField(blank=True, default="", max_length=32, verbose_name="session"),
                "purpose": models.CharField(blank=True, default="", max_length=60, verbose_name="purpose"),
                "outcome": models.CharField(default="done", max_length=20, verbose_name="outcome"),
                "rule": models.CharField(blank=True, default="", max_length=160, verbose_name="rule"),
                "count": models.BigIntegerField(blank=True, null=True, verbose_name="number of records"),
                "detail_commit": models.CharField(
                    blank=True, default="", max_length=64, verbose_name="commitment to the detail"
                ),
                "detail_kept": models.CharField(
                    blank=True, default="", max_length=64, verbose_name="digest of the detail as kept"
                ),
                "content": models.BinaryField(default=bytes, verbose_name="the entry as it was written"),
            }.items()
        ),
        migrations.CreateModel(
            name="Detail",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="number")),
                ("kept", models.BinaryField(verbose_name="salt and words")),
            ],
            options={
                "verbose_name": "detail of a journal entry",
                "verbose_name_plural": "details of journal entries",
            },
        ),
        migrations.RunPython(keep_content, migrations.RunPython.noop),
    ]
