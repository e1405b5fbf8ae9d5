"""What people write for themselves, sealed; and the keys that open it."""

from reflection.models.answer import RESTART, Answer
from reflection.models.keys import DataKey, KeyErasedError, new_data_key
from reflection.models.sealed import SealedText

__all__ = ["RESTART", "Answer", "DataKey", "KeyErasedError", "SealedText", "new_data_key"]
