"""Laying a situation on the desk, deciding about it, making a draft of it, shredding it."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from cases.exchange.importing import make_draft, understand
from cases.traces.actions import search_traces
from intake.drafting import as_file
from intake.models import AFTER_DRAFT, LEFT_ALONE, Situation
from intake.rules import check_desk, check_draft
from intake.state import State, progress_of
from people.leftovers import empty_write_ahead_log
from people.models import User
from reflection.models import new_data_key

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cases.models import CasePage


class StaleSituation(Exception):
    """It changed since it was seen, or is gone. Nothing was stored."""


@transaction.atomic
def lay_down(*, by: User, title: str, text: str, came_from: str = "") -> Situation:
    """Put a new situation on the desk, under a key of its own. Raises NotAWriter."""
    check_desk(by)
    now = timezone.now()
    situation = Situation(person=by, changed_at=now, shred_at=now + LEFT_ALONE)
    situation.seal(State(title=title, text=text, came_from=came_from).as_text(), new_data_key())
    situation.save(force_insert=True)
    return situation


@transaction.atomic
def change(*, by: User, pk: uuid.UUID, version: int, how: Callable[[State], None]) -> Situation:
    """Change what stands in it, where this is still the version that was seen. Raises StaleSituation.

    What stood there before is written over. One that nobody works on any more goes 90 days after this; one that became
    a draft is not changed any more.
    """
    situation = _seen(by, pk, version)
    if situation.case_id is not None:
        raise StaleSituation
    state = State.from_text(situation.open())
    how(state)
    now = timezone.now()
    situation.version += 1
    situation.changed_at, situation.shred_at = now, now + LEFT_ALONE
    assert situation.data_key is not None  # it was opened with it
    situation.seal(state.as_text(), situation.data_key)
    situation.save()
    return situation


@transaction.atomic
def draft(*, by: User, pk: uuid.UUID, version: int) -> "CasePage":
    """Make the draft of a case of it, and shred it in fourteen days.

    What was decided here goes along to the search of the draft. Raises StaleSituation, NotYet with the reason, or
    PermissionDenied where this person may add no case.
    """
    situation = _seen(by, pk, version)
    if situation.case_id is not None:
        raise StaleSituation
    state = State.from_text(situation.open())
    check_draft(progress_of(state))
    case = make_draft(by=by, parsed=understand(as_file(state)).parsed)
    search_traces(case, reasons=state.kept, by=by)
    situation.case_id = case.pk
    situation.shred_at = timezone.now() + AFTER_DRAFT
    situation.version += 1
    situation.save(update_fields=["case_id", "shred_at", "version"])
    return case


def shred(rows: "QuerySet[Any]") -> int:
    """Delete these situations, and with each its key; how many there were."""
    gone = list(rows)
    for situation in gone:
        situation.delete()
    if gone:
        transaction.on_commit(empty_write_ahead_log)
    return len(gone)


def _seen(by: User, pk: uuid.UUID, version: int) -> Situation:
    found: Situation | None = (
        Situation.objects.of(by)
        .select_for_update(of=("self",))
        .select_related("data_key")
        .filter(pk=pk, version=version)
        .first()
    )
    if found is None:
        raise StaleSituation
    return found
