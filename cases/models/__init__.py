"""One file per noun; import from here."""

from cases.models.case import CasePage
from cases.models.case_report import CaseReport
from cases.models.consent import Consent
from cases.models.correction import Correction
from cases.models.desk_task import DeskTask
from cases.models.followed import FollowedText
from cases.models.gathering import Gathering, ShownProgress
from cases.models.index import CaseIndexPage
from cases.models.left_draft import LeftDraft
from cases.models.mirror import MirrorRound
from cases.models.preference import ContentPreference
from cases.models.review import Review, ReviewLink, VetoTalk
from cases.models.review_due import ReviewDue
from cases.models.review_task import ReviewTask
from cases.models.revising import Revising
from cases.models.trace import Trace, TraceSearch

__all__ = [
    "CaseIndexPage",
    "CasePage",
    "CaseReport",
    "Consent",
    "ContentPreference",
    "Correction",
    "DeskTask",
    "FollowedText",
    "Gathering",
    "LeftDraft",
    "MirrorRound",
    "Review",
    "ReviewDue",
    "ReviewLink",
    "ReviewTask",
    "Revising",
    "ShownProgress",
    "Trace",
    "TraceSearch",
    "VetoTalk",
]
