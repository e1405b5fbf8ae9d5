"""Wagtail's first migrations make Editors and Moderators with permissions on every root; we give ours on leaves."""

from django.db import migrations


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=("Editors", "Moderators")).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_public_and_members"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
