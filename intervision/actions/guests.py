"""A guest for one session: a code, a name at the door, and somebody who lets them in by that name."""

import secrets
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.actions.locking import locked, store
from intervision.actions.screens import FOR_A_GUEST, hash_of, take_with
from intervision.enums import GUEST_KINDS, STEERING_KINDS, SeatKind, Status
from intervision.exceptions import NotNow, NotYourPlace
from intervision.models import Draft, Ready, Seat, Session

MOST_GUESTS = 2


@transaction.atomic
def offer_guest(*, session_id: uuid.UUID, by: Seat, kind: SeatKind) -> Seat:
    """Open a chair for a guest of this kind and start the time of its code; an earlier code that nobody used is gone.

    Raises NotYourPlace for whoever does not steer, NotNow at the end of a session or where no more guests fit.
    """
    session = _steered(session_id, by)
    if session.is_practice:
        raise NotNow(_("In een oefening speelt de rest van de kring al mee. Er kan niemand bij."))
    if session.status not in {Status.PLANNED, Status.RUNNING}:
        raise NotNow(_("De sessie is voorbij. Er kan niemand meer bij."))
    guests = list(Seat.objects.filter(session=session, kind__in=GUEST_KINDS))
    if sum(1 for each in guests if each.is_waiting or (each.is_in and each.guest_name)) >= MOST_GUESTS:
        raise NotNow(_("Er zijn al twee gasten. Meer maakt het voor de kring minder veilig."))
    seat = next((each for each in guests if each.is_offered), None) or Seat(session=session, order=90 + len(guests))
    seat.kind, seat.pairing_since = kind, timezone.now()
    seat.save()
    store(session)
    return seat


@transaction.atomic
def ask_in(*, code: str, name: str) -> tuple[Seat, str]:
    """Come to the door with a code, under this name: the chair and the secret for the cookie. It shows nothing yet.

    A code works once. Raises NotYourPlace for any other, with one sentence for every reason.
    """
    now = timezone.now()
    offered = Seat.objects.filter(kind__in=GUEST_KINDS, guest_name="", pairing_since__gte=now - FOR_A_GUEST)
    seat = take_with(code, offered, now)
    session = locked(seat.session_id)
    secret = secrets.token_urlsafe(32)
    seat.device_hash, seat.pairing_since, seat.guest_name = hash_of(secret), None, name.strip()
    seat.save()
    store(session)
    return seat, secret


@transaction.atomic
def admit(*, session_id: uuid.UUID, by: Seat, seat_id: uuid.UUID) -> None:
    """Let in who stands at the door; a second time changes nothing. Raises NotYourPlace, NotNow."""
    session = _steered(session_id, by)
    seat = _guest(session, seat_id)
    if seat.admitted_at is None:
        seat.admitted_at = timezone.now()
        seat.save(update_fields=["admitted_at"])
        store(session)


@transaction.atomic
def show_out(*, session_id: uuid.UUID, by: Seat, seat_id: uuid.UUID) -> None:
    """End a guest's place, at the door or inside: their device sees nothing any more.

    What they laid on the table stays there with their name until the session is erased; what they were still writing
    goes now. Raises NotYourPlace, NotNow.
    """
    session = _steered(session_id, by)
    seat = _guest(session, seat_id)
    if seat.admitted_at is None:
        seat.delete()
    else:
        seat.device_hash, seat.admitted_at = "", None
        seat.save(update_fields=["device_hash", "admitted_at"])
        Draft.objects.filter(seat=seat).delete()
        Ready.objects.filter(seat=seat).delete()
    store(session)


def _steered(session_id: uuid.UUID, by: Seat) -> Session:
    session = locked(session_id)
    if by.kind not in STEERING_KINDS:
        raise NotYourPlace(_("Alleen wie begeleidt, laat gasten binnen en buiten."))
    if session.status == Status.CLOSED:
        raise NotNow(_("De sessie is afgesloten."))
    return session


def _guest(session: Session, seat_id: uuid.UUID) -> Seat:
    found = Seat.objects.filter(session=session, pk=seat_id, kind__in=GUEST_KINDS).exclude(device_hash="").first()
    if found is None:
        raise NotNow(_("Deze gast is er niet meer."))
    return found
