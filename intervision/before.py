"""What a chair is offered before the case is told, and what came of it. Reads nothing."""

from dataclasses import dataclass

from intervision.enums import Status
from intervision.models import Seat, Session
from intervision.rules import can_answer, can_choose_nameless, can_prepare


@dataclass(frozen=True)
class Before:
    """What this chair can do beforehand. Whether anybody answered or prepared stands nowhere in it."""

    has_pad: bool
    """Whether it has a case pad: of whoever brings the case, until the phases are over."""
    is_asked: bool
    """Whether the private question is there for it, answered or not."""
    may_choose: bool
    has_chosen: bool
    """Only for who may choose: whether it stands on."""
    is_nameless: bool
    """Once it began: whether hidden writing goes without names, for whatever reason."""


def before(session: Session, seat: Seat) -> Before:
    """What this chair can do before, or has in hand during."""
    may_choose = can_choose_nameless(session, seat)
    return Before(
        has_pad=can_prepare(session, seat),
        is_asked=can_answer(session, seat),
        may_choose=may_choose,
        has_chosen=may_choose and session.is_nameless,
        is_nameless=session.is_nameless and session.status != Status.PLANNED,
    )
