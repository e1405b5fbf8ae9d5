"""Sites that stood before writers could lay a draft before the editors: the task, the workflow, and the home pages."""

from django.db import migrations

WORKFLOW = "de redactie"
TASK = "Nalezing door de redactie"
EDITORS = "Redactie"


def make(apps, schema_editor):
    editors = apps.get_model("auth", "Group").objects.filter(name=EDITORS).first()
    if editors is None:  # a new site: people/editing.py makes it all, once there are home pages
        return
    approval = apps.get_model("wagtailcore", "GroupApprovalTask")
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    task = approval.objects.filter(name=TASK).first() or approval.objects.create(name=TASK, content_type=kind)
    task.groups.add(editors)
    workflow, _made = apps.get_model("wagtailcore", "Workflow").objects.get_or_create(name=WORKFLOW)
    apps.get_model("wagtailcore", "WorkflowTask").objects.get_or_create(
        workflow=workflow, task_id=task.pk, defaults={"sort_order": 0}
    )
    for home in apps.get_model("wagtailcore", "Page").objects.filter(depth=2):
        apps.get_model("wagtailcore", "WorkflowPage").objects.get_or_create(
            page_id=home.pk, defaults={"workflow": workflow}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_unused_accounts"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
