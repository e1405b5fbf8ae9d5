"""What someone may do on the platform, beside what they may do inside their groups."""

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

    def current(self) -> "RoleGrantQuerySet":
        """Those that have not been taken back."""
        return self.filter(revoked_at__isnull=True)


@personal_data(
    subject="person",
    fields={"role": Kind.MEMBERSHIP, "granted_at": Kind.ACTIVITY, "revoked_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class RoleGrant(models.Model):
    """That somebody was given a role, by whom and from when to when."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    granted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

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
