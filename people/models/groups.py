"""Where people belong: organisation, team and circle, with memberships over time."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.user import User
from people.personal_data import Kind, OnErase, no_personal_data, personal_data


class Group(models.Model):
    """What organisation, team and circle share."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("naam"), max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


@no_personal_data("names a service, not a person")
class Organisation(Group):
    """A service, school or network that invites its own people."""

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")


@no_personal_data("names a team, not a person")
class Team(Group):
    """People within one organisation who work together."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")


@no_personal_data("names a circle, not a person")
class Circle(Group):
    """Three to twelve people who hold intervision together; they may come from several organisations."""

    class Meta:
        verbose_name = _("kring")
        verbose_name_plural = _("kringen")


class MembershipRole(models.TextChoices):
    """What someone may do inside the group; what they may do on the platform is a RoleGrant."""

    MEMBER = "member", _("lid")
    ADMIN = "admin", _("beheerder")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, seen from now."""

    def current(self, at: datetime | None = None) -> "MembershipQuerySet":
        """Those that have begun and have not ended, now or at another moment."""
        at = at or timezone.now()
        return self.filter(joined_at__lte=at).filter(Q(left_at__isnull=True) | Q(left_at__gt=at))


@personal_data(
    subject="person",
    fields={"joined_at": Kind.MEMBERSHIP, "left_at": Kind.MEMBERSHIP, "role": Kind.MEMBERSHIP},
    on_erase=OnErase.DELETE,
)
class Membership(models.Model):
    """That a person belongs, or belonged, to exactly one group. Leaving ends the row and never deletes it."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="memberships")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, null=True, related_name="memberships")
    role = models.CharField(max_length=10, choices=MembershipRole, default=MembershipRole.MEMBER)
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = (
            models.CheckConstraint(
                name="membership_in_exactly_one_group",
                condition=(
                    Q(organisation__isnull=False, team__isnull=True, circle__isnull=True)
                    | Q(organisation__isnull=True, team__isnull=False, circle__isnull=True)
                    | Q(organisation__isnull=True, team__isnull=True, circle__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(left_at__isnull=True) | Q(left_at__gte=models.F("joined_at")),
            ),
            *(
                models.UniqueConstraint(
                    name=f"membership_once_at_a_time_in_{group}",
                    fields=("person", group),
                    condition=Q(left_at__isnull=True),
                )
                for group in ("organisation", "team", "circle")
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group}"

    @property
    def group(self) -> Group:
        """The organisation, team or circle of this membership."""
        group = self.organisation or self.team or self.circle
        assert group is not None  # the database holds it
        return group
