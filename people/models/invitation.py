"""An invitation by link: for one address, once, for a week."""

import secrets
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.groups import Circle, MembershipRole, Organisation, Team
from people.models.user import User
from people.personal_data import Kind, OnErase, personal_data

VALID_FOR = timedelta(days=7)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def a_week_from_now() -> datetime:
    return timezone.now() + VALID_FOR


@personal_data(subject="accepted_by", fields={"email": Kind.CONTACT}, on_erase=OnErase.DELETE, keep_days=30)
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

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")

    def __str__(self) -> str:
        return f"invitation {self.pk}"
