"""Everything that changes what people wrote for themselves, one file per noun."""

from reflection.actions.answers import restart, write_answers
from reflection.actions.carry_over import take_over
from reflection.actions.drafts import drop_draft, keep_draft
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
    "drop_draft",
    "forget_deleted",
    "forget_entry",
    "keep_draft",
    "restart",
    "restore_entry",
    "revise_entry",
    "take_over",
    "write_answers",
    "write_entry",
]
