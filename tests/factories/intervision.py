"""Methods, circles with people and sessions for tests."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from intervision.actions.planning import plan_session
from intervision.actions.screens import hash_of
from intervision.actions.steering import steer
from intervision.content import store_method
from intervision.enums import Move, SeatKind
from intervision.exceptions import NotNow
from intervision.models import Method, Phase, Seat, Session
from people.models import Circle, User
from tests.factories.people import CircleFactory, MembershipFactory, UserFactory


def make_method(slug="methode", *phases, **fields):
    """A written method with one phase per dict; without phases one that has every kind of writing."""
    phases = phases or (
        {"floor": ["B"], "silent": ["P"], "writes": [{"who": "P", "kind": "private", "prompt": ""}]},
        {
            "floor": ["X"],
            "silent": ["A"],
            "writes": [{"who": "P", "kind": "hidden_reveal", "prompt": ""}],
            "carries_to": [3],
        },
        {"floor": ["P"], "silent": ["B"], "writes": [], "bringer_seat": "turned"},
        {"floor": ["A"], "writes": [{"who": "B", "kind": "agreement", "prompt": ""}]},
    )
    made = [
        Phase(**{"nr": nr, "title": f"Fase {nr}", "minutes": 5, "least": 3, "most": 8, **phase})
        for nr, phase in enumerate(phases, start=1)
    ]
    method = Method(
        slug=slug, title=slug.capitalize(), total_min=sum(phase.minutes for phase in made), written=True, **fields
    )
    return store_method(method, made)


@dataclass
class Room:
    """A session with its people and their seats."""

    session: Session
    circle: Circle
    facilitator: Seat
    bringer: Seat
    peers: list[Seat]

    def fresh(self) -> Session:
        return Session.objects.select_related("data_key", "circle").get(pk=self.session.pk)

    def steer(self, move: Move, by: Seat | None = None) -> Session:
        return steer(session_id=self.session.pk, by=by or self.facilitator, move=move, seen=self.fresh().move)

    def go_to(self, pointer: int) -> Session:
        """Start and press next until this phase runs; what waits to be shown is shown first, as the room asks."""
        session = self.fresh()
        if session.status == "planned":
            session = self.steer(Move.START)
        while session.pointer < pointer:
            try:
                session = self.steer(Move.NEXT)
            except NotNow:
                self.steer(Move.REVEAL)
                session = self.steer(Move.NEXT)
        return session

    def co_facilitator(self) -> Seat:
        """One more member, Ama, beside the facilitator."""
        ama = MembershipFactory(circle=self.circle, person=UserFactory(first_name="Ama")).person
        return Seat.objects.create(session=self.session, kind=SeatKind.CO_FACILITATOR, person=ama, order=50)

    def guest(self, kind="guest", name="Gast Lin") -> Seat:
        """Somebody from elsewhere, let in."""
        secret = hash_of(f"geheim-{kind}")
        made = {"guest_name": name, "device_hash": secret, "admitted_at": timezone.now()}
        return Seat.objects.create(session=self.session, kind=kind, order=90, **made)

    def beamer(self) -> Seat:
        return Seat.objects.create(session=self.session, kind=SeatKind.BEAMER, order=99, device_hash="x" * 64)


def make_room(method=None, peers=2) -> Room:
    """A circle with a facilitator (Noor), a bringer (Sam) and peers, and its planned session."""
    circle = CircleFactory(name="Kring Test")
    people: list[User] = [UserFactory(first_name=name) for name in ("Noor", "Sam")]
    people += [UserFactory(first_name=f"Peer{number}") for number in range(1, peers + 1)]
    for person in people:
        MembershipFactory(person=person, circle=circle)
    session = plan_session(
        by=people[0],
        circle=circle,
        method=method or Method.objects.filter(slug="methode").first() or make_method(),
        starts_at=timezone.now() + timedelta(days=1),
        facilitator=people[0],
        bringer=people[1],
        peers=people[2:],
    )
    seats = list(Seat.objects.filter(session=session).select_related("person", "session"))
    return Room(session, circle, seats[0], seats[1], seats[2:])
