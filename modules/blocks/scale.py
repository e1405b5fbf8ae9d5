"""Statements about what you did, each from never to always. Private, and never scored."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.titled import TitledBlock


class ScaleBlock(TitledBlock):
    """A list of statements; each keeps its own id, so that an answer survives an edit."""

    text = blocks.TextBlock(label=_("Inleiding"), required=False, help_text=_("Markdown."))
    statements = blocks.ListBlock(blocks.CharBlock(max_length=300), label=_("Uitspraken"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Schaal")
        template = "blocks/modules/scale.html"
        preview_value = {
            "title": "De voorbije twee weken",
            "statements": ["Ik liet een stilte langer duren dan ik gewoon ben."],
        }
