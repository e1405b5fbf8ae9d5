"""A practice is also found by what others told who tried it, as long as that stands there."""

from collections.abc import Sequence

from django.db.models.signals import post_delete, post_save

from discussion.models import Post, Thread
from people.erasing import Traces, register_within
from people.models import User
from practices.models import PracticePage
from practices.tried import KIND
from practices.tried.queries import shown_posts
from search.outbox import mark_dirty


def told_beneath(page: PracticePage) -> list[str]:
    """The texts beneath a practice that are for whoever reads the practice. One query, unless the page was just shown."""
    fetched: list[str] | None = getattr(page, "told_by_others", None)
    if fetched is not None:
        return fetched
    return list(shown_posts(page).filter(thread__audience=page.audience_id).values_list("text", flat=True))


def gather(pages: Sequence[PracticePage]) -> None:
    """The same for many practices: one query for all of them."""
    by_key = {str(page.pk): page for page in pages}
    for page in pages:
        page.told_by_others = []
    for key, audience, text in shown_posts(*pages).values_list("thread__object_id", "thread__audience", "text"):
        if by_key[key].audience_id == audience:
            by_key[key].told_by_others.append(text)


def mark_practice(instance: Post, **_kwargs: object) -> None:
    """A report that was told, hidden, withdrawn or put back changes what its practice is found by."""
    thread = Thread.objects.filter(pk=instance.thread_id, kind=KIND).first()
    if thread is not None:
        mark_dirty("praktijk", thread.object_id)


def mark_those_of(person: User, _traces: Traces) -> None:
    """The same for every report of somebody who is erased: their texts go in one statement, past `mark_practice`."""
    for object_id in Thread.objects.filter(kind=KIND, posts__author=person).values_list("object_id", flat=True):
        mark_dirty("praktijk", object_id)


def register() -> None:
    """Called when the apps are ready."""
    for signal in (post_save, post_delete):
        signal.connect(mark_practice, sender=Post, dispatch_uid="practices.tried")
    register_within(mark_those_of)
