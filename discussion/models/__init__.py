"""One file per noun; import from here."""

from discussion.models.post import Post, PostVersion
from discussion.models.report import Report
from discussion.models.tag import FreeTag, TagProposal
from discussion.models.thread import Thread

__all__ = ["FreeTag", "Post", "PostVersion", "Report", "TagProposal", "Thread"]
