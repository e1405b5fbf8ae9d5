"""A dry run: a method held from start to end by chairs in which nobody sits, through the room's own actions and eyes.

It is a practice (`actions/practising.py`) whose facilitator is played too, and all of it, method, room and texts, is
rolled back: afterwards it never was. What is told is what `project` gave each chair, nothing that is worked out beside it.
"""

import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intervision.actions.closing import close
from intervision.actions.practising import play_along, seat_players
from intervision.actions.steering import steer
from intervision.cast import ALL_SPEAK, ANYWHERE, BRINGER_SPEAKS, PEERS_SPEAK, SAYS, SHARED, WRITES, WRITTEN, Line, Play
from intervision.content import store_method
from intervision.enums import HIDDEN_KINDS, MethodKind, Move, SeatKind, Status, WriteKind
from intervision.exceptions import RoomRefusal
from intervision.models import Contribution, Method, Phase, Seat, Session
from intervision.projection import project
from intervision.roomview import Board, RoomView
from intervision.script import PhaseScript, script_of
from intervision.validation import found_in
from intervision.workshop.report import Met, PhaseLine, Report, SeatLine

WATCHED = (SeatKind.FACILITATOR, SeatKind.BRINGER, SeatKind.PEER, SeatKind.GUEST, SeatKind.BEAMER)
"""The chairs whose page is looked at: one of each sort."""
LEAST_PEERS, MOST_PEERS = 2, 4
LONG_ENOUGH = timedelta(hours=12)
"""Into a phase, so that the played chairs have done everything they do in it."""
LONG_SILENCE = 45
"""Minutes without a word, spoken or handed in, after which it is worth asking whether that is meant."""

Views = dict[SeatKind, RoomView]


def dry_run(method: Method, phases: Sequence[Phase]) -> Report:
    """Hold this method, stored or not, and tell what every chair met. Leaves nothing in the database and pokes nobody.

    The phases must have minutes within their range, as the database asks.
    """
    faults = [Met(fault.phase, fault.reason) for fault in found_in(method, phases)]
    with transaction.atomic():
        try:
            return _Walk(_unnamed(method, phases), faults).run()
        finally:
            transaction.set_rollback(True)


def _unnamed(method: Method, phases: Sequence[Phase]) -> Method:
    """A copy under a name that no other method has, so that the one that can be chosen is not touched."""
    fields = {
        each.attname: getattr(method, each.attname) for each in Method._meta.concrete_fields if not each.primary_key
    }
    copies = [
        Phase(**{each.attname: getattr(phase, each.attname) for each in Phase._meta.concrete_fields
                 if each.name not in {"id", "method"}})
        for phase in phases
    ]  # fmt: skip
    return store_method(Method(**{**fields, "slug": f"proef-{uuid.uuid4().hex[:20]}"}), copies)


def _play(facilitator: str, bringer: str, peers: Sequence[str]) -> Play:
    """Everybody has one line for every sort of phase; which words they are does not matter."""
    people = (facilitator, bringer, *peers)
    speakers = {BRINGER_SPEAKS: people, PEERS_SPEAK: people, ALL_SPEAK: people}
    lines = [Line(ANYWHERE, heading, who, SAYS, who) for heading, all_of in speakers.items() for who in all_of]
    lines += [Line(ANYWHERE, heading, who, WRITES, who) for heading in (SHARED, *WRITTEN.values()) for who in people]
    return Play("droge-loop", _("Droge loop"), bringer, tuple(peers), tuple(lines))


