"""Something to read: running text, or a conversation that was written out."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.titled import TitledBlock


class TextBlock(TitledBlock):
    """Running text in Markdown."""

    text = blocks.TextBlock(label=_("Tekst"), help_text=_("Markdown."))

    class Meta:
        icon = "pilcrow"
        label = _("Tekst")
        template = "blocks/modules/text.html"
        preview_value = {
            "title": "Een vangnet, geen vragenlijst",
            "text": "Je hoeft de vijf plekken niet af te gaan. Je kijkt er *achteraf* mee: waar liep het vast?",
        }


class HeardBlock(TitledBlock):
    """Something to listen to, as its transcript: `**Naam:** wat die zegt`, a paragraph per turn."""

    text = blocks.TextBlock(label=_("Uitgeschreven gesprek"), help_text=_("Markdown, een alinea per beurt."))

    class Meta:
        icon = "openquote"
        label = _("Gehoord")
        template = "blocks/modules/heard.html"
        preview_value = {
            "title": "Een gesprek dat te snel gaat",
            "text": "**Begeleider:** Dus alles is duidelijk?\n\n**Moeder:** Ja.\n\n**Zoon:** Ze begrijpt het.",
        }
