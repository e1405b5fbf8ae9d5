"""What people write for themselves, sealed; and the keys that open it."""

from reflection.models.answer import RESTART, Answer
from reflection.models.entry import KEPT_AFTER_DELETING_DAYS, LogEntry
from reflection.models.group_picture import Counted, CountMeIn, GroupPicture
from reflection.models.keys import DataKey, KeyErasedError, new_data_key
from reflection.models.sealed import SealedText

__all__ = [
    "KEPT_AFTER_DELETING_DAYS",
    "RESTART",
    "Answer",
    "CountMeIn",
    "Counted",
    "DataKey",
    "GroupPicture",
    "KeyErasedError",
    "LogEntry",
    "SealedText",
    "new_data_key",
]
