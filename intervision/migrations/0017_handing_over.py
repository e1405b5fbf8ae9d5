"""Who would facilitate from now on, until somebody consents."""

import django.db.models.deletion
from django.db import migrations, models

SEAT = {"on_delete": django.db.models.deletion.SET_NULL, "null": True, "related_name": "+", "to": "intervision.seat"}


class Migration(migrations.Migration):
    dependencies = [("intervision", "0016_pulse")]

    operations = [
        migrations.AddField(
            "session", "offered_to", models.ForeignKey(help_text="Who would facilitate from then on.", **SEAT)
        ),
        migrations.AddField("session", "offered_by", models.ForeignKey(help_text="Who proposed that.", **SEAT)),
        migrations.AddField("session", "offered_at", models.DateTimeField(null=True)),
    ]
