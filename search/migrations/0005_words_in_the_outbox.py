from django.db import migrations, models


class Migration(migrations.Migration):
    """Room for the keys of a search form, beside those of a document."""

    dependencies = [
        ("search", "0004_asked_by_five"),
    ]

    operations = [
        migrations.AlterField(
            model_name="dirtydocument",
            name="key",
            field=models.CharField(max_length=220),
        ),
    ]
