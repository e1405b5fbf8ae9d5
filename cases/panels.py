"""In the editor: that a translation tells an older Dutch text, and the way to say that it does not any more."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from cases.translations import Outdated, outdated

FOLLOWS_NOW = "volgt-het-nederlands"


class OutdatedPanel(Panel):
    """Shown only on a translation whose Dutch text changed since."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cases/outdated_panel.html"

        @cached_property
        def outdated(self) -> Outdated | None:
            return outdated(self.instance) if self.instance.pk else None

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.outdated)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return {**context, "outdated": self.outdated, "name": FOLLOWS_NOW}
