"""Reading one's own desk."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from intake.models import Situation
from intake.state import Progress, State, progress_of
from intake.steps import LAST
from people.models import User
from reflection.encryption import DecryptionError, ServerKeysError
from reflection.origins import Origin, describe_origins


@dataclass(frozen=True)
class Laid:
    """A situation on the desk, in the list."""

    pk: uuid.UUID
    title: str
    changed_at: datetime
    shred_at: datetime
    done: int
    """How many of the twelve steps are."""
    case_id: int | None


def desk_of(person: User) -> list[Laid]:
    """What lies on this person's desk, last changed first. One query, however many."""
    rows = Situation.objects.of(person).select_related("data_key").order_by("-changed_at")
    return [_laid(row) for row in rows]


def situation_of(person: User, pk: uuid.UUID) -> Situation | None:
    """One of this person's situations."""
    found: Situation | None = Situation.objects.of(person).select_related("data_key").filter(pk=pk).first()
    return found


def state_of(situation: Situation) -> State:
    """What stands in it. Raises DecryptionError where it does not open: a page says so, and nothing is written over it."""
    return State.from_text(situation.open())


def origin_of(person: User, state: State) -> Origin | None:
    """Where it came from, where that is known. At most two queries."""
    found = describe_origins(person, [state.came_from])[state.came_from] if state.came_from else None
    return found if found is not None and found.url else None


def next_of(progress: list[Progress]) -> int:
    """The number of the first step that is not done; after the last where all are."""
    return next((each.step.number for each in progress if not each.is_done), LAST + 1)


def _laid(row: Situation) -> Laid:
    try:
        state = state_of(row)
    except (DecryptionError, ServerKeysError):  # one row that does not open keeps no other shut
        return Laid(row.pk, _("Niet te lezen"), row.changed_at, row.shred_at, 0, row.case_id)
    done = sum(each.is_done for each in progress_of(state))
    return Laid(row.pk, state.title, row.changed_at, row.shred_at, done, row.case_id)
