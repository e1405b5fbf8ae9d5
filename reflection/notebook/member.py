"""The notebook of somebody with an account: sealed rows that only they can read."""

import json
import uuid
from collections.abc import Mapping

from people.models import User
from reflection import actions
from reflection.models import RESTART, Answer
from reflection.notebook.base import Note, Notebook, Value
from reflection.queries import started_by


class MemberNotebook(Notebook):
    """Append-only, sealed under the person's own key."""

    def __init__(self, person: User) -> None:
        self._person = person

    def notes(self, about: str) -> dict[str, Note]:
        rows = Answer.objects.of(self._person).filter(about=about).order_by("created_at", "pk")
        latest: dict[str, Answer] = {}
        # Sorted out here: a person has few versions of few answers, and this query is asked on every page they write on.
        for row in rows.select_related("data_key"):
            if row.part == RESTART:
                latest.clear()
            else:
                latest[row.part] = row
        return {
            # A row whose key was erased has nothing to show.
            part: Note(json.loads(row.open()), row.created_at, row.revision)
            for part, row in latest.items()
            if row.data_key is not None
        }

    def write_all(
        self,
        about: str,
        values: Mapping[str, Value],
        *,
        operation: uuid.UUID | None = None,
        revision: int | None = None,
    ) -> None:
        actions.write_answers(by=self._person, about=about, values=values, operation=operation, revision=revision)

    def restart(self, about: str) -> None:
        actions.restart(by=self._person, about=about)

    def started(self, kind: str) -> list[str]:
        return [each.about for each in started_by(self._person, kind)]
