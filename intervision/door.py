"""Who stands at the door of a room and who came in by it, for whoever steers."""

from collections.abc import Collection, Sequence
from datetime import datetime

from intervision.actions.screens import code_of
from intervision.enums import GUEST_KINDS
from intervision.models import Seat
from intervision.roomview import Guests, Visitor


def guests_of(chairs: Sequence[Seat], now: datetime) -> Guests:
    """The code that was asked, who stands at the door, and who is inside. Reads nothing."""
    codes = ((each, code_of(each, now)) for each in chairs if each.is_offered)
    kind, code = next(((each.kind, code) for each, code in codes if code), ("", ""))
    return Guests(
        code=code or "",
        code_kind=kind,
        waiting=tuple(_visitor(each) for each in chairs if each.is_waiting),
        inside=tuple(_visitor(each) for each in chairs if each.kind in GUEST_KINDS and each.is_in),
    )


def listed(seats: Sequence[Seat], kinds: Collection[str]) -> tuple[Visitor, ...]:
    """The seats of these kinds, to choose from."""
    return tuple(_visitor(each) for each in seats if each.kind in kinds)


def _visitor(seat: Seat) -> Visitor:
    return Visitor(seat.pk, seat.called, seat.kind)
