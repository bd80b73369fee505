import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DayOfUploads",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quota", models.CharField(max_length=20, verbose_name="quota")),
                ("used_on", models.DateField(verbose_name="day")),
                ("files", models.PositiveIntegerField(default=0, verbose_name="files")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="size in bytes")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "day of uploads",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "quota", "used_on"), name="one_day_of_uploads_each"
                    )
                ],
            },
        ),
    ]
