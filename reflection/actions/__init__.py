"""Everything that changes what people wrote for themselves, one file per noun."""

from reflection.actions.answers import restart, take_over, write_answers
from reflection.actions.logbook import (
    delete_entry,
    forget_deleted,
    forget_entry,
    restore_entry,
    revise_entry,
    write_entry,
)

__all__ = [
    "delete_entry",
    "forget_deleted",
    "forget_entry",
    "restart",
    "restore_entry",
    "revise_entry",
    "take_over",
    "write_answers",
    "write_entry",
]
