"""Who may do what with groups, invitations and roles.

Pairs: `check_x` raises a named exception with a reason for the person, `can_x` answers yes or no.
"""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from people.exceptions import CircleFull, LastAdmin, NotAllowed
from people.models import Circle, Membership, MembershipRole, Organisation, Role, RoleGrant, Team, User
from people.models.groups import Group

CIRCLE_SIZE = 12
"""Intervision works with three to twelve people (intervision-methods.md)."""

Person = User | AnonymousUser


def membership_in(person: Person, group: Group) -> Membership | None:
    """The current membership of this person in this very group."""
    if not person.is_authenticated or not person.is_active:
        return None
    return group.memberships.current().filter(person=person).first()  # type: ignore[attr-defined,no-any-return]


def is_admin_of(person: Person, group: Group) -> bool:
    """Whether this person is an admin of the group, or of the organisation that a team belongs to."""
    membership = membership_in(person, group)
    if membership is not None and membership.role == MembershipRole.ADMIN:
        return True
    return isinstance(group, Team) and is_admin_of(person, group.organisation)


def has_role(person: Person, role: Role) -> bool:
    """Whether this person holds this role of the platform now."""
    return has_one_of(person, {role})


def has_one_of(person: Person, roles: Collection[Role]) -> bool:
    """Whether this person holds any of these roles of the platform now. One query."""
    if not person.is_authenticated or not person.is_active:
        return False
    return RoleGrant.objects.current().filter(person=person, role__in=roles).exists()


def check_see_group(person: Person, group: Group) -> None:
    """Members see their group, and admins of an organisation see its teams. Never what people write in it."""
    if membership_in(person, group) is None and not is_admin_of(person, group):
        raise NotAllowed(_("Je hoort niet bij deze groep."))


def check_manage_group(person: Person, group: Group) -> None:
    """Admins manage who belongs to their group; nobody from outside does, editors and superusers neither."""
    if not is_admin_of(person, group):
        raise NotAllowed(_("Alleen een beheerder van deze groep kan dit doen."))


def check_invite(person: Person, group: Group, role: str) -> None:
    """Admins invite into their group; in a circle every member may ask in a fellow member, while there is room."""
    check_see_group(person, group)
    admin = is_admin_of(person, group)
    if role == MembershipRole.ADMIN and not admin:
        raise NotAllowed(_("Alleen een beheerder van deze groep kan een beheerder uitnodigen."))
    if not admin and not isinstance(group, Circle):
        raise NotAllowed(_("Alleen een beheerder van deze groep kan iemand uitnodigen."))
    check_room_in(group)


def check_room_in(group: Group) -> None:
    """Whether one more person fits in."""
    if isinstance(group, Circle) and group.memberships.current().count() >= CIRCLE_SIZE:
        raise CircleFull(_("Deze kring is vol: een kring telt hoogstens twaalf mensen."))


def check_end_membership(person: Person, membership: Membership) -> None:
    """Everybody may leave, admins may end the membership of others; the last admin hands over first."""
    group = membership.group
    if membership.person_id != person.pk:
        check_manage_group(person, group)
    if membership.role == MembershipRole.ADMIN and is_last_admin(membership):
        raise LastAdmin(_("Dit is de laatste beheerder van deze groep. Maak eerst iemand anders beheerder."))


def check_change_membership_role(person: Person, membership: Membership, role: str) -> None:
    """Admins make others admin or take that back, as long as one admin remains."""
    check_manage_group(person, membership.group)
    if role != MembershipRole.ADMIN and membership.role == MembershipRole.ADMIN and is_last_admin(membership):
        raise LastAdmin(_("Dit is de laatste beheerder van deze groep. Maak eerst iemand anders beheerder."))


def is_last_admin(membership: Membership) -> bool:
    """Whether the group would keep members but no admin without this one. Who has no open account manages nothing."""
    others = membership.group.memberships.current().filter(person__is_active=True).exclude(pk=membership.pk)  # type: ignore[attr-defined]
    return others.exists() and not others.filter(role=MembershipRole.ADMIN).exists()


def check_make_team(person: Person, organisation: Organisation) -> None:
    """Admins of an organisation make its teams."""
    if not is_admin_of(person, organisation):
        raise NotAllowed(_("Alleen een beheerder van deze organisatie kan een team maken."))


def check_make_circle(person: Person) -> None:
    """Everybody with an account may begin a circle."""
    if not person.is_authenticated or not person.is_active:
        raise NotAllowed(_("Meld je aan om een kring te beginnen."))


def check_find_for_roles(person: Person) -> None:
    """Editors and superusers look somebody up by their whole address, to give or take a role. Nobody browses people."""
    if not person.is_authenticated or not person.is_active:
        raise NotAllowed(_("Meld je aan om rollen te geven."))
    if not person.is_superuser and not has_role(person, Role.EDITOR):
        raise NotAllowed(_("Alleen de redactie kan rollen geven of terugnemen."))


def check_change_role(person: Person, other: User, role: Role) -> None:
    """Editors give and take the roles of the platform, never their own; the editor's role takes a superuser.

    Nobody gives what stands above them: organisation admins manage memberships, not these roles.
    """
    if not person.is_authenticated or not person.is_active:
        raise NotAllowed(_("Meld je aan om rollen te geven."))
    if person.pk == other.pk:
        raise NotAllowed(_("Je kan je eigen rollen niet wijzigen. Vraag het aan iemand anders."))
    if person.is_superuser:
        return
    if role == Role.EDITOR:
        raise NotAllowed(_("De rol van redactie wordt alleen door de platformbeheerder gegeven."))
    if not has_role(person, Role.EDITOR):
        raise NotAllowed(_("Alleen de redactie kan deze rol geven of terugnemen."))


def can_see_group(person: Person, group: Group) -> bool:
    return _holds(check_see_group, person, group)


def can_manage_group(person: Person, group: Group) -> bool:
    return _holds(check_manage_group, person, group)


def can_invite(person: Person, group: Group, role: str = MembershipRole.MEMBER) -> bool:
    return _holds(check_invite, person, group, role)


def can_end_membership(person: Person, membership: Membership) -> bool:
    return _holds(check_end_membership, person, membership)


def can_change_membership_role(person: Person, membership: Membership, role: str) -> bool:
    return _holds(check_change_membership_role, person, membership, role)


def can_make_team(person: Person, organisation: Organisation) -> bool:
    return _holds(check_make_team, person, organisation)


def can_make_circle(person: Person) -> bool:
    return _holds(check_make_circle, person)


def can_find_for_roles(person: Person) -> bool:
    return _holds(check_find_for_roles, person)


def can_change_role(person: Person, other: User, role: Role) -> bool:
    return _holds(check_change_role, person, other, role)


def _holds(check: object, *asked: object) -> bool:
    try:
        check(*asked)  # type: ignore[operator]
    except NotAllowed:
        return False
    return True
