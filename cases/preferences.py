"""What a reader would rather meet in a short version: sealed with an account, else for as long as the visit lasts."""

import json
from collections.abc import Iterable

from django.db import transaction
from django.http import HttpRequest

from cases.models import ContentPreference
from people.kept_queries import KeptQuery
from people.models import User
from reflection.encryption import DecryptionError
from reflection.models import new_data_key

SESSION_KEY = "inhoud-in-het-kort"


def chosen_topics(request: HttpRequest) -> frozenset[str]:
    """The topics that whoever sends this request chose. With an account one query, else none.

    What cannot be opened counts as nothing chosen: the note itself is there all the same.
    """
    if not isinstance(request.user, User):
        return frozenset(request.session.get(SESSION_KEY, ()))
    person = request.user
    if not hasattr(person, "_chosen_topics"):  # a page may show stages of several cases
        person._chosen_topics = _topics_of(person.pk)  # type: ignore[attr-defined]  # noqa: SLF001 - for this request
    return person._chosen_topics  # type: ignore[attr-defined,no-any-return]  # noqa: SLF001


def _topics_of(person: int) -> frozenset[str]:
    kept = _CHOSEN.ask(person)
    if not kept:
        return frozenset()
    try:
        return frozenset(json.loads(kept[0].open()))
    except DecryptionError:
        return frozenset()


_CHOSEN = KeptQuery(
    lambda person, _now: ContentPreference.objects.filter(person=person).select_related("data_key").order_by("pk")[:1]
)


def choose_topics(request: HttpRequest, topics: Iterable[str]) -> None:
    """Keep these topics in the place of the earlier choice; none of them takes the row away."""
    chosen = sorted(set(topics))
    if not isinstance(request.user, User):
        request.session[SESSION_KEY] = chosen
        return
    request.user.__dict__.pop("_chosen_topics", None)
    if not chosen:
        ContentPreference.objects.filter(person=request.user).delete()
        return
    with transaction.atomic():
        # Made empty first, so that two windows at once write one row after another.
        kept, _made = ContentPreference.objects.get_or_create(person=request.user)
        kept.seal(json.dumps(chosen), new_data_key(person=request.user))
        kept.save()
