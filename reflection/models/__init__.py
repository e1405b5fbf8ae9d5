"""What people write for themselves, sealed; and the keys that open it."""

from reflection.models.answer import RESTART, Answer
from reflection.models.entry import KEPT_AFTER_DELETING_DAYS, LogEntry
from reflection.models.keys import DataKey, KeyErasedError, new_data_key
from reflection.models.sealed import SealedText

__all__ = [
    "KEPT_AFTER_DELETING_DAYS",
    "RESTART",
    "Answer",
    "DataKey",
    "KeyErasedError",
    "LogEntry",
    "SealedText",
    "new_data_key",
]
