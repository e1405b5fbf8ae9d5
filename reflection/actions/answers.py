"""Everything that adds to or moves a person's notes."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from people.models import User
from reflection.actions.drafts import settle_draft
from reflection.drafts import Settled
from reflection.models import RESTART, Answer, new_data_key


@transaction.atomic
def write_answers(
    *,
    by: User,
    about: str,
    values: Mapping[str, Mapping[str, Any]],
    operation: uuid.UUID | None = None,
    revision: int | None = None,
    revisions: Mapping[str, int | None] | None = None,
    settled: Settled | None = None,
) -> None:
    """Add one sealed row per part, all or none; the draft that became these answers goes in the same transaction.

    A second call with the same operation adds nothing: each row's operation follows from it and the part, and
    is unique per person. Locks no more than the rows it adds; makes the person's data key at first use.
    `revisions` names the revision of a part where it is another than `revision`.
    """
    data_key = new_data_key(person=by)
    operation = operation or uuid.uuid4()
    created_at = _after_what_stands(by, about)
    answers = []
    for part, value in values.items():
        # The operation comes from a form, so it is bound to its place: repeated elsewhere it is another one.
        answer = Answer(
            person=by,
            about=about,
            part=part,
            revision=(revisions or {}).get(part, revision),
            operation=uuid.uuid5(operation, f"{about}|{part}"),
            created_at=created_at,
        )
        answer.seal(json.dumps(value), data_key)
        answers.append(answer)
    Answer.objects.bulk_create(answers, ignore_conflicts=True)
    if settled is not None:
        settle_draft(by=by, about=about, settled=settled)


def restart(*, by: User, about: str) -> None:
    """Write down that this person starts afresh. Earlier answers stay theirs and no longer count as progress."""
    write_answers(by=by, about=about, values={RESTART: {}})


def _after_what_stands(by: User, about: str) -> datetime:
    """Now; or just after the latest answer where the clock was set back. The latest written has to read as the latest."""
    latest = Answer.objects.of(by).filter(about=about).aggregate(latest=Max("created_at"))["latest"]
    now = timezone.now()
    return now if latest is None else max(now, latest + timedelta(microseconds=1))
