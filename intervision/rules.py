"""What each chair may do. A pair per right: `check_…` raises with the reason, `can_…` answers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intervision import clock
from intervision.awaiting import awaited, was_told
from intervision.enums import (
    EXTRA,
    HIDDEN_KINDS,
    PERSON_KINDS,
    STEERING_KINDS,
    Keep,
    MethodKind,
    Move,
    Reveal,
    SeatKind,
    Status,
    WriteKind,
)
from intervision.exceptions import NotNow, NotYourPlace, RoomRefusal, TextRefused
from intervision.models import Contribution, Event, Seat, Session
from intervision.pace import last_moment
from intervision.script import PhaseScript, Script, Slot
from people.models import Circle, Membership, User
from people.rules import is_admin_of, membership_in

UNDO_WITHIN = timedelta(seconds=30)
UNDO_SLOWLY_WITHIN = timedelta(hours=1)
MOST_CHARACTERS = 4000
SMALLEST_CIRCLE = 3
"""Whoever facilitates, whoever brings, and one who thinks along."""


def _answers(check: Callable[..., object], *args: Any, **kwargs: Any) -> bool:
    try:
        check(*args, **kwargs)
    except RoomRefusal:
        return False
    return True


def check_can_plan(circle: Circle, person: User) -> None:
    """Every current member of a circle may plan a session of it, once there are enough of them."""
    members = Membership.objects.current().filter(circle=circle, person__is_active=True)
    if not members.filter(person=person).exists():
        raise NotYourPlace(_("Alleen leden van de kring plannen een sessie."))
    if (count := members.count()) < SMALLEST_CIRCLE:
        raise NotNow(
            ngettext(
                "Intervisie houd je met drie tot twaalf mensen. In deze kring zit nu %(count)s lid. "
                "Nodig eerst nog iemand uit.",
                "Intervisie houd je met drie tot twaalf mensen. In deze kring zitten nu %(count)s leden. "
                "Nodig eerst nog iemand uit.",
                count,
            )
            % {"count": count}
        )


def can_plan(circle: Circle, person: User) -> bool:
    return _answers(check_can_plan, circle, person)


def check_can_write_agreement(circle: Circle, person: User) -> None:
    """Whoever manages the circle writes down what it agrees on."""
    if not is_admin_of(person, circle):
        raise NotYourPlace(_("Alleen een beheerder van de kring wijzigt de afspraken. Vraag het aan wie beheert."))


def can_write_agreement(circle: Circle, person: User) -> bool:
    return _answers(check_can_write_agreement, circle, person)


def check_can_sign(circle: Circle, person: User) -> None:
    """Every current member signs, each for themselves."""
    if membership_in(person, circle) is None:
        raise NotYourPlace(_("Alleen leden van de kring tekenen haar afspraken."))


def check_can_replan(session: Session, seat: Seat) -> None:
    """Who planned a session, or facilitates it, may move it or cancel it until it begins. A practice has no day."""
    if session.is_practice:
        raise NotNow(_("Een oefening verzet je niet. Je kan ze altijd wissen en opnieuw beginnen."))
    if seat.kind not in STEERING_KINDS and not seat.planned:
        raise NotYourPlace(_("Alleen wie de sessie plande of begeleidt, verzet ze of zegt ze af."))
    _check_status(session, Status.PLANNED)


def can_replan(session: Session, seat: Seat) -> bool:
    return _answers(check_can_replan, session, seat)


def check_can_prepare(session: Session, seat: Seat) -> None:
    """Whoever brings the case has a pad for it, until the session is closed. A practice brings its own case."""
    if session.is_practice:
        raise NotNow(_("In een oefening is de casus verzonnen. Er valt niets voor te bereiden."))
    if seat.kind != SeatKind.BRINGER or seat.person_id is None:
        raise NotYourPlace(_("Alleen wie inbrengt, heeft een casuskladblok."))
    if session.status in {Status.CLOSING, Status.CLOSED}:
        raise NotNow(_("De fasen zijn voorbij. Je kladblok gaat weg met de sessie."))


def can_prepare(session: Session, seat: Seat) -> bool:
    return _answers(check_can_prepare, session, seat)


def check_can_lay_ready(session: Session, seat: Seat, *, script: Script) -> None:
    """The case is laid ready before it is told, or while it is: then the group has it in hand at once."""
    check_can_prepare(session, seat)
    if session.pointer > script.telling:
        raise NotNow(_("De groep heeft je casus al gehoord. Er kan niets meer klaargelegd worden."))


def can_lay_ready(session: Session, seat: Seat, *, script: Script) -> bool:
    return _answers(check_can_lay_ready, session, seat, script=script)


def check_can_take_case_back(session: Session, seat: Seat, *, script: Script) -> None:
    """Until the phase starts in which the case is told: from then on the others have read it."""
    check_can_prepare(session, seat)
    if session.pointer >= script.telling:
        raise NotNow(_("De anderen hebben je casus al gezien. Terugnemen kan niet meer."))


def can_take_case_back(session: Session, seat: Seat, *, script: Script) -> bool:
    return _answers(check_can_take_case_back, session, seat, script=script)


def check_can_answer(session: Session, seat: Seat) -> None:
    """Each person with a chair answers for themselves, until the session begins."""
    if session.is_practice:
        raise NotNow(_("In een oefening zijn de anderen verzonnen. Niemand beoordeelt je."))
    if seat.person_id is None:
        raise NotYourPlace(_("Deze vraag is voor de leden van de kring."))
    if session.status != Status.PLANNED:
        raise NotNow(_("De sessie is begonnen. Je antwoord verandert nu niets meer."))


def can_answer(session: Session, seat: Seat) -> bool:
    return _answers(check_can_answer, session, seat)


def check_can_choose_nameless(session: Session, seat: Seat) -> None:
    """Whoever steers may let the group write without names, until the session begins."""
    if session.is_practice:
        raise NotNow(_("In een oefening schrijven de anderen met hun naam."))
    if seat.kind not in STEERING_KINDS:
        raise NotYourPlace(_("Alleen wie begeleidt, kiest hoe de groep schrijft."))
    _check_status(session, Status.PLANNED)


def can_choose_nameless(session: Session, seat: Seat) -> bool:
    return _answers(check_can_choose_nameless, session, seat)


def check_can_steer(session: Session, seat: Seat, move: Move, *, script: Script) -> None:
    """The facilitator steers; the stop button is everybody's; a screen only shows."""
    if seat.kind == SeatKind.BEAMER:
        raise NotYourPlace(_("Een scherm kan alleen tonen."))
    if move == Move.STOP:
        _check_status(session, Status.RUNNING)
        return
    if seat.kind not in STEERING_KINDS:
        raise NotYourPlace(
            _("Alleen de begeleider bepaalt het verloop. Wil je even stoppen? Daar is de stopknop voor.")
        )
    if move == Move.START:
        _check_status(session, Status.PLANNED)
    elif move == Move.CLOSE:
        _check_status(session, Status.CLOSING)
    elif move != Move.UNDO:
        _check_status(session, Status.RUNNING)
    _check_moment(session, move, script)


