"""One file per noun; import from here."""

from people.models.audience import MEMBERS_ID, PUBLIC_ID, Audience, Audienced, AudiencedQuerySet, AudienceKind
from people.models.erasure import Erasure, ErasureRequest
from people.models.groups import Circle, Membership, MembershipRole, Organisation, Team
from people.models.invitation import Invitation
from people.models.roles import Role, RoleGrant
from people.models.user import User

__all__ = [
    "MEMBERS_ID",
    "PUBLIC_ID",
    "Audience",
    "AudienceKind",
    "Audienced",
    "AudiencedQuerySet",
    "Circle",
    "Erasure",
    "ErasureRequest",
    "Invitation",
    "Membership",
    "MembershipRole",
    "Organisation",
    "Role",
    "RoleGrant",
    "Team",
    "User",
]
