"""What one seat sees at this moment: the only way from a session to a template, an export or a response.

Hidden means not sent: the text of others that is still hidden is not opened here, so no template can show it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from intervision import clock, holdings
from intervision.awaiting import is_waited_for, was_told
from intervision.before import before
from intervision.casepad import label_of
from intervision.cast import practice_view
from intervision.controlling import controls_of
from intervision.enums import (
    CASE,
    HIDDEN_KINDS,
    OUTPUT_KINDS,
    OWN_KINDS,
    PERSON_KINDS,
    STEERING_KINDS,
    Keep,
    MethodKind,
    Move,
    SeatKind,
    Status,
    WriteKind,
)
from intervision.handover import handing_over_of
from intervision.models import Contribution, Draft, Ready, Seat, Session
from intervision.pace import SlowView, Step, asked_of
from intervision.pulse import pulse_of
from intervision.queries import has_signed
from intervision.roomview import (
    Agreed,
    Board,
    Card,
    Choosing,
    Clock,
    Field,
    Late,
    Note,
    OnBehalf,
    Output,
    PhaseView,
    RoomView,
    Unsent,
)
from intervision.rounds import speaking_order
from intervision.rules import can_ask_slower, can_decide, can_replan
from intervision.script import PhaseScript, Script, Slot, names
from intervision.seating import PersonView
from intervision.steps import looked_back_on
from intervision.visibility import Moment, Text, is_revealed, sees


def project(session: Session, seat: Seat, *, now: datetime | None = None) -> RoomView:
    """The room as this seat sees it. Five queries, however much was written; one more for who may lay a lens."""
    return _Projection(session, seat, now or timezone.now()).view()


class _Projection:
    """One run of `project`: what was read, and the parts that are made of it."""

    def __init__(self, session: Session, seat: Seat, now: datetime) -> None:
        self.session, self.seat, self.now = session, seat, now
        self.script = Script.from_json(session.method_snapshot)
        self.phase = self.script.phase(session.pointer) if session.status == Status.RUNNING else None
        self.moment = Moment(self.script, session.status, session.pointer, frozenset(session.revealed))
        self.chairs = holdings.chairs(session.pk)
        self.seats = [each for each in self.chairs if each.is_in]
        self.called = {each.pk: each.called for each in self.chairs}
        self.last = holdings.last_event(session.pk)
        self.contributions = holdings.contributions(session.pk)
        self.visible = [found for found in self.contributions if self._sees(found)]
        self.drafts = {(draft.phase, draft.slot): draft for draft in holdings.drafts(seat.pk)}
        marked = holdings.marks(session.pk, [session.pointer, Ready.CHOICE])
        self.ready = {seat_id for seat_id, phase in marked if phase == session.pointer != Ready.CHOICE}
        self.chosen = {seat_id for seat_id, phase in marked if phase == Ready.CHOICE}

    def view(self) -> RoomView:
        session, seat = self.session, self.seat
        return RoomView(
            session_id=session.pk,
            circle_id=session.circle_id,
            version=session.version,
            move=session.move,
            status=session.status,
            method=self.script.title,
            starts_at=session.starts_at,
            closed_at=session.closed_at,
            seat_kind=seat.kind,
            you=seat.called,
            phase=self._phase(),
            clock=self._clock(),
            people=self._people(),
            outline=tuple(phase.title for phase in self.script.phases),
            minutes=self.script.minutes,
            around_minutes=self.script.around_minutes,
            fields=self._fields(),
            on_behalf=self._on_behalf(),
            boards=self._boards(),
            notes=self._notes(),
            unsent=self._unsent(),
            late=self._late(),
            ready_count=len(self.ready),
            ready_of=sum(1 for each in self.seats if self._is_awaited(each)),
            is_ready=seat.pk in self.ready,
            can_be_ready=self._is_awaited(seat) and not (self.phase and self.phase.asks_a_pulse),
            pulse=pulse_of(session, seat, self.script, self.contributions, has_answered=seat.pk in self.ready),
            controls=controls_of(session, seat, self.script, self.chairs, self.last, self.now),
            can_stop=seat.kind not in {*STEERING_KINDS, SeatKind.BEAMER}
            and self.phase is not None
            and not session.is_paused,
            can_replan=can_replan(session, seat),
            outputs=self._outputs(),
            asks_to_keep=self._asks_to_keep(),
            has_chosen=seat.pk in self.chosen,
            choosing=self._choosing(),
            agreement=self._agreement(),
            practice=practice_view(session, seat, self.seats, last=self.last, now=self.now)
            if session.is_practice
            else None,
            slow=self._slow() if session.is_slow else None,
            handing_over=handing_over_of(session, seat, self.chairs),
            before=before(session, seat),
            own_steps=looked_back_on(session, seat, self.phase),
            goes_slower=session.goes_slower and self.phase is not None,
            can_ask_slower=can_ask_slower(session, seat),
        )

    # --- the phase ------------------------------------------------------------

    def _phase(self) -> PhaseView | None:
        phase = self.phase
        if phase is None:
            return None
        kind = self.seat.kind
        went_back = self.last is not None and self.last.kind == Move.UNDO and self.last.to_phase == phase.nr
        return PhaseView(
            nr=phase.nr,
            of=len(self.script.phases),
            part=phase.part,
            title=phase.title,
            for_all=phase.for_all,
            for_you=self._whisper(phase),
            floor=phase.floor,
            turn=phase.turn,
            order=tuple(each.called for each in speaking_order(self.seats, phase)),
            is_lens=phase.part == MethodKind.LENS,
            is_writing=phase.is_writing,
            is_nameless=phase.is_nameless,
            is_silent=names(phase.silent, kind),
            has_floor=names(phase.floor, kind),
            is_turned=phase.turns(kind),
            bringer_turned=phase.turns(SeatKind.BRINGER),
            already_seen=went_back and phase.is_writing,
            figure=phase.figure,
        )

    def _whisper(self, phase: PhaseScript) -> str:
        """The text for this chair; a screen has none."""
        texts: dict[str, str] = {
            SeatKind.BRINGER: phase.for_bringer,
            SeatKind.FACILITATOR: phase.for_facilitator,
            SeatKind.CO_FACILITATOR: phase.for_facilitator,
            SeatKind.PEER: phase.for_peers,
            SeatKind.GUEST: phase.for_peers,
        }
        return texts.get(self.seat.kind, "")

    def _clock(self) -> Clock | None:
        seconds = clock.remaining(self.session, self.now)
        if seconds is None or self.phase is None or self.session.is_slow:
            return None
        return Clock(remaining=seconds, total=self.phase.minutes * 60, is_paused=self.session.is_paused)

    def _slow(self) -> SlowView:
        """Over days: what is asked of this seat now, and until when."""
        phase, until = self.phase, self.session.deadline
        dated = ((each.title, each.closes_at) for each in self.script.phases)
        steps = tuple(Step(title, at) for title, at in dated if at)
        if phase is None:
            return SlowView(steps)
        wrote = any(each.seat_id == self.seat.pk and each.phase == phase.nr for each in self.contributions)
        return SlowView(
            steps=steps,
            asked=asked_of(phase, self.seat.kind, is_ready=self.seat.pk in self.ready, has_written=wrote),
            until=until,
            is_past=until is not None and until <= self.now,
            closes_itself=phase.is_writing and phase.nr not in self.session.revealed,
            was_told=self.seat.kind in STEERING_KINDS and was_told(self.session),
        )

    def _people(self) -> tuple[PersonView, ...]:
        nameless = self.phase is not None and self.phase.is_nameless
        return tuple(
            PersonView(
                called=each.called,
                kind=each.kind,
                is_you=each.pk == self.seat.pk,
                is_ready=None if nameless else each.pk in self.ready,
                is_turned=self.phase is not None and self.phase.turns(each.kind),
                typed_by=self.called.get(each.typed_by_id, "") if each.typed_by_id else "",
            )
            for each in self.seats
            if each.kind in PERSON_KINDS or each.kind == SeatKind.INTERPRETER
        )

    # --- writing --------------------------------------------------------------

    def _fields(self) -> tuple[Field, ...]:
        phase = self.phase
        if phase is None:
            return ()
        return tuple(
            self._field(phase, slot) for slot in phase.slots if phase.gives(slot, self.seat.kind) and not slot.is_pulse
        )

    def _field(self, phase: PhaseScript, slot: Slot) -> Field:
        draft = self.drafts.get((phase.nr, slot.nr))
        open_hidden = slot.kind in HIDDEN_KINDS and not is_revealed(phase.nr, self.moment)
        own = [
            self._card(found)
            for found in self.visible
            if found.seat_id == self.seat.pk
            and (found.phase, found.slot) == (phase.nr, slot.nr)
            and (open_hidden or slot.kind in OWN_KINDS)
        ]
        return Field(
            phase=phase.nr,
            slot=slot.nr,
            kind=slot.kind,
            prompt=slot.prompt,
            draft=self._open(draft) if draft else "",
            version=draft.version if draft else 0,
            own=tuple(own),
        )

    def _on_behalf(self) -> tuple[OnBehalf, ...]:
        """Where this seat enters for a neighbour. What the neighbour wrote themselves stays theirs: nothing is opened."""
        phase = self.phase
        if phase is None:
            return ()
        return tuple(
            OnBehalf(each.pk, each.called, phase.nr, slot.nr, slot.kind, slot.prompt)
            for each in self.seats
            if each.typed_by_id == self.seat.pk
            for slot in phase.slots
            if slot.kind not in {*OWN_KINDS, WriteKind.PULSE} and phase.gives(slot, each.kind)
        )

    def _notes(self) -> tuple[Note, ...]:
        """The private notes of earlier phases, for who wrote them."""
        return tuple(
            Note(phase.title, self._open(draft))
            for phase, slot, draft in self._earlier()
            if slot.kind == WriteKind.PRIVATE
        )

    def _unsent(self) -> tuple[Unsent, ...]:
        """What was still being written when its phase ended: nothing that was typed is lost."""
        return tuple(
            Unsent(phase.nr, slot.nr, phase.title, self._open(draft), draft.version)
            for phase, slot, draft in self._earlier()
            if slot.kind != WriteKind.PRIVATE
        )

    def _earlier(self) -> Iterable[tuple[PhaseScript, Slot, Draft]]:
        for (phase_nr, slot_nr), draft in sorted(self.drafts.items()):
            phase = self.script.phase(phase_nr)
            slot = phase.slot(slot_nr) if phase else None
            if phase and slot and (phase_nr < self.session.pointer) and self.session.status != Status.CLOSED:
                yield phase, slot, draft

    def _late(self) -> Late:
        late = [found for found in self.contributions if found.late]
        own = tuple(self._card(found) for found in self.visible if found.late and found.seat_id == self.seat.pk)
        return Late(own=own, count=len(late) if self.seat.kind in STEERING_KINDS else 0)

    # --- what is on the table -------------------------------------------------

    def _boards(self) -> tuple[Board, ...]:
        if self.session.status not in {Status.RUNNING, Status.CLOSING}:
            return ()
        boards: defaultdict[int, list[Card]] = defaultdict(list)
        chosen_about = {output.card.id for output in self._outputs()}  # these stand there already
        for found in self.visible:
            if found.pk in chosen_about:
                continue
            hidden = found.kind in HIDDEN_KINDS and not is_revealed(found.phase, self.moment)
            if not (hidden or found.late or found.kind in OWN_KINDS or not self._is_on_the_table(found)):
                boards[found.phase].append(self._card(found))
        for nr in self._laid_tables():
            boards[nr] = boards[nr]  # an empty one says so
        return tuple(
            Board(phase=nr, title=self._title(nr), is_current=nr == self.session.pointer, cards=tuple(cards))
            for nr, cards in sorted(boards.items())
        )

    def _laid_tables(self) -> Iterable[int]:
        """The phases whose texts everybody sees now, whether anything was written or not."""
        phase = self.phase
        if phase is None or phase.turns(self.seat.kind):
            return
        for source in self.script.phases:
            kinds = {slot.kind for slot in source.slots} - OWN_KINDS - {WriteKind.AGREEMENT, WriteKind.PULSE}
            here = source.nr == phase.nr or phase.nr in source.carries_to
            if here and (kinds - HIDDEN_KINDS or (kinds and is_revealed(source.nr, self.moment))):
                yield source.nr

    def _is_on_the_table(self, found: Contribution) -> bool:
        """Whether it is shown to everybody now, so that one's own old cards do not stay on one's own board."""
        other = Text(found.phase, found.kind, found.late, is_own=False)
        return sees(other, self.seat.kind, self.moment)

    def _asks_to_keep(self) -> bool:
        return self.session.status == Status.CLOSING or (self.phase is not None and self.phase.asks_to_keep)

    def _outputs(self) -> tuple[Output, ...]:
        if not self._asks_to_keep():
            return ()
        return tuple(
            Output(
                self._card(found),
                self._title(found.phase),
                Keep(found.keep),
                found.kind == WriteKind.AGREEMENT,
                found.remind_on,
            )
            for found in self.visible
            if found.kind in OUTPUT_KINDS and can_decide(self.session, self.seat, found, script=self.script)
        )

    def _choosing(self) -> Choosing | None:
        """Whoever has something to choose, in the order of the circle."""
        if self.seat.kind not in STEERING_KINDS or not self._asks_to_keep():
            return None
        outputs = [found for found in self.contributions if found.kind in OUTPUT_KINDS]
        writers = {found.seat_id for found in outputs if found.kind == WriteKind.YIELD}
        agreed = any(found.kind == WriteKind.AGREEMENT for found in outputs)
        deciders = [each for each in self.seats if each.pk in writers or (agreed and each.kind == SeatKind.BRINGER)]
        return Choosing(
            chosen=tuple(each.called for each in deciders if each.pk in self.chosen),
            open=tuple(each.called for each in deciders if each.pk not in self.chosen),
            texts=sum(1 for found in self.contributions if found.kind != WriteKind.PULSE),
            kept=sum(1 for found in outputs if found.keep != Keep.DISCARD),
        )

    def _agreement(self) -> Agreed:
        """Before the start: whether a member still has something to sign. It never keeps anybody out."""
        if self.session.status != Status.PLANNED or self.seat.person is None or self.session.circle_id is None:
            return Agreed.SIGNED
        signed = has_signed(self.seat.person, self.session.circle_id)
        return Agreed.NONE if signed is None else Agreed.SIGNED if signed else Agreed.UNSIGNED

    # --- small things ---------------------------------------------------------

    def _is_awaited(self, seat: Seat) -> bool:
        return self.phase is not None and is_waited_for(self.phase, seat)

    def _sees(self, found: Contribution) -> bool:
        own = found.seat_id is not None and found.seat_id == self.seat.pk
        return sees(Text(found.phase, found.kind, found.late, own), self.seat.kind, self.moment)

    def _card(self, found: Contribution) -> Card:
        author = self.called.get(found.seat_id, "") if found.seat_id else ""
        question = label_of(found.slot) if found.kind == CASE else ""
        return Card(found.pk, self._open(found), author, is_own=found.seat_id == self.seat.pk, question=question)

    def _open(self, sealed: Contribution | Draft) -> str:
        sealed.data_key = self.session.data_key  # read once with the session, not once per row
        return sealed.open()

    def _title(self, nr: int) -> str:
        phase = self.script.phase(nr)
        return phase.title if phase else _("De casus")