def _check_moment(session: Session, move: Move, script: Script) -> None:
    """Whether the phase that runs is one for this move."""
    if move in {Move.NEXT, Move.LENS} and _texts_wait(session, script):
        raise NotNow(_("Toon eerst wat er geschreven is. Dat was beloofd aan wie schreef."))
    if move == Move.LENS:
        _check_lens_fits(session, script)
    if move in EXTRA and script.is_slow:
        _check_days_are_left(session, EXTRA[move])
    if move == Move.NUDGE:
        _check_can_nudge(session, script)
    if move == Move.RESUME and not session.is_paused:
        raise NotNow(_("De klok loopt al."))
    if move == Move.PAUSE and session.is_paused:
        raise NotNow(_("De klok staat al stil."))
    if move == Move.REVEAL and not _waits_for_the_button(session, script):
        raise NotNow(_("In deze fase valt er niets te tonen."))


def _check_lens_fits(session: Session, script: Script) -> None:
    """A lens looks at what was told: within the method, and never at another lens."""
    phase = script.phase(session.pointer)
    if script.is_slow:
        raise NotNow(_("Een lens leg je aan tafel. In een sessie over meerdere dagen staat het verloop vast."))
    if phase is None or phase.part != MethodKind.METHOD:
        raise NotNow(_("Een lens leg je op tafel tijdens de methode zelf, en één tegelijk."))


