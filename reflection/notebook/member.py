"""The notebook of somebody with an account: sealed rows that only they can read."""

import json
import uuid
from collections.abc import Collection, Mapping

from people.kept_queries import KeptQuery
from people.models import User
from reflection import actions
from reflection.drafts import Fields, Kept, Place, Settled
from reflection.models import RESTART, Answer
from reflection.notebook.base import Note, Notebook, Value
from reflection.queries import draft_at, started_by

_ANSWERS = KeptQuery(
    lambda person, _now, abouts: (
        Answer.objects.filter(person=person, about__in=abouts).select_related("data_key").order_by("created_at", "pk")
    )
)


class MemberNotebook(Notebook):
    """Append-only, sealed under the person's own key."""

    def __init__(self, person: User) -> None:
        self._person = person

    def notes_of(self, abouts: Collection[str]) -> dict[str, dict[str, Note]]:
        latest: dict[str, dict[str, Answer]] = {about: {} for about in abouts}
        # Sorted out here: a person has few versions of few answers, and this query is asked on every page they write on.
        for row in _ANSWERS.ask(self._person.pk, list(abouts)):
            if row.part == RESTART:
                latest[row.about].clear()
            else:
                latest[row.about][row.part] = row
        return {
            # A row whose key was erased has nothing to show.
            about: {
                part: Note(json.loads(row.open()), row.created_at, row.revision)
                for part, row in parts.items()
                if row.data_key is not None
            }
            for about, parts in latest.items()
        }

    def write_all(
        self,
        about: str,
        values: Mapping[str, Value],
        *,
        operation: uuid.UUID | None = None,
        revision: int | None = None,
        settled: Settled | None = None,
    ) -> None:
        actions.write_answers(
            by=self._person, about=about, values=values, operation=operation, revision=revision, settled=settled
        )

    def restart(self, about: str) -> None:
        actions.restart(by=self._person, about=about)

    def started(self, kind: str) -> list[str]:
        return [each.about for each in started_by(self._person, kind)]

    def draft(self, place: Place) -> Kept | None:
        return draft_at(self._person, place)

    def keep_draft(self, place: Place, fields: Fields, *, seen: int, page: uuid.UUID) -> Kept:
        return actions.keep_draft(by=self._person, place=place, fields=fields, seen=seen, page=page)

    def drop_draft(self, place: Place) -> None:
        actions.drop_draft(by=self._person, place=place)
