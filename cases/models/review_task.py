"""The steps of a case before the editors publish it: others read it first."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState

from people.models import Role
from people.personal_data import no_personal_data
from people.rules import has_role


class Step(models.TextChoices):
    """What a step waits for."""

    PRACTICE = "praktijk", _("nalezing vanuit de praktijk")
    EXPERIENCE = "ervaring", _("nalezing vanuit ervaring")
    GUIDE = "begeleidersgids", _("de begeleidersgids geprobeerd")


@no_personal_data("a step of the house; what reviewers say stands in Review")
class ReviewTask(Task):  # type: ignore[misc]
    """Done by itself as soon as the reviews are there. Nobody approves it by hand, and the writer writes on meanwhile."""

    step = models.CharField(_("stap"), max_length=16, choices=Step)

    class Meta:
        verbose_name = _("nalezing door anderen")
        verbose_name_plural = _("nalezingen door anderen")

    def is_met(self, case: Any) -> bool:
        """Whether the reviews that this step waits for were given, and nothing holds the case back."""
        standing = case.get_latest_revision_as_object().standing
        if self.step == Step.PRACTICE:
            return bool(standing.practice >= 1)
        if self.step == Step.GUIDE:
            return bool(standing.guide >= 1)
        return bool(standing.experience >= 2 and standing.young >= 1 and not standing.vetoes)

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """A step that was done before is passed at once."""
        state = super().start(workflow_state, user=user)
        if self.is_met(workflow_state.content_object.specific):
            state.approve(user=user, update=False)
        return state

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Editors can ask the writer for a change meanwhile."""
        return [("reject", _("Vraag een aanpassing"), True)] if has_role(user, Role.EDITOR) else []

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """What waits for readers stands on the editors' first page."""
        if has_role(user, Role.EDITOR):
            return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.none()
