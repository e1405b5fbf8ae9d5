"""Everything that changes a proposal."""

from proposals.actions.deciding import ask_back, decide_about_words, decline, take_up, write_record
from proposals.actions.publishing import publish
from proposals.actions.submitting import answer, drop_recording, keep_recording, keep_sound, submit, take_back

__all__ = [
    "answer",
    "ask_back",
    "decide_about_words",
    "decline",
    "drop_recording",
    "keep_recording",
    "keep_sound",
    "publish",
    "submit",
    "take_back",
    "take_up",
    "write_record",
]
