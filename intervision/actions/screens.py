"""The screen in the room: a chair of its own, paired by a code that nobody has to store."""

import base64
import hashlib
import hmac
import secrets
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.actions.locking import locked, store
from intervision.enums import STEERING_KINDS, SeatKind, Status
from intervision.exceptions import NotNow, NotYourPlace
from intervision.models import Seat

VALID_FOR = timedelta(minutes=2)
FOR_A_GUEST = timedelta(minutes=15)
"""A code for a guest is told over the telephone, and lets nobody in by itself."""
LENGTH = 6


@transaction.atomic
def offer_screen(*, session_id: uuid.UUID, by: Seat) -> Seat:
    """Open a chair for a screen and start its two minutes. Only the facilitator; raises NotYourPlace or NotNow."""
    session = locked(session_id)
    if by.kind not in STEERING_KINDS:
        raise NotYourPlace(_("Alleen de begeleider koppelt een scherm."))
    if session.status == Status.CLOSED:
        raise NotNow(_("De sessie is afgesloten."))
    waiting = Seat.objects.filter(session=session, kind=SeatKind.BEAMER, device_hash="")
    seat = waiting.first() or Seat(session=session, kind=SeatKind.BEAMER, order=99)
    seat.pairing_since = timezone.now()
    seat.save()
    store(session)
    return seat


def code_of(seat: Seat, now: datetime) -> str | None:
    """The code of a waiting screen or guest; None when its time is over or it was used."""
    valid_for = VALID_FOR if seat.kind == SeatKind.BEAMER else FOR_A_GUEST
    if seat.device_hash or seat.pairing_since is None or now - seat.pairing_since > valid_for:
        return None
    message = f"{seat.pk}|{seat.pairing_since.isoformat()}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()
    return base64.b32encode(digest).decode()[:LENGTH]


@transaction.atomic
def pair_screen(*, code: str) -> tuple[Seat, str]:
    """Give the chair that waits with this code to a device: the seat and the secret for its cookie.

    A code works once. Raises NotYourPlace for any other, with one sentence for every reason.
    """
    now = timezone.now()
    offered = Seat.objects.filter(kind=SeatKind.BEAMER, pairing_since__gte=now - VALID_FOR)
    seat = take_with(code, offered, now)
    secret = secrets.token_urlsafe(32)
    seat.device_hash, seat.pairing_since = hash_of(secret), None
    seat.save()
    store(locked(seat.session_id))
    return seat, secret


def take_with(code: str, offered: "QuerySet[Seat]", now: datetime) -> Seat:
    """Which of these chairs this code opens, locked. Raises NotYourPlace for any other code."""
    given = code.strip().upper().replace(" ", "").replace("0", "O").replace("1", "I")
    for seat in offered.filter(device_hash="").select_for_update():
        expected = code_of(seat, now)
        if expected is not None and hmac.compare_digest(expected.encode(), given.encode()):
            return seat
    raise NotYourPlace(_("Deze code past niet of is verlopen. Vraag de begeleider om een nieuwe."))


def hash_of(secret: str) -> str:
    """What is stored of a device's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
