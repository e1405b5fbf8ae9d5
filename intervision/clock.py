"""The clock of a phase. The server holds one moment, the deadline; nothing ticks here and nothing moves by itself."""

from datetime import datetime, timedelta

from intervision.models import Session


def remaining(session: Session, now: datetime) -> float | None:
    """Seconds until the end of the phase, negative in overtime; None when no phase runs."""
    if session.paused_remaining is not None:
        return session.paused_remaining
    if session.deadline is None:
        return None
    return (session.deadline - now).total_seconds()


def begin(session: Session, *, seconds: float, now: datetime) -> None:
    """Let a phase of so many seconds begin. Saves nothing."""
    session.phase_started_at = now
    session.deadline = now + timedelta(seconds=seconds)
    session.paused_remaining = None


def halt(session: Session) -> None:
    """Take the clock away: no phase runs any more. Saves nothing."""
    session.phase_started_at = session.deadline = session.paused_remaining = None


def pause(session: Session, now: datetime) -> None:
    """Stop the clock where it stands. Saves nothing."""
    session.paused_remaining = remaining(session, now)
    session.deadline = None


def resume(session: Session, now: datetime) -> None:
    """Let the clock go on from where it stood. Saves nothing."""
    session.deadline = now + timedelta(seconds=session.paused_remaining or 0)
    session.paused_remaining = None


def extend(session: Session, *, minutes: int, now: datetime) -> None:
    """Give minutes extra, counted from now when the time had already run out. Saves nothing."""
    extra = minutes * 60
    if session.paused_remaining is not None:
        session.paused_remaining = max(session.paused_remaining, 0) + extra
    elif session.deadline is not None:
        session.deadline = max(session.deadline, now) + timedelta(seconds=extra)
