"""Answering closed questions, without a name."""

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from intervision.actions.locking import locked, store
from intervision.enums import PulseAnswer, WriteKind
from intervision.exceptions import NotNow, TextRefused
from intervision.models import Contribution, Ready, Seat
from intervision.pulse import with_one_more
from intervision.rules import check_can_answer_pulse
from intervision.script import Script


@transaction.atomic
def answer(*, session_id: uuid.UUID, by: Seat, phase: int, answers: Mapping[int, PulseAnswer]) -> None:
    """Add one answer per question to its tally; that this seat answered stands apart, as a ready mark.

    All questions at once, and once: what is stored nowhere by name cannot be changed by name. Locks the session and
    pokes every device. Raises TextRefused where a question has no answer, NotYourPlace or NotNow.
    """
    session = locked(session_id)
    found = check_can_answer_pulse(session, by, phase, script=Script.from_json(session.method_snapshot))
    slots = [slot for slot in found.slots if slot.is_pulse and found.gives(slot, by.kind)]
    if set(answers) != {slot.nr for slot in slots}:
        raise TextRefused(_("Kies bij elke vraag een antwoord. “Weet ik niet” is er ook een."))
    _made, is_first = Ready.objects.get_or_create(seat=by, phase=phase)
    if not is_first:
        raise NotNow(_("Je antwoord ligt er al bij. Omdat er geen naam bij staat, kan het niet meer veranderen."))
    assert session.data_key is not None  # made at the start; the rule refuses where the session does not run
    for slot in slots:
        where = {"session": session, "phase": phase, "slot": slot.nr, "kind": WriteKind.PULSE, "seat": None}
        tally = Contribution.objects.select_related("data_key").filter(**where).first()
        standing = tally.open() if tally else ""
        tally = tally or Contribution(**where)
        tally.seal(with_one_more(standing, answers[slot.nr]), session.data_key)
        tally.save()
    store(session)
