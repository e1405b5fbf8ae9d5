"""One file per noun; import from here."""

from cases.models.case import CasePage
from cases.models.followed import FollowedText
from cases.models.index import CaseIndexPage
from cases.models.mirror import MirrorRound
from cases.models.preference import ContentPreference

__all__ = ["CaseIndexPage", "CasePage", "ContentPreference", "FollowedText", "MirrorRound"]
