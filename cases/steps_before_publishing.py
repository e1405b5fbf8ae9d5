"""The way of a case from its writer to its readers, as a workflow on every overview of cases (dossier F4)."""

from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from cases.models import CaseIndexPage, DeskTask, ReviewTask
from cases.models.review_task import Step
from people import editing

WORKFLOW = "nalezing van een casus"
READING = {
    Step.PRACTICE: "Iemand uit de praktijk leest na",
    Step.EXPERIENCE: "Twee mensen met ervaring lezen na",
    Step.GUIDE: "Iemand probeert de begeleidersgids",
}
DESK = "De redactie leest na en publiceert"
LAST = 100


def ensure_steps() -> None:
    """Make the steps and set them on the overviews where they are missing. A second time changes nothing."""
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    for place, (step, name) in enumerate(READING.items()):
        task = ReviewTask.objects.filter(step=step).first() or ReviewTask.objects.create(step=step, name=name)
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": place})
    desk = DeskTask.objects.filter(name=DESK).first() or DeskTask.objects.create(name=DESK)
    desk.groups.add(editing.editors())
    WorkflowTask.objects.get_or_create(workflow=workflow, task=desk, defaults={"sort_order": LAST})
    for index in CaseIndexPage.objects.all():
        WorkflowPage.objects.get_or_create(page=index, defaults={"workflow": workflow})
