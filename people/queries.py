"""What pages ask about people and groups."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from people.models import Circle, Invitation, Membership, Organisation, Role, RoleGrant, Team, User
from people.models.groups import Group
from people.models.invitation import hash_of

KINDS: dict[str, type[Group]] = {"organisatie": Organisation, "team": Team, "kring": Circle}
"""The word in the address of each kind of group."""
COLUMNS = {"organisatie": "organisation", "team": "team", "kring": "circle"}


def kind_of(group: Group) -> str:
    """The word in the address of this group."""
    return next(word for word, model in KINDS.items() if isinstance(group, model))


def memberships_of(person: User) -> QuerySet[Membership]:
    """The current memberships of this person, with their groups, by name."""
    return (
        person.memberships.current()
        .select_related("organisation", "team__organisation", "circle")
        .order_by("organisation__name", "team__name", "circle__name")
    )


def members_of(group: Group) -> QuerySet[Membership]:
    """The current members of this group, admins first."""
    column = COLUMNS[kind_of(group)]
    return (
        Membership.objects.current()
        .filter(**{column: group}, person__is_active=True)
        .select_related("person", column)
        .order_by("role", "person__first_name", "person__email")
    )


def open_invitations_of(group: Group) -> QuerySet[Invitation]:
    """The invitations to this group that can still be accepted."""
    column = COLUMNS[kind_of(group)]
    return Invitation.objects.open().filter(**{column: group}).select_related("invited_by").order_by("email")


def roles_of(person: User | AnonymousUser) -> list[Role]:
    """The platform roles that this person holds now."""
    if not person.is_authenticated:
        return []
    held = RoleGrant.objects.current().filter(person=person).values_list("role", flat=True)
    return [role for role in Role if role in set(held)]


def holders_of(role: Role) -> QuerySet[User]:
    """The people with an open account who hold this platform role now, each once."""
    grants = RoleGrant.objects.current().filter(role=role)
    return User.objects.filter(pk__in=grants.values("person"), is_active=True).order_by("pk")


def person_at(email: str) -> User | None:
    """The open account with exactly this address; letters great and small are alike."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


def grants_of(person: User) -> list[RoleGrant]:
    """Every role this person was ever given, those that hold or are to begin first, then the latest."""
    grants = RoleGrant.objects.filter(person=person).select_related("granted_by", "revoked_by")
    return sorted(grants, key=lambda grant: (not grant.is_open, -grant.granted_at.timestamp()))


def group_for(kind: str, pk: UUID) -> Group | None:
    """The group at this address, whoever asks; the view asks rules whether they may see it."""
    found: Group | None = KINDS[kind].objects.filter(pk=pk).first()  # type: ignore[attr-defined]
    return found


def invitation_of(token: str) -> Invitation | None:
    """The invitation behind a link, used, expired or open."""
    return (
        Invitation.objects.filter(token_hash=hash_of(token))
        .select_related("organisation", "team__organisation", "circle", "invited_by")
        .first()
    )