def _check_days_are_left(session: Session, days: int) -> None:
    """Over days there is a last one, as when the dates were chosen."""
    now = timezone.now()
    left = timedelta(seconds=max(clock.remaining(session, now) or 0, 0), days=days)
    if timezone.localtime(now + left).date() > last_moment(session.starts_at).date():
        raise NotNow(_("Een sessie duurt hoogstens dertig dagen. Er kunnen geen dagen meer bij."))


def _check_can_nudge(session: Session, script: Script) -> None:
    """Only over days, and once per phase: a person asks, no machine repeats."""
    if not script.is_slow:
        raise NotNow(_("Aan tafel zeg je het zelf."))
    if was_told(session):
        raise NotNow(_("Je liet het in deze fase al weten. Eén keer is genoeg."))
    if not awaited(session, script):
        raise NotNow(_("Er is niemand op wie de groep nog wacht."))


def _texts_wait(session: Session, script: Script) -> bool:
    """Whether text was handed in that only the button shows: going on would leave it unseen for ever."""
    if not _waits_for_the_button(session, script):
        return False
    return session.contributions.filter(phase=session.pointer, kind__in=HIDDEN_KINDS).exists()


def _waits_for_the_button(session: Session, script: Script) -> bool:
    """Whether the phase that runs hides texts until the facilitator shows them."""
    phase = script.phase(session.pointer)
    if phase is None or phase.reveal != Reveal.BUTTON or not phase.is_writing:
        return False
    return phase.nr not in session.revealed


def can_steer(session: Session, seat: Seat, move: Move, *, script: Script) -> bool:
    return _answers(check_can_steer, session, seat, move, script=script)


def undo_within(session: Session) -> timedelta:
    """How long a step can be taken back; over days nobody stands beside it when it is taken."""
    return UNDO_SLOWLY_WITHIN if session.is_slow else UNDO_WITHIN


def check_can_undo(session: Session, last: Event | None, now: datetime) -> None:
    """Going back is for a slip: within thirty seconds after a step to the next phase, and only right after it."""
    stepped = last is not None and last.kind in {Move.NEXT, Move.LENS}
    if session.status not in {Status.RUNNING, Status.CLOSING} or last is None or not stepped:
        raise NotNow(_("Er is geen stap om terug te nemen."))
    if now - last.at > undo_within(session):
        raise NotNow(
            _("Terugnemen kan tot een uur na de stap.")
            if session.is_slow
            else _("Terugnemen kan tot dertig seconden na de stap.")
        )


def can_undo(session: Session, last: Event | None, now: datetime) -> bool:
    return _answers(check_can_undo, session, last, now)


def check_can_write(session: Session, seat: Seat, *, script: Script, phase_nr: int, slot_nr: int) -> Slot:
    """The slot, when this seat writes in it: in the phase that runs, or late in one that has passed."""
    _check_takes_part(seat)
    was_erased = session.status != Status.PLANNED and session.data_key_id is None
    if session.status == Status.CLOSED or was_erased:
        raise NotNow(_("De sessie is afgesloten en gewist. Je tekst is niet meer opgeslagen."))
    phase = script.phase(phase_nr)
    if phase is None or session.status == Status.PLANNED or phase_nr > session.pointer:
        raise NotNow(_("Deze fase is nog niet begonnen."))
    slot = phase.slot(slot_nr)
    if slot is None or not phase.gives(slot, seat.kind):
        raise NotYourPlace(_("In deze fase schrijven anderen. Jij luistert."))
    return slot


def can_write(session: Session, seat: Seat, *, script: Script, phase_nr: int, slot_nr: int) -> bool:
    return _answers(check_can_write, session, seat, script=script, phase_nr=phase_nr, slot_nr=slot_nr)


def check_text(text: str) -> str:
    """The text without the white space around it, when it is one."""
    text = text.replace("\x00", "").strip()
    if not text:
        raise TextRefused(_("Er staat nog niets in het veld."))
    if len(text) > MOST_CHARACTERS:
        raise TextRefused(
            _("De tekst telt %(count)s tekens; %(most)s is het meeste.") % {"count": len(text), "most": MOST_CHARACTERS}
        )
    return text


