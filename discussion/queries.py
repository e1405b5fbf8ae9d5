"""Reads of this room. What a person may not see is not fetched, or has its text taken out before it is handed on."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Prefetch, Q, QuerySet

from discussion.audiences import Choice
from discussion.models import FreeTag, Post, Report, TagProposal, Thread
from discussion.registry import kind_of
from discussion.rules import can_change, can_reply, can_report, can_restore
from people.models import User

Reader = User | AnonymousUser


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


def thread_of(thing: Any, choice: Choice, user: Reader) -> Thread | None:
    """The thread beneath this thing for one audience, when it exists and this person may see it. One query."""
    threads = Thread.objects.visible_to(user).filter(kind=kind_of(thing), object_id=str(thing.pk))
    if choice.group is None:
        threads = threads.filter(audience__kind__in=("members", "public"))
    else:
        threads = threads.filter(**{f"audience__{type(choice.group).__name__.lower()}": choice.group.pk})
    return threads.select_related("audience").first()


def posts_of(thread: Thread, user: Reader) -> list[ShownPost]:
    """The posts of a thread with their replies beneath them, in the order they were written. One query."""
    posts = list(Post.objects.filter(thread=thread).select_related("author"))
    replies: dict[Any, list[ShownPost]] = {}
    for post in posts:
        post.thread = thread  # saves a query per post in the rules
        if post.reply_to_id is not None:
            replies.setdefault(post.reply_to_id, []).append(_shown(post, user, []))
    return [_shown(post, user, replies.get(post.pk, [])) for post in posts if post.reply_to_id is None]


def _shown(post: Post, user: Reader, replies: list[ShownPost]) -> ShownPost:
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


def tags_of(thing: Any) -> list[FreeTag]:
    """People's own tags of this thing that are neither declined nor mapped. Who proposed them is not fetched. One query."""
    return list(_tags_of(thing).filter(concept=None, declined_at=None))


def mapped_tags_of(thing: Any) -> list[FreeTag]:
    """People's own tags of this thing that turned out to be a concept."""
    return list(_tags_of(thing).filter(concept__isnull=False).select_related("concept"))


def _tags_of(thing: Any) -> QuerySet[FreeTag]:
    content_type = ContentType.objects.get_for_model(thing)
    proposals = TagProposal.objects.filter(content_type=content_type, object_id=str(thing.pk))
    tags: QuerySet[FreeTag] = FreeTag.objects.filter(pk__in=proposals.values("tag")).order_by("name")
    return tags


def open_tags() -> QuerySet[FreeTag]:
    """Tags that wait for an editor, the most proposed first. One query."""
    tags: QuerySet[FreeTag] = FreeTag.objects.filter(concept=None, declined_at=None)
    return tags.annotate(times=Count("proposals", filter=Q(proposals__isnull=False))).order_by("-times", "name")
