"""Asking saved questions again without anybody asking, and the mail that says something is new."""

from datetime import datetime, timedelta
from itertools import groupby

import structlog
from django.db.models import Max
from django.utils import timezone

from people.models import User
from reflection.encryption import DecryptionError, ServerKeysError
from search.troubles import ENGINE_TROUBLE
from shelf.actions.searches import look_again
from shelf.digest_mail import send_news
from shelf.enums import Untold
from shelf.models import SavedSearch
from shelf.queries.searches import has_news

log = structlog.get_logger(__name__)

BETWEEN = {Untold.MORE: timedelta(days=7), Untold.FIRST: timedelta(days=1)}
"""How long after a mail the next one goes at the soonest: a question that found nothing and now does, waits least."""


def go_round() -> int:
    """Ask what is due and tell what is new; how many mails went. A chore: may run at any time, and twice."""
    ask_what_is_due()
    return tell_what_is_new()


def ask_what_is_due() -> int:
    """Ask every question whose turn it is, each as its own person; how many were asked.

    Where search is away the round ends, and the next one goes on. One that does not open is passed over.
    """
    asked = 0
    due = SavedSearch.objects.due(timezone.now()).select_related("data_key", "person").order_by("person_id", "pk")
    for row in due:
        try:
            look_again(row=row)
        except (DecryptionError, ServerKeysError) as trouble:
            log.warning("shelf.does_not_open", saved_search=str(row.pk), reason=type(trouble).__name__)
        except ENGINE_TROUBLE as trouble:
            log.warning("shelf.not_asked", reason=type(trouble).__name__)
            break
        else:
            asked += 1
    return asked


def tell_what_is_new() -> int:
    """One mail to each person for all of their questions together; how many went.

    Asks the database once more whether they may see any of it at this moment: if not, there is nothing to tell. A mail
    is claimed before it is sent, so that two rounds at once send one; where the mail server refuses it, the claim is
    taken back for the next round.
    """
    now, sent = timezone.now(), 0
    waiting = SavedSearch.objects.watched().exclude(untold=Untold.NOTHING).filter(person__no_search_mail=None)
    rows = waiting.select_related("data_key", "person").order_by("person_id", "pk")
    for _person, group in groupby(rows, key=lambda row: row.person_id):
        sent += _tell(list(group), now)
    return sent


def _tell(rows: list[SavedSearch], now: datetime) -> bool:
    person: User = rows[0].person
    pks = [row.pk for row in rows]
    waiting = SavedSearch.objects.of(person).filter(pk__in=pks).exclude(untold=Untold.NOTHING)
    if not has_news(rows, person):
        waiting.update(untold=Untold.NOTHING)
        return False
    last = SavedSearch.objects.of(person).aggregate(last=Max("mailed_at"))["last"]
    if last is not None and last > now - min(BETWEEN[Untold(row.untold)] for row in rows):
        return False
    if not waiting.update(untold=Untold.NOTHING, mailed_at=now):
        return False
    if send_news(person):
        return True
    for row in rows:
        SavedSearch.objects.filter(pk=row.pk).update(untold=row.untold, mailed_at=row.mailed_at)
    return False
