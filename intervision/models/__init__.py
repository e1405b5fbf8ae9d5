"""One file per noun; import from here."""

from intervision.models.agreements import Agreement, Signature
from intervision.models.calendars import CalendarFeed, CancelledSession, Rhythm
from intervision.models.drafts import MethodDraft
from intervision.models.keeping import AfterCare, KeptLine, NoAfterCare
from intervision.models.methods import Method, Phase
from intervision.models.practice import PracticeCase
from intervision.models.preparing import Preparation, SafetyAnswer
from intervision.models.sessions import Event, Seat, Session
from intervision.models.writing import Contribution, Draft, Ready

__all__ = [
    "AfterCare",
    "Agreement",
    "CalendarFeed",
    "CancelledSession",
    "Contribution",
    "Draft",
    "Event",
    "KeptLine",
    "Method",
    "MethodDraft",
    "NoAfterCare",
    "Phase",
    "PracticeCase",
    "Preparation",
    "Ready",
    "Rhythm",
    "SafetyAnswer",
    "Seat",
    "Session",
    "Signature",
]
