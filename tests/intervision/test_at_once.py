"""Two people at the same moment: two threads that wait for each other at a barrier, two hundred times per race.

One room and two threads with their connections last for a whole race; each round only puts the rows back that it
changes. What may come out is a set: either of the two may be first, and nothing else may happen.
"""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from intervision.actions.closing import close, decide
from intervision.actions.handing_over import accept
from intervision.actions.pulse import answer
from intervision.actions.steering import steer
from intervision.actions.writing import contribute, save_draft
from intervision.enums import Keep, Move, PulseAnswer, SeatKind, Status, WriteKind
from intervision.exceptions import RoomRefusal
from intervision.models import Contribution, Draft, Event, KeptLine, Ready, Seat, Session
from intervision.pulse import read_tally
from reflection.models import new_data_key
from tests.factories.intervision import make_method, make_room

ROUNDS = 200
SPOKEN = {"floor": ["A"], "writes": []}
HIDDEN = {"floor": ["X"], "writes": [{"who": "P", "kind": "hidden_reveal", "prompt": ""}], "reveal": "button", "carries_to": [4]}  # fmt: skip
NOTES = {"floor": ["B"], "writes": [{"who": "P", "kind": "private", "prompt": ""}, {"who": "P", "kind": "yield", "prompt": ""}]}  # fmt: skip
PULSE = {"floor": ["X"], "writes": [{"who": "A", "kind": "pulse", "prompt": "Ging het?"}], "reveal": "button"}
pytestmark = pytest.mark.django_db(transaction=True)


class Race:
    """A room, its session put back before each round, and what the two do in it."""

    def __init__(self):
        self.room = make_room(make_method("tegelijk", SPOKEN, HIDDEN, NOTES, SPOKEN, PULSE), peers=2)
        self.room.go_to(1)
        self.pk = self.room.session.pk
        self.first, self.second = self.room.peers
        self.key = uuid.uuid4()

    def put_back(self, **changes):
        Session.objects.filter(pk=self.pk).update(**{"move": 7, "pointer": 1, "revealed": [], **changes})

    def ready(self):
        self.put_back()

    def steers(self, move):
        return lambda: steer(session_id=self.pk, by=self.room.facilitator, move=move, seen=7)

    def session(self):
        return Session.objects.get(pk=self.pk)


class NextNext(Race):
    """Exactly one phase."""

    def acts(self):
        return self.steers(Move.NEXT), self.steers(Move.NEXT)

    def check(self, outcomes):
        session = self.session()
        assert (sorted(outcomes), session.pointer, session.move) == (["OvertakenByOther", "ok"], 2, 8)


class NextUndo(Race):
    """On or back, and not both."""

    def ready(self):
        self.put_back(pointer=3)
        Event.objects.filter(session=self.pk).delete()
        step = {"kind": Move.NEXT, "from_phase": 2, "to_phase": 3, "remaining": 60, "at": timezone.now()}
        Event.objects.create(session_id=self.pk, seat=self.room.facilitator, **step)

    def acts(self):
        return self.steers(Move.NEXT), self.steers(Move.UNDO)

    def check(self, outcomes):
        assert (sorted(outcomes), self.session().pointer) == (
            ["OvertakenByOther", "ok"],
            4 if outcomes[0] == "ok" else 2,
        )


class RevealLateText(Race):
    """What is handed in while it is shown is stored, once."""

    def ready(self):
        self.put_back(pointer=2)
        Contribution.objects.filter(session=self.pk).delete()

    def acts(self):
        where = {"session_id": self.pk, "by": self.first, "phase": 2, "slot": 0, "text": "Net op tijd?"}
        return self.steers(Move.REVEAL), lambda: contribute(contribution_id=uuid.uuid4(), **where)

    def check(self, outcomes):
        texts = [(row.open(), row.late) for row in Contribution.objects.filter(session=self.pk)]
        assert (outcomes, self.session().revealed, texts) == (["ok", "ok"], [2], [("Net op tijd?", False)])


class NextLateText(RevealLateText):
    """What is handed in while the group goes on is stored, in time or late."""

    def ready(self):
        super().ready()
        Session.objects.filter(pk=self.pk).update(revealed=[2])

    def acts(self):
        return self.steers(Move.NEXT), super().acts()[1]

    def check(self, outcomes):
        texts = [row.open() for row in Contribution.objects.filter(session=self.pk)]
        assert (outcomes, self.session().pointer, texts) == (["ok", "ok"], 3, ["Net op tijd?"])


class TwiceOneId(Race):
    """The same text sent twice is one text."""

    def ready(self):
        self.put_back(pointer=2)
        Contribution.objects.filter(session=self.pk).delete()

    def acts(self):
        where = {"session_id": self.pk, "by": self.first, "phase": 2, "slot": 0, "text": "Eén keer."}
        return (lambda: contribute(contribution_id=self.key, **where),) * 2

    def check(self, outcomes):
        rows = Contribution.objects.filter(session=self.pk).values_list("pk", flat=True)
        assert (outcomes, list(rows)) == (["ok", "ok"], [self.key])


