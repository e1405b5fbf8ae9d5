"""A post, its earlier versions, and the place that stays when it is withdrawn."""

import uuid
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussion.enums import PostKind
from discussion.models.thread import Thread
from people.models import User
from people.models.audience import audience_ids_of
from people.personal_data import Kind, OnErase, personal_data

if TYPE_CHECKING:
    from typing import Self


class PostQuerySet(models.QuerySet["Post"]):
    """Posts follow the audience of their thread."""

    def visible_to(self, user: User | AnonymousUser) -> "Self":
        """Posts in threads this person may see. Withdrawn and hidden ones are among them, as an empty place."""
        return self.filter(thread__audience__in=audience_ids_of(user))


@personal_data(
    subject="author",
    fields={"text": Kind.OWN_WORDS, "written_at": Kind.ACTIVITY, "edited_at": Kind.ACTIVITY},
    on_erase=OnErase.TOMBSTONE,
)
class Post(models.Model):
    """What one person wrote. Change it through `actions` only: it keeps versions and checks who may."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=PostKind)
    text = models.TextField()
    reply_to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    """Always a post that is itself no reply: threads are two levels deep, so that they stay readable on a phone."""
    written_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    hidden_reason = models.TextField(blank=True)
    submission = models.UUIDField(default=uuid.uuid4)
    """Made when the form was; sending one form twice stores one post."""

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ("written_at", "pk")
        constraints = (
            models.UniqueConstraint(name="post_sent_once", fields=("author", "submission")),
            models.CheckConstraint(
                name="post_hidden_with_reason", condition=Q(hidden_at__isnull=True) | ~Q(hidden_reason="")
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_shown(self) -> bool:
        """Whether its text may leave the server for others than its writer."""
        return self.withdrawn_at is None and self.hidden_at is None


@personal_data(
    subject="post__author",
    fields={"text": Kind.OWN_WORDS, "written_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class PostVersion(models.Model):
    """A text as it stood before it was changed."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("vorige versie")
        verbose_name_plural = _("vorige versies")
        ordering = ("-written_at", "-pk")

    def __str__(self) -> str:
        return f"{self.post_id} {self.written_at:%F %T}"
