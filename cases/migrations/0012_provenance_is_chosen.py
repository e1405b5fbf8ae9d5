"""Where a case comes from is chosen, and no longer filled in beforehand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_gatherings"),
    ]

    operations = [
        migrations.AlterField(
            model_name="casepage",
            name="provenance",
            field=models.CharField(
                blank=True,
                choices=[
                    ("verzonnen", "verzonnen"),
                    ("samengesteld", "samengesteld uit meerdere situaties"),
                    ("co-creatie", "samen gemaakt met jongeren of ouders"),
                    ("getuigenis-bewerkt", "een bewerkte getuigenis, met toestemming"),
                ],
                max_length=20,
                verbose_name="herkomst",
            ),
        ),
    ]
