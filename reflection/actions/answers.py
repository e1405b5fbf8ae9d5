"""Everything that adds to or moves a person's notes."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from people.models import User
from reflection.models import RESTART, Answer, new_data_key


@transaction.atomic
def write_answers(
    *,
    by: User,
    about: str,
    values: Mapping[str, Mapping[str, Any]],
    operation: uuid.UUID | None = None,
    revision: int | None = None,
) -> None:
    """Add one sealed row per part, all or none.

    A second call with the same operation adds nothing: each row's operation follows from it and the part, and
    is unique per person. Locks no more than the rows it adds; makes the person's data key at first use.
    """
    data_key = new_data_key(person=by)
    operation = operation or uuid.uuid4()
    answers = []
    for part, value in values.items():
        # The operation comes from a form, so it is bound to its place: repeated elsewhere it is another one.
        answer = Answer(
            person=by,
            about=about,
            part=part,
            revision=revision,
            operation=uuid.uuid5(operation, f"{about}|{part}"),
        )
        answer.seal(json.dumps(value), data_key)
        answers.append(answer)
    Answer.objects.bulk_create(answers, ignore_conflicts=True)


def restart(*, by: User, about: str) -> None:
    """Write down that this person starts afresh. Earlier answers stay theirs and no longer count as progress."""
    write_answers(by=by, about=about, values={RESTART: {}})


@transaction.atomic
def take_over(*, by: User, notes: Mapping[str, Mapping[str, Mapping[str, Any]]], operation: uuid.UUID) -> None:
    """Add what somebody wrote before signing in to their own notebook; the same operation twice adds once."""
    for about, values in notes.items():
        write_answers(by=by, about=about, values=values, operation=operation)