class _Walk:
    """One run, phase after phase."""

    def __init__(self, method: Method, faults: list[Met]) -> None:
        self.faults, self.notes = faults, list[Met]()
        self.script = script_of(method)
        peers = [_("Meedenker %(number)s") % {"number": number} for number in range(1, _peers_of(method) + 1)]
        play = _play(_("Begeleider"), _("Inbrenger"), peers)
        session = seat_players(method, play, self.script, facilitator={"played": _("Begeleider")}, peers=peers)
        self.pk = session.pk
        self.people = len(peers) + 2
        self.offset = next((phase.nr for phase in self.script.phases if phase.part == MethodKind.METHOD), 1) - 1
        self.chairs = self._chairs(session)
        self.begins = 0
        self.hidden: dict[uuid.UUID, int] = {}
        """What was written hidden, and in which phase."""
        self.seen: dict[SeatKind, set[uuid.UUID]] = {kind: set() for kind in WATCHED}
        """What each chair saw by now of what others wrote hidden."""
        self.did: set[SeatKind] = set()
        self.quiet = dict.fromkeys((SeatKind.BRINGER, SeatKind.PEER), 0)

    def _chairs(self, session: Session) -> dict[SeatKind, Seat]:
        """One chair of each sort; a guest and a screen only look."""
        here = {"device_hash": "0" * 64, "admitted_at": timezone.now()}
        Seat.objects.create(session=session, kind=SeatKind.GUEST, order=90, guest_name=_("Gast"), **here)
        Seat.objects.create(session=session, kind=SeatKind.BEAMER, order=91, device_hash="1" * 64)
        found: dict[SeatKind, Seat] = {}
        for seat in session.seats.select_related("person"):
            found.setdefault(SeatKind(seat.kind), seat)
        return found

    def run(self) -> Report:
        phases = []
        if self._steer(Move.START):
            while (session := self._now()).status == Status.RUNNING:
                phase = self.script.phase(session.pointer)
                assert phase is not None  # it runs
                phases.append(self._phase(phase))
                if not self._go_on(phase):
                    break
            else:
                self._finish()
        self._look_back()
        return Report(
            tuple(phases),
            tuple(self.faults),
            tuple(self.notes),
            self.script.minutes,
            self.script.around_minutes,
            self.people,
        )

    # --- one phase ------------------------------------------------------------

    def _phase(self, phase: PhaseScript) -> PhaseLine:
        entered = self._look()
        shown = list(self._comes_out(phase, entered))
        self._labels_have_cards(phase, entered)
        before = Contribution.objects.filter(session=self.pk).count()
        session = self._now()
        assert session.phase_started_at is not None  # it runs
        play_along(session, now=session.phase_started_at + LONG_ENOUGH)
        written = Contribution.objects.filter(session=self.pk, phase=phase.nr)
        self.hidden |= {each.pk: phase.nr for each in written.filter(kind__in=HIDDEN_KINDS - {WriteKind.PULSE})}
        full = self._look() if written.exists() else entered
        self._nothing_comes_out_early(phase, full)
        if Move.REVEAL in _moves(full) and self._steer(Move.REVEAL):
            full = self._look()
            shown += self._comes_out(phase, full)
            if phase.asks_a_pulse:
                shown.append(_("De vorm verschijnt voor iedereen"))
        line = PhaseLine(
            nr=phase.nr,
            part=str(MethodKind(phase.part).label),
            title=phase.title,
            minutes=phase.minutes,
            begins=self.begins,
            seats=tuple(self._seat(kind, entered[kind], full[kind]) for kind in WATCHED),
            shown=tuple(shown),
            text=phase.for_all,
            written=Contribution.objects.filter(session=self.pk).count() - before,
            method_nr=self._own_nr(phase.nr),
        )
        self._listen(phase, full)
        self.begins += phase.minutes
        return line

    def _seat(self, kind: SeatKind, entered: RoomView, full: RoomView) -> SeatLine:
        phase = entered.phase
        assert phase is not None  # it runs
        boards = {board.phase: board for board in (*entered.boards, *full.boards)}
        return SeatLine(
            who=str(kind.label),
            speaks=phase.has_floor,
            silent=phase.is_silent,
            turned=phase.is_turned,
            writes=tuple(_asked(entered)),
            sees=tuple(_said(board) for board in boards.values() if board.cards or board.is_current),
            text=phase.for_you,
        )

    def _comes_out(self, phase: PhaseScript, views: Views) -> Iterator[str]:
        """What was hidden and is seen here for the first time, and by which chairs."""
        found: dict[int, list[SeatKind]] = {}
        for kind, view in views.items():
            new = _others(view.boards) & set(self.hidden) - self.seen[kind]
            self.seen[kind] |= new
            for source in {self.hidden[pk] for pk in new}:
                found.setdefault(source, []).append(kind)
        for source, kinds in sorted(found.items()):
            asked = self.script.phase(source)
            names = ", ".join(str(kind.label) for kind in kinds)
            yield _("“%(title)s” verschijnt voor: %(names)s") % {"title": asked.title if asked else "", "names": names}

    def _nothing_comes_out_early(self, phase: PhaseScript, views: Views) -> None:
        here = {pk for pk, nr in self.hidden.items() if nr == phase.nr}
        if any(_others(view.boards) & here for view in views.values()):
            self._fault(phase.nr, _("Verborgen tekst was te zien voor ze getoond werd."))

    def _labels_have_cards(self, phase: PhaseScript, views: Views) -> None:
        """A label is put on what lies on the table: somebody who labels must have something there."""
        for slot in phase.slots:
            if slot.kind != WriteKind.LABEL:
                continue
            writers = [kind for kind in WATCHED if phase.gives(slot, kind)]
            if not any(board.cards for kind in writers for board in views[kind].boards):
                self._fault(phase.nr, _("Er ligt nog niets op tafel om een label bij te leggen."))

    def _listen(self, phase: PhaseScript, views: Views) -> None:
        """Who did something, and how long the others have been silent."""
        for kind in WATCHED:
            view = views[kind].phase
            answers = views[kind].pulse is not None and phase.is_written_by(kind)
            hands_in = answers or any(not field.is_private for field in views[kind].fields)
            acts = (view is not None and view.has_floor) or hands_in
            if acts and phase.part == MethodKind.METHOD:
                self.did.add(kind)
            if kind not in self.quiet:
                continue
            self.quiet[kind] = 0 if acts else self.quiet[kind] + phase.minutes
            if self.quiet[kind] - phase.minutes < LONG_SILENCE <= self.quiet[kind]:
                words = {"who": kind.label, "minutes": self.quiet[kind]}
                self._note(phase.nr, _("De %(who)s is hier al %(minutes)s minuten stil. Is dat bedoeld?") % words)

    # --- the course -----------------------------------------------------------

    def _go_on(self, phase: PhaseScript) -> bool:
        if self._steer(Move.NEXT):
            return True
        self._fault(phase.nr, _("Van hier raakt de groep niet verder."))
        return False

    def _finish(self) -> None:
        """The choices of the end, and closing: what a practice does with itself."""
        play_along(self._now())
        close(session_id=self.pk, by=self.chairs[SeatKind.FACILITATOR], seen=self._now().move)

    def _look_back(self) -> None:
        """What only the whole run tells."""
        everybody = set().union(*self.seen.values())
        for source in sorted({nr for pk, nr in self.hidden.items() if pk not in everybody}):
            if not any(met.phase == self._own_nr(source) for met in self.faults):
                self._fault(source, _("Wat hier verborgen geschreven wordt, krijgt niemand anders ooit te zien."))
        for source in sorted(set(self.hidden.values())):
            texts = {pk for pk, nr in self.hidden.items() if nr == source}
            if texts & everybody and not texts & self.seen[SeatKind.BRINGER]:
                self._note(source, _("De inbrenger krijgt niet te zien wat hier geschreven wordt. Is dat bedoeld?"))
        for kind in (SeatKind.BRINGER, SeatKind.PEER):
            if kind not in self.did:
                self._fault(0, _("De %(who)s spreekt nergens en geeft nergens iets af.") % {"who": kind.label})

    def _steer(self, move: Move) -> bool:
        try:
            steer(session_id=self.pk, by=self.chairs[SeatKind.FACILITATOR], move=move, seen=self._now().move)
        except RoomRefusal:
            return False
        return True

    def _look(self) -> Views:
        session = self._now()
        return {kind: project(session, self.chairs[kind]) for kind in WATCHED}

    def _now(self) -> Session:
        return Session.objects.select_related("data_key", "circle").get(pk=self.pk)

    # --- what is told ---------------------------------------------------------

    def _own_nr(self, nr: int) -> int:
        """The number of a phase in the method itself, as who writes it knows it; 0 for the opening and the closing."""
        phase = self.script.phase(nr)
        return nr - self.offset if phase is not None and phase.part == MethodKind.METHOD else 0

    def _fault(self, nr: int, reason: str) -> None:
        """In the opening or the closing it is worth a look: who writes a method cannot mend those."""
        if nr == 0 or self._own_nr(nr):
            self.faults.append(Met(self._own_nr(nr), reason))
        else:
            self.notes.append(Met(0, f"{self.script.phases[nr - 1].title}: {reason}"))

    def _note(self, nr: int, reason: str) -> None:
        if nr == 0 or self._own_nr(nr):  # the opening and the closing are not theirs to mend
            self.notes.append(Met(self._own_nr(nr), reason))


def _peers_of(method: Method) -> int:
    """So many that a round is one, whatever group the method is for."""
    return min(max(LEAST_PEERS, method.group_min - 2), MOST_PEERS)


def _moves(views: Views) -> frozenset[Move]:
    controls = views[SeatKind.FACILITATOR].controls
    return controls.moves if controls else frozenset()


def _others(boards: Sequence[Board]) -> set[uuid.UUID]:
    """The cards that somebody else laid there."""
    return {card.id for board in boards for card in board.cards if not card.is_own}


def _asked(view: RoomView) -> Iterator[str]:
    """What this seat writes or chooses."""
    asked = [(each.prompt, each.kind_label) for each in view.fields]
    asked += [(each.prompt, each.kind_label) for each in (view.pulse.questions if view.pulse else ())]
    for prompt, label in asked:
        yield f"{prompt} ({label})" if prompt else label


def _said(board: Board) -> str:
    count = len(board.cards)
    texts = ngettext("%(count)s tekst", "%(count)s teksten", count) % {"count": count}
    nameless = count and not any(card.author for card in board.cards)
    return _("“%(title)s”: %(texts)s") % {"title": board.title, "texts": texts} + (
        _(", zonder naam") if nameless else ""
    )
