"""What a unit is made of. One file per kind; import from here."""

from modules.blocks.case import CaseStageBlock
from modules.blocks.conversation import ConversationBlock
from modules.blocks.scale import ScaleBlock
from modules.blocks.task import DoStepBlock, GroupMomentBlock, PracticeTaskBlock
from modules.blocks.text import HeardBlock, TextBlock
from modules.blocks.unit import UnitBlock, UnitStream
from modules.blocks.writing import WritingBlock

__all__ = [
    "CaseStageBlock",
    "ConversationBlock",
    "DoStepBlock",
    "GroupMomentBlock",
    "HeardBlock",
    "PracticeTaskBlock",
    "ScaleBlock",
    "TextBlock",
    "UnitBlock",
    "UnitStream",
    "WritingBlock",
]
