"""Reads of this room. One file per question; other rooms import from here."""

from modules.queries.plans import PlannedTask, planned
from modules.queries.progress import attest_of, progress_of
from modules.queries.resume import Resume, resumes

__all__ = ["PlannedTask", "Resume", "attest_of", "planned", "progress_of", "resumes"]