class TwoTabs(Race):
    """Of two tabs one is kept and the other hears it: nothing is written over unseen."""

    def ready(self):
        if not Draft.objects.filter(seat=self.first).exists():
            self.put_back(pointer=3)
            self.write("begin", seen=0)()
        draft = Draft.objects.get(seat=self.first)
        self.seen = draft.version

    def write(self, text, *, seen):
        where = {"session_id": self.pk, "by": self.first, "phase": 3, "slot": 0}
        return lambda: save_draft(text=text, seen=seen, page=uuid.uuid4(), **where)

    def acts(self):
        self.texts = [f"{tab} {self.seen}" for tab in ("links", "rechts")]
        return [self.write(text, seen=self.seen) for text in self.texts]

    def check(self, outcomes):
        draft = Draft.objects.get(seat=self.first)
        kept = self.texts[outcomes.index("ok")]
        assert (sorted(outcomes), draft.open(), draft.version) == (["StaleDraft", "ok"], kept, self.seen + 1)


class DecideClose(Race):
    """A choice that was taken is held to; one that came after the end is refused."""

    def ready(self):
        key = new_data_key()
        self.put_back(status=Status.CLOSING, pointer=6, data_key=key)
        KeptLine.objects.all().delete()
        self.key = uuid.uuid4()
        row = Contribution(pk=self.key, session_id=self.pk, seat=self.first, phase=3, slot=1, kind="yield")
        row.seal("Ik wacht langer.", key)
        row.save(force_insert=True)

    def acts(self):
        return (
            lambda: decide(session_id=self.pk, by=self.first, choices={self.key: Keep.OWN}),
            lambda: close(session_id=self.pk, by=self.room.facilitator, seen=7),
        )

    def check(self, outcomes):
        kept = [line.open() for line in KeptLine.objects.all()]
        assert outcomes[0] in {"ok", "NotYourPlace", "NotNow"}
        assert (outcomes[1], self.session().status) == ("ok", Status.CLOSED)
        assert kept == (["Ik wacht langer."] if outcomes[0] == "ok" else [])
        assert Contribution.objects.filter(session=self.pk).count() == 0


class AcceptAccept(Race):
    """Two who consent at once change places once: there is one who facilitates, and it is who asked."""

    def ready(self):
        kinds = {self.room.facilitator: SeatKind.FACILITATOR, self.first: SeatKind.PEER}
        for seat, kind in kinds.items():
            Seat.objects.filter(pk=seat.pk).update(kind=kind)
        self.put_back(offered_to=self.first, offered_by=self.first, offered_at=timezone.now() - timezone.timedelta(1))

    def acts(self):
        by = (self.room.facilitator, self.second)
        return [lambda seat=seat: accept(session_id=self.pk, by=seat) for seat in by]

    def check(self, outcomes):
        steers = Seat.objects.filter(session=self.pk, kind=SeatKind.FACILITATOR).values_list("pk", flat=True)
        assert (sorted(outcomes), list(steers), self.session().move) == (["NotNow", "ok"], [self.first.pk], 8)


class TwoAnswers(Race):
    """Two answers at the same moment are two in the tally."""

    def ready(self):
        self.put_back(pointer=5)
        Contribution.objects.filter(session=self.pk).delete()
        Ready.objects.filter(seat__session=self.pk).delete()

    def acts(self):
        given = {self.first: PulseAnswer.YES, self.second: PulseAnswer.NO}
        return [
            lambda seat=seat, each=each: answer(session_id=self.pk, by=seat, phase=5, answers={0: each})
            for seat, each in given.items()
        ]

    def check(self, outcomes):
        tally = Contribution.objects.get(session=self.pk, kind=WriteKind.PULSE, phase=5, slot=0)
        assert (outcomes, read_tally(tally.open())) == (["ok", "ok"], {"ja": 1, "nee": 1, "weet_niet": 0})


RACES = [NextNext, NextUndo, RevealLateText, NextLateText, TwiceOneId, TwoTabs, DecideClose, AcceptAccept, TwoAnswers]


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__)
def test_two_at_the_same_moment(race):
    it, barrier = race(), threading.Barrier(2)

    def run(act):
        barrier.wait(timeout=60)
        try:
            act()
        except RoomRefusal as refusal:
            return type(refusal).__name__
        return "ok"

    with ThreadPoolExecutor(2) as threads:

        def both(acts):
            return [done.result() for done in [threads.submit(run, act) for act in acts]]

        try:
            for _round in range(ROUNDS):
                it.ready()
                it.check(both(it.acts()))
        finally:
            both((connections.close_all, connections.close_all))
