"""A conversation in which the reader chooses, and sees what that sets in motion."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.titled import TitledBlock
from modules.conversation import ConversationError, parse


def check_script(script: str) -> None:
    """A validator: tells the author which line of the script does not hold."""
    try:
        parse(script)
    except ConversationError as error:
        raise ValidationError(
            _("Regel %(line)s: %(reason)s"), params={"line": error.line, "reason": error.reason}
        ) from None


class ConversationBlock(TitledBlock):
    """A branching conversation as text (modules/conversation.py says how)."""

    script = blocks.TextBlock(
        label=_("Gesprek"),
        help_text=_(
            "Een opening, dan per optie een regel: - wat je doet :: wat er dan gebeurt. Inspringen gaat verder."
        ),
        validators=[check_script],
    )

    class Meta:
        icon = "comment"
        label = _("Gesprek met keuzes")
        template = "blocks/modules/conversation.html"
        preview_value = {
            "title": "Ze knikt",
            "script": "Je vraagt of het duidelijk is. Ze knikt.\n\n- Je wacht :: Ze zoekt iets in haar tas.\n"
            "- Je rondt af :: Ze bedankt je en gaat.",
        }
