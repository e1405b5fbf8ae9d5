"""Writing, changing, withdrawing and putting back."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from discussion.enums import PostKind
from discussion.models import Post, PostVersion, Thread
from discussion.registry import kind_of
from discussion.rules import KEEP_WITHDRAWN, check_change, check_reply, check_restore, check_write
from people.models import Audience, User


@transaction.atomic
def write(
    *,
    by: User,
    about: Any,
    audience: Audience,
    kind: PostKind | str,
    text: str,
    submission: uuid.UUID,
    reply_to: Post | None = None,
    beneath: str = "",
) -> Post:
    """Store a post beneath `about`, and its thread when it is the first. The same submission twice gives one post.
    `beneath` is the kind of the thread, where a room writes in one of its own.

    Raises Refused. A reply to a reply is stored as a reply to the post above it.
    """
    check_write(by, audience)
    if reply_to is not None:
        check_reply(by, reply_to)
    thread, _new = Thread.objects.get_or_create(
        kind=beneath or kind_of(about), object_id=str(about.pk), audience=audience
    )
    earlier = Post.objects.filter(author=by, submission=submission).first()
    if earlier is not None:
        return earlier
    post = Post(
        thread=thread,
        author=by,
        kind=PostKind(kind),
        text=text,
        submission=submission,
        reply_to=(reply_to.reply_to or reply_to) if reply_to else None,
    )
    try:
        with transaction.atomic():
            post.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice at once: the other one won
        return Post.objects.get(author=by, submission=submission)
    return post


@transaction.atomic
def edit(*, by: User, post: Post, text: str) -> None:
    """Replace the text; the earlier one stays readable as a version. Locks the post. Unchanged text changes nothing."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    check_change(by, post)
    if text == post.text:
        return
    PostVersion.objects.create(post=post, text=post.text, written_at=post.edited_at or post.written_at)
    post.text, post.edited_at = text, timezone.now()
    post.save(update_fields=["text", "edited_at"])


@transaction.atomic
def withdraw(*, by: User, post: Post) -> None:
    """Take the text from everyone's sight; the place and the answers stay. Locks the post."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    check_change(by, post)
    post.withdrawn_at = timezone.now()
    post.save(update_fields=["withdrawn_at"])


@transaction.atomic
def restore(*, by: User, post: Post) -> None:
    """Undo `withdraw`. Locks the post."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    check_restore(by, post)
    post.withdrawn_at = None
    post.save(update_fields=["withdrawn_at"])


@transaction.atomic
def forget_withdrawn() -> int:
    """Delete texts and versions that were withdrawn longer than a month ago. Answers how many. Repeat at will."""
    old = Post.objects.filter(withdrawn_at__lt=timezone.now() - KEEP_WITHDRAWN).exclude(text="")
    PostVersion.objects.filter(post__in=old).delete()
    return old.update(text="")
