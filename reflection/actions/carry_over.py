"""What somebody wrote before signing in, moved to their own notebook."""

import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from people.models import User
from reflection.actions.answers import write_answers
from reflection.actions.drafts import keep_draft
from reflection.drafts import Kept, Place, StaleDraftError

if TYPE_CHECKING:
    from reflection.notebook import Note


@transaction.atomic
def take_over(
    *,
    by: User,
    notes: Mapping[str, Mapping[str, "Note"]],
    drafts: Iterable[tuple[Place, Kept]] = (),
    operation: uuid.UUID,
) -> None:
    """Add what somebody wrote before signing in to their own notebook; the same operation twice adds once.

    Of two drafts at one place the later one stays.
    """
    for about, parts in notes.items():
        write_answers(
            by=by,
            about=about,
            values={part: note.value for part, note in parts.items()},
            revisions={part: note.revision for part, note in parts.items()},
            operation=operation,
        )
    for place, kept in drafts:
        try:
            keep_draft(by=by, place=place, fields=kept.fields, seen=0, page=kept.page)
        except StaleDraftError as stale:
            if stale.standing is None or stale.standing.kept_at < kept.kept_at:
                seen = stale.standing.version if stale.standing else 0
                keep_draft(by=by, place=place, fields=kept.fields, seen=seen, page=kept.page)
