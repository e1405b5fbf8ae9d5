"""Whose turn it is to facilitate and to bring: who did so longest ago. From the chairs of the circle's own sessions."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max

from intervision.enums import SeatKind
from intervision.models import Seat
from people.models import Circle, Membership, User

_KINDS = (SeatKind.FACILITATOR, SeatKind.BRINGER)


@dataclass(frozen=True)
class Proposed:
    """Somebody for a chair, and when they last had it; None for whoever never did."""

    person: User
    last: datetime | None


@dataclass
class Rotation:
    """The members, the longest in the circle first, and when each last had which chair. A planned session counts."""

    members: list[User]
    last: dict[tuple[int, str], datetime] = field(default_factory=dict)

    @classmethod
    def of(cls, circle: Circle) -> "Rotation":
        """Read in two queries."""
        current = Membership.objects.current().filter(circle=circle, person__is_active=True)
        members = [each.person for each in current.select_related("person").order_by("joined_at", "pk")]
        had = Seat.objects.filter(session__circle=circle, person__in=members, kind__in=_KINDS).order_by()
        latest = had.values("person", "kind").annotate(last=Max("session__starts_at"))
        return cls(members, {(row["person"], row["kind"]): row["last"] for row in latest})

    def propose(self) -> tuple[Proposed | None, Proposed | None]:
        """A facilitator and a bringer: never the same person."""
        facilitator = self._first(SeatKind.FACILITATOR, self.members)
        others = [each for each in self.members if facilitator is None or each != facilitator.person]
        return facilitator, self._first(SeatKind.BRINGER, others)

    def took(self, kind: SeatKind, person: User, at: datetime) -> None:
        """Reckon with a session that is about to be planned."""
        self.last[person.pk, kind.value] = at

    def _first(self, kind: SeatKind, people: list[User]) -> Proposed | None:
        never = [each for each in people if self._had(each, kind) is None]
        if never:
            return Proposed(never[0], None)
        had = [(at, each) for each in people if (at := self._had(each, kind)) is not None]
        if not had:
            return None
        at, person = min(had, key=lambda pair: pair[0])
        return Proposed(person, at)

    def _had(self, person: User, kind: SeatKind) -> datetime | None:
        return self.last.get((person.pk, kind.value))
