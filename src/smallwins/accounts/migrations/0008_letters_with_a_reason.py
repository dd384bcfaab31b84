"""Why a mail that waits is sent, so that it is taken back with its reason; and whether somebody is sending it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_kept_keys")]

    operations = [
        migrations.AddField("letter", "reason", models.CharField(default="", max_length=40, db_index=True)),
        migrations.AddField("letter", "held", models.BooleanField(default=False)),
    ]
