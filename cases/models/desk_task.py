"""The last step before a case appears: the editors read it, and publish."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from cases.rules import can_publish
from people.personal_data import no_personal_data

APPROVE = "approve"


@no_personal_data("a step of the house; who takes it stands in Wagtail's own log")
class DeskTask(AbstractGroupApprovalTask):  # type: ignore[misc]
    """Approving publishes, so it is offered and done only where the case has all that publishing asks."""

    class Meta:
        verbose_name = _("nalezing door de redactie")
        verbose_name_plural = _("nalezingen door de redactie")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Asking for a change always; approving only what is complete."""
        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        if can_publish(obj.get_latest_revision_as_object().as_draft()):
            return actions
        return [action for action in actions if action[0] != APPROVE]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> str | None:
        """Somebody who approves what is not complete (any more) is led to the form, which says what misses."""
        draft = task_state.revision.content_object.get_latest_revision_as_object()
        if action_name == APPROVE and not can_publish(draft.as_draft()):
            return reverse("wagtailadmin_pages:edit", args=(draft.pk,))
        super().on_action(task_state, user, action_name, **kwargs)
        return None
