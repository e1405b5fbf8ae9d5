"""A question with room to write. What people write is never part of the page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.titled import TitledBlock


class WritingBlock(TitledBlock):
    """A prompt with a private writing field."""

    text = blocks.TextBlock(label=_("Vraag"), required=False, help_text=_("Markdown."))

    class Meta:
        icon = "edit"
        label = _("Schrijf")
        template = "blocks/modules/writing.html"
        preview_value = {"title": "Eén zin", "text": "Wat zag je vandaag dat je vorige week zou invullen?"}
