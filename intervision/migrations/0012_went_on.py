"""When a session last went on, so that what is written in it stays until its phase has ended."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest


def fill(apps: Any, _schema_editor: Any) -> None:
    """For what runs now: the last step, or the end of its phase where that is later."""
    event, session = apps.get_model("intervision", "Event"), apps.get_model("intervision", "Session")
    last = Subquery(event.objects.filter(session=OuterRef("pk")).order_by("-pk").values("at")[:1])
    session.objects.filter(data_key__isnull=False).update(went_on_at=Coalesce(Greatest(last, "deadline"), last))


class Migration(migrations.Migration):
    dependencies = [("intervision", "0011_seats")]

    operations = [
        migrations.AddField(
            "session",
            "went_on_at",
            models.DateTimeField(
                null=True,
                help_text="The last step in its course, or the end of the phase that runs where that is later.",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
