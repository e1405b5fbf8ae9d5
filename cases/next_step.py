"""At the top of a case's form: who publishes it, where it lies now, and what still misses."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel
from wagtail.models import WorkflowState


class NextStepPanel(Panel):
    """Speaks about the last draft that was saved; a case that was never saved has none."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cases/next_step_panel.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk)

        @cached_property
        def laid(self) -> WorkflowState | None:
            """Where it lies, when its writer laid it before the editors."""
            return self.instance.current_workflow_state

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from cases.checks import Checks  # panels are made while models still load

            task = self.laid.current_task_state if self.laid else None
            asks_change = self.laid is not None and self.laid.status == WorkflowState.STATUS_NEEDS_CHANGES
            return {
                **super().get_context_data(parent_context),
                "missing": Checks(self.instance).missing,
                "publishes": self.instance.permissions_for_user(self.request.user).can_publish(),
                "laid": self.laid,
                "step": task.task.name if task else "",
                "asks_change": asks_change,
                "comment": task.comment if task and asks_change else "",
                "is_new": not self.instance.live,
                "may_lay": self.laid is None or asks_change,
            }
