"""The two audiences that exist once: everybody, and everybody with an account."""

import uuid

from django.db import migrations


def make(apps, schema_editor):
    Audience = apps.get_model("people", "Audience")
    Audience.objects.get_or_create(pk=uuid.UUID(int=1), kind="public")
    Audience.objects.get_or_create(pk=uuid.UUID(int=2), kind="members")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
