"""One file per noun; import from here."""

from intervision.models.keeping import KeptLine
from intervision.models.methods import Method, Phase
from intervision.models.sessions import Event, Seat, Session
from intervision.models.writing import Contribution, Draft, Ready

__all__ = ["Contribution", "Draft", "Event", "KeptLine", "Method", "Phase", "Ready", "Seat", "Session"]
