"""Running text: headings, prose, and notes that stand beside it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class HeadingBlock(blocks.CharBlock):
    """A heading inside the text; the page's own title is the h1."""

    class Meta:
        icon = "title"
        label = _("Tussenkop")
        template = "blocks/heading_block.html"
        preview_value = "Wat je eerst ziet"


class ProseBlock(blocks.TextBlock):
    """Text in Markdown, as it stands in the content files."""

    class Meta:
        icon = "pilcrow"
        label = _("Tekst")
        template = "blocks/prose_block.html"
        preview_value = "Hier hoef je niet te weten hoe het moet. *Je mag beginnen met kijken.*"


class NoteBlock(blocks.StructBlock):
    """A remark beside the text: a right, a safety line, an explanation."""

    kind = blocks.ChoiceBlock(
        choices=[("note", _("Opmerking")), ("right", _("Recht")), ("safety", _("Veiligheid"))], default="note"
    )
    text = blocks.TextBlock(label=_("Tekst"))

    class Meta:
        icon = "info-circle"
        label = _("Kader")
        template = "blocks/note_block.html"
        preview_value = {"kind": "safety", "text": "Twijfel je over veiligheid? Overleg vandaag nog."}


class TextStream(blocks.StreamBlock):
    """The blocks of a page of text."""

    heading = HeadingBlock()
    prose = ProseBlock()
    note = NoteBlock()
