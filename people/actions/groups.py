"""Groups, and who belongs to them over time."""

from django.db import transaction
from django.utils import timezone

from people import rules
from people.models import Circle, Membership, MembershipRole, Organisation, Team, User
from people.models.groups import Group

FIELD = {Organisation: "organisation", Team: "team", Circle: "circle"}
"""The name of the column that points at each kind of group."""


def column_of(group: Group) -> str:
    """The column in Membership and Invitation that points at this group."""
    return FIELD[type(group)]


@transaction.atomic
def make_organisation(*, name: str, admin: User) -> Organisation:
    """A new organisation with its first admin. For the platform's own people; no page offers it."""
    organisation = Organisation.objects.create(name=name.strip())
    join(person=admin, group=organisation, role=MembershipRole.ADMIN)
    return organisation


@transaction.atomic
def make_team(*, organisation: Organisation, name: str, by: User) -> Team:
    """A new team, empty. Raises NotAllowed."""
    rules.check_make_team(by, organisation)
    return Team.objects.create(organisation=organisation, name=name.strip())


@transaction.atomic
def make_circle(*, name: str, by: User) -> Circle:
    """A new circle with its maker as first member and admin. Raises NotAllowed."""
    rules.check_make_circle(by)
    circle = Circle.objects.create(name=name.strip())
    join(person=by, group=circle, role=MembershipRole.ADMIN)
    return circle


@transaction.atomic
def join(*, person: User, group: Group, role: str = MembershipRole.MEMBER) -> Membership:
    """Let this person belong to the group from now; a second time changes nothing but a higher role.

    Locks the group's row, so that two people cannot take the last place of a circle. Raises CircleFull.
    Asks no permission: the invitation, or the one who made the group, gave it.
    """
    type(group).objects.select_for_update().get(pk=group.pk)  # type: ignore[attr-defined]
    column = column_of(group)
    current = Membership.objects.current().filter(person=person, **{column: group}).first()
    if current is None:
        rules.check_room_in(group)
        return Membership.objects.create(person=person, role=role, **{column: group})
    if role == MembershipRole.ADMIN and current.role != role:
        current.role = role
        current.save(update_fields=["role"])
    return current


@transaction.atomic
def leave(*, membership: Membership, by: User) -> None:
    """End this membership now; the row stays as history. For an organisation, its teams are left too.

    Locks the membership. Raises NotAllowed. A second time changes nothing.
    """
    locked = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if locked.left_at is not None:
        return
    rules.check_end_membership(by, locked)
    now = timezone.now()
    Membership.objects.filter(pk=locked.pk).update(left_at=now)
    if locked.organisation_id is not None:
        Membership.objects.current().filter(person=locked.person_id, team__organisation=locked.organisation_id).update(
            left_at=now
        )


@transaction.atomic
def change_membership_role(*, membership: Membership, role: str, by: User) -> None:
    """Make this member an admin of the group, or a plain member again. Locks the membership. Raises NotAllowed."""
    locked = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    rules.check_change_membership_role(by, locked, role)
    locked.role = MembershipRole(role)
    locked.save(update_fields=["role"])
