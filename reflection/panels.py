"""In the editor: the sentences that readers' notes hang on and that a draft takes away."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel


class HangingNotesPanel(Panel):
    """Shown only where there is something to say; the last draft that was saved is compared with what is published."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "reflection/hanging_notes_panel.html"

        @cached_property
        def sentences(self) -> list[str]:
            from reflection.hanging import sentences_losing_notes  # panels are made while models still load

            return sentences_losing_notes(self.instance) if self.instance.pk else []

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.sentences)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "sentences": self.sentences}
