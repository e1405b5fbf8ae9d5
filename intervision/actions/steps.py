"""What somebody does with a step that they planned: be reminded once, answer, lay it on the table."""

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.actions.locking import locked, store
from intervision.enums import Status, StepAnswer, WriteKind
from intervision.exceptions import NotNow, NotYourPlace
from intervision.models import Contribution, KeptLine, Seat
from intervision.script import Script
from intervision.steps import about_of, check_reminder, shared_id, step_of
from people.models import User
from reflection.actions.echoes import remind_on, stop_at


@transaction.atomic
def remind(*, by: User, line: KeptLine, day: date | None) -> None:
    """Mail once about this step on this day, at nine in the morning; None takes the mail back.

    Raises NotNow for another day than one to come, after the one mail, or where the step was answered.
    """
    step = step_of(by, line.pk)
    if step is None:
        raise NotYourPlace(_("Deze stap is niet van jou."))
    if day is not None:
        if not step.can_be_reminded:
            raise NotNow(_("Over deze stap komt geen mail meer. Eén keer is genoeg."))
        check_reminder(day)
    remind_on(by=by, about=about_of(line), part=str(line.pk), day=day)


@transaction.atomic
def answer_step(*, by: User, line_id: uuid.UUID, answer: StepAnswer) -> None:
    """Done, or let go: after this nothing asks about it any more. The text stays in its person's work book.

    Raises NotYourPlace for a step that is not theirs.
    """
    line = KeptLine.objects.select_for_update().filter(pk=line_id, person=by, is_step=True).first()
    if line is None:
        raise NotYourPlace(_("Deze stap is niet van jou."))
    line.answer, line.answered_at = answer, timezone.now()
    line.save(update_fields=["answer", "answered_at"])
    stop_at(by=by, about=about_of(line), part=str(line.pk))


@transaction.atomic
def share_step(*, session_id: uuid.UUID, by: Seat, line_id: uuid.UUID) -> None:
    """Lay an own step of an earlier session on the table, by name, where the circle looks back. It goes with the rest.

    Twice lays it once. Raises NotYourPlace for a step that is not theirs, NotNow in any other phase.
    """
    session = locked(session_id)
    phase = Script.from_json(session.method_snapshot).phase(session.pointer)
    if session.status != Status.RUNNING or phase is None or not phase.looks_back:
        raise NotNow(_("De kring kijkt nu niet terug. Je stap blijft van jou."))
    own = KeptLine.objects.filter(pk=line_id, person=by.person_id, is_step=True, session__circle=session.circle_id)
    line = own.select_related("data_key").first()
    if line is None or by.person_id is None:
        raise NotYourPlace(_("Deze stap is niet van jou."))
    key = shared_id(session, line)
    if session.data_key is None or Contribution.objects.filter(pk=key).exists():
        return
    laid = Contribution(
        pk=key, session=session, seat=by, phase=phase.nr, kind=WriteKind.SHARED, sequence=session.version + 1
    )
    laid.seal(line.open(), session.data_key)
    laid.save(force_insert=True)
    store(session)
