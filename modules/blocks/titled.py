"""What every block of a unit has: a title, which is also its entry in the list of blocks."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class TitledBlock(blocks.StructBlock):
    """A block with a title."""

    title = blocks.CharBlock(label=_("Titel"), required=False, max_length=160)
