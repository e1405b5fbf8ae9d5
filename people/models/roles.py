"""What someone may do on the platform, beside what they may do inside their groups."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.user import User
from people.personal_data import Kind, OnErase, personal_data


class Role(models.TextChoices):
    """The platform's roles. Everybody with an account is a professional; that takes no grant."""

    TRAINER = "trainer", _("trainer")
    FACILITATOR = "facilitator", _("begeleider")
    EXPERIENCE_REVIEWER = "experience_reviewer", _("ervaringsdeskundige")
    EDITOR = "editor", _("redactie")


EDITING_ROLES = frozenset({Role.TRAINER, Role.EDITOR})
"""Who may enter the Wagtail editor. Organisation admins and facilitators never do (trust.md F5)."""


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Grants, seen from now."""

    def current(self, at: datetime | None = None) -> "RoleGrantQuerySet":
        """Those that hold now, or at that moment: begun, not over, not taken back."""
        moment = at or timezone.now()
        return self.open().filter(Q(ends_at__isnull=True) | Q(ends_at__gt=moment), granted_at__lte=moment)

    def open(self) -> "RoleGrantQuerySet":
        """Those that nobody took back, also when they are still to begin or are over."""
        return self.filter(revoked_at__isnull=True)


@personal_data(
    subject="person",
    fields={
        "role": Kind.MEMBERSHIP,
        "granted_at": Kind.ACTIVITY,
        "ends_at": Kind.ACTIVITY,
        "reason": Kind.MEMBERSHIP,
        "revoked_at": Kind.ACTIVITY,
        "revoked_reason": Kind.MEMBERSHIP,
    },
    on_erase=OnErase.DELETE,
)
class RoleGrant(models.Model):
    """That somebody was given a role: by whom, why, and from when to when."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    granted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    """From when it holds."""
    ends_at = models.DateTimeField(null=True, blank=True)
    """Until when, where that was agreed beforehand."""
    reason = models.CharField(max_length=200, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_reason = models.CharField(max_length=200, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")
        constraints = (
            models.UniqueConstraint(
                name="role_granted_once_at_a_time", fields=("person", "role"), condition=Q(revoked_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} for {self.person_id}"

    @property
    def is_open(self) -> bool:
        """Whether it holds, or is still to begin."""
        return self.revoked_at is None and (self.ends_at is None or self.ends_at > timezone.now())

    @property
    def is_to_come(self) -> bool:
        """Whether it is still to begin."""
        return self.is_open and self.granted_at > timezone.now()

    @property
    def last_day(self) -> datetime | None:
        """A moment of the last day on which it holds, where that was agreed."""
        return self.ends_at - timedelta(seconds=1) if self.ends_at else None
