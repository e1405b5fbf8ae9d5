"""What people write for themselves, sealed; the keys that open it; and whom they let read along."""

from reflection.models.answer import RESTART, Answer
from reflection.models.draft import Draft
from reflection.models.echo import ON_A_DAY, Echo, NoEchoes
from reflection.models.entry import KEPT_AFTER_DELETING_DAYS, LogEntry
from reflection.models.frozen import Frozen
from reflection.models.group_picture import Counted, CountMeIn, GroupPicture
from reflection.models.keys import DataKey, KeyErasedError, new_data_key
from reflection.models.release import ReadEvent, Release
from reflection.models.sealed import SealedText

__all__ = [
    "KEPT_AFTER_DELETING_DAYS",
    "ON_A_DAY",
    "RESTART",
    "Answer",
    "CountMeIn",
    "Counted",
    "DataKey",
    "Draft",
    "Echo",
    "Frozen",
    "GroupPicture",
    "KeyErasedError",
    "LogEntry",
    "NoEchoes",
    "ReadEvent",
    "Release",
    "SealedText",
    "new_data_key",
]
