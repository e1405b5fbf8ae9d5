"""Reads of this room. What a person may not see is not fetched, or has its text taken out before it is handed on."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Count, F, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from discussion.audiences import Choice
from discussion.models import FreeTag, Post, Report, TagProposal, Thread
from discussion.registry import kind_of
from discussion.rules import can_change, can_reply, can_report, can_restore
from people.models import User

Reader = User | AnonymousUser

POSTS = 20
"""So many posts are shown at a time, answers not counted."""
ANSWERS = 10
"""So many answers to one post: the last ones."""


@dataclass(frozen=True)
class ShownPost:
    """One post as this reader may see it."""

    post: Post
    author: str
    text: str
    """Empty where there is only a place left."""
    mine: bool
    may_change: bool
    may_restore: bool
    may_reply: bool
    may_report: bool
    replies: "list[ShownPost]" = field(default_factory=list)
    earlier: int = 0
    """How many answers before these are not shown."""


@dataclass(frozen=True)
class Stretch:
    """A part of a thread: some posts with their answers, and where it stands in the whole."""

    posts: list[ShownPost] = field(default_factory=list)
    number: int = 1
    of: int = 1


def thread_part(thing: Any, choice: Choice, user: Reader, *, number: int | None = None, whole: str = "") -> Stretch:
    """The posts beneath this thing for one audience, as far as this person may see them, in the order of writing.

    Without a number, the last part: what was said last. An answered post brings its last answers; `whole` names the
    post of which all are wanted. Two queries, however long the thread.
    """
    threads = _threads(thing, choice, user)
    roots = list(Post.objects.filter(thread__in=threads, reply_to=None).values_list("pk", flat=True))
    pages = _parts(roots)
    number = pages.num_pages if number is None else min(max(number, 1), pages.num_pages)
    wanted = list(pages.page(number))
    if not wanted:
        return Stretch()
    found = (
        Post.objects.filter(Q(pk__in=wanted) | Q(reply_to__in=wanted))
        .annotate(
            from_last=Window(
                RowNumber(), order_by=(F("written_at").desc(), F("pk").desc()), partition_by=F("reply_to")
            ),
            of_all=Window(Count("pk"), partition_by=F("reply_to")),
        )
        .filter(Q(reply_to=None) | Q(from_last__lte=ANSWERS) | Q(reply_to=_as_id(whole)))
        .select_related("author", "thread__audience")
    )
    return Stretch(_nested(list(found), user), number, pages.num_pages)


def posts_beneath(kind: str, object_id: str, user: Reader, most: int = 100) -> list[ShownPost]:
    """What stands in threads of this kind beneath a thing, last first: what is shown, and one's own places. One query."""
    posts = Post.objects.visible_to(user).filter(thread__kind=kind, thread__object_id=object_id)
    there = Q(withdrawn_at=None, hidden_at=None)
    if user.is_authenticated:
        there |= Q(author=user.pk)
    found = posts.filter(there).select_related("author", "thread__audience").order_by("-written_at", "-pk")[:most]
    return [_shown(post, user, []) for post in found]


def way_to(post: Post) -> dict[str, str]:
    """What to ask the page of its thread for, so that this post stands on it. Two queries at most."""
    root = post.reply_to_id or post.pk
    roots = list(Post.objects.filter(thread=post.thread_id, reply_to=None).values_list("pk", flat=True))
    pages = _parts(roots)
    number = min(roots.index(root) // POSTS + 1, pages.num_pages)
    asked = {} if number == pages.num_pages else {"deel": str(number)}
    later = Q(written_at__gt=post.written_at) | Q(written_at=post.written_at, pk__gt=post.pk)
    if root != post.pk and Post.objects.filter(later, reply_to=root).count() >= ANSWERS:
        asked["antwoorden"] = str(root)
    return asked


def _parts(roots: "list[UUID]") -> "Paginator[UUID]":
    return Paginator(roots, POSTS, orphans=POSTS // 4)


def _threads(thing: Any, choice: Choice, user: Reader) -> QuerySet[Thread]:
    """At most one: the thread beneath this thing for one audience, when this person may see it."""
    threads: QuerySet[Thread] = Thread.objects.visible_to(user).filter(kind=kind_of(thing), object_id=str(thing.pk))
    if choice.group is None:
        return threads.filter(audience__kind__in=("members", "public")).order_by("pk")[:1]
    return threads.filter(**{f"audience__{type(choice.group).__name__.lower()}": choice.group.pk})


def _as_id(raw: str) -> UUID | None:
    try:
        return UUID(raw)
    except ValueError:
        return None


def _nested(posts: list[Post], user: Reader) -> list[ShownPost]:
    """These posts, answers beneath what they answer."""
    replies: dict[Any, list[ShownPost]] = {}
    earlier: dict[Any, int] = {}
    for post in posts:
        if post.reply_to_id is not None:
            replies.setdefault(post.reply_to_id, []).append(_shown(post, user, []))
            earlier[post.reply_to_id] = post.of_all - len(replies[post.reply_to_id])  # type: ignore[attr-defined]  # annotated
    return [
        _shown(post, user, replies.get(post.pk, []), earlier.get(post.pk, 0))
        for post in posts
        if post.reply_to_id is None
    ]


def _shown(post: Post, user: Reader, replies: list[ShownPost], earlier: int = 0) -> ShownPost:
    return ShownPost(
        post=post,
        author=post.author.called if post.author else "",
        text=post.text if post.is_shown else "",
        mine=user.is_authenticated and post.author_id == user.pk,
        may_change=can_change(user, post),
        may_restore=can_restore(user, post),
        may_reply=can_reply(user, post),
        may_report=can_report(user, post),
        replies=replies,
        earlier=earlier,
    )


def post_for(pk: Any, user: Reader) -> Post | None:
    """This post, when this person may see its thread. Whether they may also see the thing is asked by the view."""
    return Post.objects.visible_to(user).select_related("thread__audience", "author", "reply_to").filter(pk=pk).first()


def reported_posts() -> QuerySet[Post]:
    """Posts with open reports, the oldest report first. For editors only: the one place where the audience is not asked,
    because a reader asked them to look. Two queries."""
    open_reports = Prefetch("reports", Report.objects.filter(handled_at=None), to_attr="open_reports")
    reported = Report.objects.filter(handled_at=None).order_by("reported_at").values("post")
    return Post.objects.filter(pk__in=reported).select_related("author").prefetch_related(open_reports)


def tags_of(thing: Any) -> tuple[list[FreeTag], list[FreeTag]]:
    """People's own tags of this thing: those that wait, and those that turned out to be a concept. None that was
    declined, and who proposed them is not fetched. One query."""
    tags = list(_tags_of(thing).filter(Q(declined_at=None) | Q(concept__isnull=False)).select_related("concept"))
    return [tag for tag in tags if tag.concept_id is None], [tag for tag in tags if tag.concept_id is not None]


def _tags_of(thing: Any) -> QuerySet[FreeTag]:
    content_type = ContentType.objects.get_for_model(thing)
    proposals = TagProposal.objects.filter(content_type=content_type, object_id=str(thing.pk))
    tags: QuerySet[FreeTag] = FreeTag.objects.filter(pk__in=proposals.values("tag")).order_by("name")
    return tags


def open_tags() -> QuerySet[FreeTag]:
    """Tags that wait for an editor, the most proposed first. One query."""
    tags: QuerySet[FreeTag] = FreeTag.objects.filter(concept=None, declined_at=None)
    return tags.annotate(times=Count("proposals", filter=Q(proposals__isnull=False))).order_by("-times", "name")
