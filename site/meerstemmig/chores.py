"""What has to happen now and then without anybody asking. Every chore may run at any time, and twice."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from cases.abandoned import tell_writers
from cases.review.due import go_round as go_round_reviews
from discussion.actions.posts import forget_withdrawn
from intervision.actions.aftercare import bring_after_care
from intervision.actions.steering import close_what_is_due
from meerstemmig.models import Export
from meerstemmig.mydata.actions import forget
from people.actions.roles import settle_roles
from people.erasing import erase_due
from people.leftovers import rewrite_when_due
from people.retention import apply_all
from reflection.actions import forget_deleted
from reflection.actions.echoes import bring_what_is_due
from search.indexer import catch_up
from shelf.actions import digest
from shelf.actions.collections import forget_deleted as forget_deleted_collections
from shelf.actions.searches import forget_deleted as forget_deleted_searches

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """Something to do, and how often."""

    name: str
    every: timedelta
    do: Callable[[], object]


def forget_copies() -> int:
    """Delete the files of exports that were taken, or not in time; and files that belong to no export."""
    ended = forget(Export.objects.over())
    known = {str(pk) for pk in Export.objects.values_list("pk", flat=True)}
    for path in Path(settings.EXPORT_DIR).glob("*.sealed"):
        if path.stem not in known and path.stat().st_mtime < time.time() - 3600:
            path.unlink(missing_ok=True)
    return ended


CHORES = (
    Chore("index what waits", timedelta(minutes=1), catch_up),
    Chore("open and close roles", timedelta(minutes=1), settle_roles),
    Chore("close what a date was given for", timedelta(minutes=1), close_what_is_due),
    Chore("forget withdrawn posts", timedelta(hours=6), forget_withdrawn),
    Chore("forget deleted entries", timedelta(hours=6), forget_deleted),
    Chore("forget deleted questions", timedelta(hours=6), forget_deleted_searches),
    Chore("forget deleted collections", timedelta(hours=6), forget_deleted_collections),
    Chore("ask saved questions again", timedelta(hours=1), digest.go_round),
    Chore("bring echoes that are due", timedelta(minutes=10), bring_what_is_due),
    Chore("ask who brought something", timedelta(minutes=10), bring_after_care),
    Chore("erase whose time has come", timedelta(hours=1), erase_due),
    Chore("forget copies that were taken", timedelta(minutes=30), forget_copies),
    Chore("end what was kept long enough", timedelta(hours=24), apply_all),
    Chore("list what has to be read again", timedelta(hours=24), go_round_reviews),
    Chore("tell of drafts that lie still", timedelta(hours=24), tell_writers),
    Chore("leave nothing of what was deleted", timedelta(minutes=10), rewrite_when_due),
    Chore("forget ended sign-ins", timedelta(hours=6), SessionStore.clear_expired),
)


class Rounds:
    """Does each chore when its time has come. One that fails is told and tried again on its next turn."""

    def __init__(self, chores: tuple[Chore, ...] = CHORES, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due = {chore: clock() + min(chore.every.total_seconds(), 30) for chore in chores}

    def walk(self) -> list[str]:
        """Do what is due; the names of what was done."""
        done = []
        for chore, due in self._due.items():
            if self._clock() < due:
                continue
            self._due[chore] = self._clock() + chore.every.total_seconds()
            try:
                chore.do()
            except Exception as error:  # noqa: BLE001 - whatever one chore runs into, the others go on
                logger.warning("The chore %s failed: %s", chore.name, type(error).__name__)
            else:
                done.append(chore.name)
        return done
