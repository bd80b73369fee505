from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    # Nothing is lost: no list with a date could be loaded before.
    operations = [
        migrations.RemoveField("dataset", "speaks_of"),
        migrations.AddField(
            "dataset",
            "speaks_of",
            models.CharField(
                "speaks of",
                blank=True,
                default="",
                help_text="the day of the list, as precisely as known",
                max_length=10,
            ),
        ),
    ]
