"""What people ask to be reminded by, and the weeks in which they were."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reminder",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("by_mail", models.BooleanField(default=False)),
                ("digest", models.BooleanField(default=False)),
                ("hour", models.PositiveSmallIntegerField(default=16)),
                ("with_wins", models.BooleanField(default=False)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("feed_hash", models.CharField(default=None, max_length=64, null=True, unique=True)),
                ("feed_made_at", models.DateTimeField(default=None, null=True)),
                ("feed_fetched_at", models.DateTimeField(default=None, null=True)),
                ("feed_with_wins", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Reminded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                ("told", models.BooleanField()),
                (
                    "letter",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to="accounts.letter"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "week"), name="reminded_once_a_week")],
            },
        ),
    ]
