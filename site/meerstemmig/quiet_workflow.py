"""Wagtail mails the title of a draft that is laid before the editors, inside the request (trust.md L34).

The editor's first page says what waits. Our apps are ready before Wagtail's, and a signal takes each of Wagtail's
names for a receiver once: whoever has the name first, keeps it.
"""

from typing import Any

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

TAKEN = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)


def send_nothing(**_told: Any) -> None:
    """In the place of each mail."""


def take_their_names() -> None:
    """Called when our own app is ready, so before Wagtail's."""
    for signal, sender, name in TAKEN:
        signal.connect(send_nothing, sender=sender, dispatch_uid=name)
