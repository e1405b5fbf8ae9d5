"""What may happen to an echo, and when."""

from datetime import datetime

from django.utils.translation import gettext as _

from reflection.enums import ECHO_MOVES, OPEN_ECHOES, EchoMove, EchoState
from reflection.models.echo import Echo


class EchoError(Exception):
    """An echo does not allow this now. Its text is fit for the person."""


class EchoClosedError(EchoError):
    """It was answered or stopped."""


class EchoNotDueError(EchoError):
    """Its day has not come yet."""


def state_at(echo: Echo, now: datetime) -> EchoState:
    """Where it is at this moment: its day comes whether or not the worker has been round."""
    state = EchoState(echo.state)
    return EchoState.READY if state == EchoState.WAITING and echo.due_at <= now else state


def check_move(echo: Echo, move: EchoMove, now: datetime) -> EchoState:
    """The state that follows. Raises EchoClosedError, or EchoNotDueError, with the reason."""
    before = state_at(echo, now)
    after = ECHO_MOVES.get((before, move))
    if after is not None:
        return after
    if before not in OPEN_ECHOES:
        raise EchoClosedError(_("Deze echo is al afgesloten. Wat je schreef, staat in je werkboek."))
    raise EchoNotDueError(_("Deze echo ligt nog niet klaar."))


def can_move(echo: Echo, move: EchoMove, now: datetime) -> bool:
    """Whether `check_move` would pass."""
    return (state_at(echo, now), move) in ECHO_MOVES