def check_can_be_ready(session: Session, seat: Seat, phase_nr: int, *, script: Script) -> None:
    """Whoever writes something hidden in the phase that runs can say that they are done."""
    _check_takes_part(seat)
    if session.status != Status.RUNNING or phase_nr != session.pointer:
        raise NotNow(_("De groep is al een fase verder."))
    phase = script.phase(phase_nr)
    if phase is None or not phase.is_written_by(seat.kind):
        raise NotYourPlace(_("In deze fase wacht niemand op jou."))
    if phase.asks_a_pulse:
        raise NotYourPlace(_("Hier ben je klaar zodra je antwoordt."))


def can_be_ready(session: Session, seat: Seat, phase_nr: int, *, script: Script) -> bool:
    return _answers(check_can_be_ready, session, seat, phase_nr, script=script)


def check_can_answer_pulse(session: Session, seat: Seat, phase_nr: int, *, script: Script) -> PhaseScript:
    """The phase, where this seat answers closed questions in it: while it runs, and until the shape is shown.

    An answer that came after would tell itself, by how the shape changed.
    """
    _check_takes_part(seat)
    phase = script.phase(phase_nr)
    if phase is None or not phase.asks_a_pulse or not phase.is_written_by(seat.kind):
        raise NotYourPlace(_("In deze fase is er niets om op te antwoorden."))
    if session.status != Status.RUNNING or phase_nr != session.pointer:
        raise NotNow(_("De groep is niet in deze fase. Je antwoord is niet opgeslagen."))
    if phase_nr in session.revealed:
        raise NotNow(_("De antwoorden zijn al getoond. Er komt geen antwoord meer bij."))
    return phase


def can_answer_pulse(session: Session, seat: Seat, phase_nr: int, *, script: Script) -> bool:
    return _answers(check_can_answer_pulse, session, seat, phase_nr, script=script)


def check_can_decide(session: Session, seat: Seat, contribution: Contribution, keep: Keep, *, script: Script) -> None:
    """At the end the bringer decides about agreements, and everybody about their own learning line."""
    phase = script.phase(session.pointer)
    if session.status != Status.RUNNING or phase is None or not phase.asks_to_keep:
        _check_status(session, Status.CLOSING)
    if seat.kind == SeatKind.GUEST:
        raise NotYourPlace(_("Wie te gast is, bewaart niets van de sessie."))
    own = contribution.seat_id == seat.pk
    agreement = contribution.kind == WriteKind.AGREEMENT
    if not ((agreement and seat.kind == SeatKind.BRINGER) or (contribution.kind == WriteKind.YIELD and own)):
        raise NotYourPlace(_("Over deze tekst beslist iemand anders."))
    if keep not in {Keep.DISCARD, Keep.OWN, Keep.TEAM}:
        raise NotYourPlace(_("Kies weg, alleen ik of leerlijn voor het team."))


def can_decide(session: Session, seat: Seat, contribution: Contribution, *, script: Script) -> bool:
    return _answers(check_can_decide, session, seat, contribution, Keep.DISCARD, script=script)


def check_can_ask_slower(session: Session, seat: Seat) -> None:
    """An interpreter says so, while the group talks."""
    if seat.kind != SeatKind.INTERPRETER:
        raise NotYourPlace(_("Dit is de knop van wie tolkt. Gaat het voor jou te snel, zeg het dan, of druk op stop."))
    _check_status(session, Status.RUNNING)
    if session.is_slow:
        raise NotNow(_("Over meerdere dagen schrijft ieder op het eigen tempo."))


def can_ask_slower(session: Session, seat: Seat) -> bool:
    return _answers(check_can_ask_slower, session, seat)


def _check_takes_part(seat: Seat) -> None:
    if seat.kind == SeatKind.INTERPRETER:
        raise NotYourPlace(_("Als tolk geef je woorden door. Je schrijft hier zelf niets."))
    if seat.kind not in PERSON_KINDS:
        raise NotYourPlace(_("Een scherm kan alleen tonen."))


def _check_status(session: Session, needed: Status) -> None:
    if session.status == needed:
        return
    reasons = {
        Status.PLANNED: _("De sessie is nog niet begonnen."),
        Status.RUNNING: _("De sessie is hier nog niet aan toe.")
        if needed == Status.CLOSING
        else _("De sessie loopt al."),
        Status.CLOSING: _("De fasen zijn voorbij; de groep rondt af."),
        Status.CLOSED: _("De sessie is afgesloten."),
    }
    raise NotNow(reasons[Status(session.status)])
