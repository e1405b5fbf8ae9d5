"""A unit: five to forty-five minutes, made of blocks."""

from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.case import CaseStageBlock
from modules.blocks.conversation import ConversationBlock
from modules.blocks.scale import ScaleBlock
from modules.blocks.task import DoStepBlock, GroupMomentBlock, PracticeTaskBlock
from modules.blocks.text import HeardBlock, TextBlock
from modules.blocks.writing import WritingBlock
from modules.enums import UnitForm


class UnitBlocks(blocks.StreamBlock):
    """The blocks of one unit. A block keeps its id for as long as it exists: what people wrote hangs on it."""

    text = TextBlock()
    writing = WritingBlock()
    case_stage = CaseStageBlock()
    heard = HeardBlock()
    scale = ScaleBlock()
    practice_task = PracticeTaskBlock()
    conversation = ConversationBlock()
    group_moment = GroupMomentBlock()
    do_step = DoStepBlock()


class UnitBlock(blocks.StructBlock):
    """One unit."""

    title = blocks.CharBlock(label=_("Titel"), max_length=160)
    slug = blocks.CharBlock(
        label=_("Adres"),
        required=False,
        max_length=80,
        validators=[validate_slug],
        help_text=_("Laat het staan als je de titel wijzigt: dan blijven links werken."),
    )
    minutes = blocks.IntegerBlock(label=_("Minuten"), min_value=1, max_value=600)
    form = blocks.ChoiceBlock(label=_("Vorm"), choices=UnitForm.choices, default=UnitForm.ALONE)
    blocks = UnitBlocks(label=_("Blokken"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Eenheid")
        label_format = "{title}"
        template = "blocks/modules/unit.html"
        preview_value = {"title": "Kijken zonder invullen", "minutes": 40, "form": UnitForm.ALONE, "blocks": []}


class UnitStream(blocks.StreamBlock):
    """The units of a module, in the order that is suggested and never required."""

    unit = UnitBlock()
