"""The one way in which an account is checked and fetched."""

from datetime import datetime
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef, Q

from people.kept_queries import KeptQuery
from people.models import Membership, MembershipRole, Role, RoleGrant, User
from people.models.roles import EDITING_ROLES

_PERSON = KeptQuery(lambda person, now: with_duties(now).filter(pk=person))

STAFF_ROLES = (Role.TRAINER, Role.FACILITATOR, Role.EDITOR)
"""The platform roles that open more than one's own things; admins of an organisation come beside them."""


class Backend(AuthenticationBackend):
    """Fetches the person of a session with the answer to "do they need a second factor", in the same query.

    The middleware asks that on every request; a query of its own would be paid on every page.
    """

    def get_user(self, user_id: Any) -> User | None:
        """The person, when active."""
        person: User | None = next(iter(_PERSON.ask(int(user_id))), None)
        return person if person is not None and self.user_can_authenticate(person) else None


def with_duties(at: datetime | None = None) -> Any:
    """People with `has_staff_role`, `has_second_factor`, `may_write` (whether the editor opens for them) and
    `reads_drafts` (whether they read for others before something is published)."""
    from allauth.mfa.models import Authenticator

    admin = Membership.objects.current(at).filter(person=OuterRef("pk"), role=MembershipRole.ADMIN)
    grants = RoleGrant.objects.current(at).filter(person=OuterRef("pk"), role__in=STAFF_ROLES)
    writing = RoleGrant.objects.current(at).filter(person=OuterRef("pk"), role__in=EDITING_ROLES)
    reading = RoleGrant.objects.current(at).filter(person=OuterRef("pk"), role=Role.EXPERIENCE_REVIEWER)
    totp = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return User.objects.annotate(
        has_staff_role=Q(is_superuser=True)
        | Q(is_staff=True)
        | Exists(grants)
        | Exists(admin.filter(organisation__isnull=False)),
        has_second_factor=Exists(totp),
        may_write=Q(is_superuser=True) | Exists(writing),
        reads_drafts=Exists(reading),
    )
