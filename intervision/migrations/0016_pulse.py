"""Closed questions about how it went, of which only a tally is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intervision", "0015_afterwards")]

    operations = [
        migrations.RemoveConstraint("contribution", "contribution_nameless_has_no_author"),
        migrations.AlterField(
            "contribution",
            "kind",
            models.CharField(
                max_length=16,
                choices=[
                    ("private", "alleen voor jezelf"),
                    ("hidden_reveal", "verborgen, daarna met naam voor iedereen"),
                    ("hidden_anonymous", "verborgen, daarna zonder naam voor iedereen"),
                    ("shared", "meteen voor iedereen"),
                    ("scribe", "door de verslaggever, voor iedereen"),
                    ("label", "een label bij een kaart"),
                    ("sentence", "één zin, voor iedereen"),
                    ("grid", "een raster, voor iedereen"),
                    ("quadrant", "een kwadrant, voor iedereen"),
                    ("agreement", "een afspraak, voor iedereen"),
                    ("yield", "wat je zelf meeneemt"),
                    ("pulse", "een gesloten vraag zonder naam, daarna alleen als vorm"),
                    ("case", "de casus"),
                ],
            ),
        ),
        migrations.AddConstraint(
            "contribution",
            models.CheckConstraint(
                name="contribution_nameless_has_no_author",
                condition=~models.Q(kind__in=["hidden_anonymous", "pulse"]) | models.Q(seat__isnull=True, sequence=0),
            ),
        ),
    ]
