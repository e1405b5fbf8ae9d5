"""What stays of a conversation when somebody who took part is erased."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from discussion.actions.posts import forget_withdrawn
from discussion.models import Post, PostVersion, Report
from discussion.rules import KEEP_WITHDRAWN
from people.erasing import register_tombstone
from people.retention import register_rule


def bury_posts(posts: "QuerySet[Any]") -> None:
    """Texts and versions go; the place stays, so that the answers of others keep standing somewhere."""
    PostVersion.objects.filter(post__in=posts).delete()
    posts.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    posts.update(text="", hidden_at=None, hidden_by=None, hidden_reason="")


def bury_reports(reports: "QuerySet[Any]") -> None:
    """That something was reported and why stays with the editors; the words go."""
    reports.update(explanation="")


def register() -> None:
    """Called when the apps are ready."""
    register_tombstone(Post, bury_posts)
    register_tombstone(Report, bury_reports)
    register_rule(
        "discussion.Post, the text",
        f"{KEEP_WITHDRAWN.days} days after it was withdrawn",
        find=lambda now: Post.objects.filter(withdrawn_at__lt=now - KEEP_WITHDRAWN).exclude(text=""),
        end=lambda _posts: forget_withdrawn(),
    )
