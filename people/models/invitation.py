"""An invitation by link: for one address, once, for a week."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.groups import Circle, Group, MembershipRole, Organisation, Team
from people.models.user import User
from people.personal_data import Kind, OnErase, personal_data

VALID_FOR = timedelta(days=7)


def new_token() -> str:
    """A token for one link; only its hash is ever stored."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored of a token: enough to recognise it, not enough to make the link again."""
    return hashlib.sha256(token.encode()).hexdigest()


def a_week_from_now() -> datetime:
    return timezone.now() + VALID_FOR


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, seen from now."""

    def open(self) -> "InvitationQuerySet":
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


@personal_data(
    subject="accepted_by", fields={"email": Kind.CONTACT}, on_erase=OnErase.DELETE, keep_days=30, keep_from="expires_at"
)
class Invitation(models.Model):
    """That somebody was asked into exactly one group. Only a hash of the link's token is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("e-mailadres"))
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, null=True, related_name="+")
    role = models.CharField(max_length=10, choices=MembershipRole, default=MembershipRole.MEMBER)
    invited_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=a_week_from_now)
    accepted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        constraints = (
            models.CheckConstraint(
                name="invitation_into_exactly_one_group",
                condition=(
                    Q(organisation__isnull=False, team__isnull=True, circle__isnull=True)
                    | Q(organisation__isnull=True, team__isnull=False, circle__isnull=True)
                    | Q(organisation__isnull=True, team__isnull=True, circle__isnull=False)
                ),
            ),
        )

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def group(self) -> Group:
        """The organisation, team or circle that this invitation opens."""
        group = self.organisation or self.team or self.circle
        assert group is not None  # the database holds it
        return group
