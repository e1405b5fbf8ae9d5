"""Everything that changes what people wrote for themselves, one file per noun."""

from reflection.actions.answers import restart, take_over, write_answers

__all__ = ["restart", "take_over", "write_answers"]
