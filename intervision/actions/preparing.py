"""The case before it is told: kept on its pad, laid ready for the others, taken back."""

import json
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.actions.locking import locked, store
from intervision.enums import CASE
from intervision.exceptions import OvertakenByOther, TextRefused
from intervision.models import Contribution, Preparation, Seat, Session
from intervision.rules import check_can_lay_ready, check_can_prepare, check_can_take_case_back, check_text
from intervision.script import Script
from people.leftovers import empty_write_ahead_log
from reflection.drafts import Fields, Kept, StaleDraftError
from reflection.models import DataKey, new_data_key


@transaction.atomic
def keep_pad(*, session_id: uuid.UUID, by: Seat, fields: Fields, seen: int, page: uuid.UUID) -> Kept:
    """Put these fields in the place of what stood on the pad in the version that was seen; 0 where there was none.

    The same fields again change nothing. Pokes nobody: that somebody prepares is theirs. Raises StaleDraftError where
    another version stands, NotYourPlace and NotNow as the rules say.
    """
    session = locked(session_id)
    check_can_prepare(session, by)
    pad = Preparation.objects.select_related("data_key").filter(seat=by).first()
    standing = pad.kept() if pad else None
    if standing is not None and standing.fields == dict(fields):
        return standing
    if (standing.version if standing else 0) != seen:
        raise StaleDraftError(standing)
    pad = pad or Preparation(seat=by, version=0)
    pad.seal(json.dumps(dict(fields)), _key_of(session))
    pad.version, pad.page, pad.kept_at = seen + 1, page, timezone.now()
    pad.save()
    return pad.kept()


@transaction.atomic
def throw_pad_away(*, session_id: uuid.UUID, by: Seat) -> None:
    """Throw away what stands on the pad. What was laid ready stays until it is taken back."""
    locked(session_id)
    transaction.on_commit(empty_write_ahead_log)
    Preparation.objects.filter(seat=by).delete()


@transaction.atomic
def lay_ready(*, session_id: uuid.UUID, by: Seat, parts: Mapping[int, str], seen: int) -> None:
    """Lay these parts ready, in the place of what lay there: answers by the number of their question.

    The others see them from the phase in which the case is told. `seen` is the version of the pad that was shown.
    Raises OvertakenByOther where the pad changed since, TextRefused, NotYourPlace or NotNow.
    """
    session = locked(session_id)
    script = Script.from_json(session.method_snapshot)
    check_can_lay_ready(session, by, script=script)
    if not Preparation.objects.filter(seat=by, version=seen).exists():
        raise OvertakenByOther(_("Je kladblok veranderde sinds je dit bekeek. Kijk opnieuw wat de anderen zien."))
    if not parts:
        raise TextRefused(_("Je koos nog niets om op tafel te leggen."))
    texts = {nr: check_text(text) for nr, text in parts.items()}
    laid = Contribution.objects.filter(session=session, kind=CASE)
    if laid.exists():
        check_can_take_case_back(session, by, script=script)
        laid.delete()
    for nr, text in sorted(texts.items()):
        part = Contribution(session=session, seat=by, phase=0, slot=nr, kind=CASE, sequence=nr)
        part.seal(text, _key_of(session))
        part.save(force_insert=True)
    _tell(session, script)


@transaction.atomic
def take_case_back(*, session_id: uuid.UUID, by: Seat) -> None:
    """Take back what was laid ready, all of it; the pad stays. Raises NotYourPlace or NotNow."""
    session = locked(session_id)
    script = Script.from_json(session.method_snapshot)
    check_can_take_case_back(session, by, script=script)
    Contribution.objects.filter(session=session, kind=CASE, seat=by).delete()
    _tell(session, script)


def _tell(session: Session, script: Script) -> None:
    """Poke the others only where what they see changed: that a case lies ready is hidden as the case is."""
    if session.pointer >= script.telling:
        store(session)


def _key_of(session: Session) -> DataKey:
    """The key of the session, made at the first word that is written for it. Locked by whoever calls."""
    if session.data_key is None:
        session.data_key = new_data_key()
        session.save(update_fields=["data_key"])
    return session.data_key
