"""Reads of this room. One file per question; other rooms import from here."""

from modules.queries.own import Own, PlannedTask, Resume, own
from modules.queries.progress import attest_of, progress_of

__all__ = ["Own", "PlannedTask", "Resume", "attest_of", "own", "progress_of"]
