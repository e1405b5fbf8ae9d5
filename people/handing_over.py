"""Groups whose only admin somebody is: what happens to them when that person goes, said before they go."""

from dataclasses import dataclass

from people.models import Circle, Membership, MembershipRole, Team, User
from people.models.groups import Group
from people.queries import kind_of, members_of, memberships_of


@dataclass(frozen=True)
class LeftAlone:
    """A group that loses its last admin."""

    group: Group
    kind: str
    """The word in its address."""
    heir: User | None
    """Who becomes its admin by itself: of a circle, its longest member."""
    above: list[User]
    """Who manages it all the same: of a team, the admins of its organisation."""
    others: int
    """How many members stay behind."""


def only_admin_of(person: User) -> list[LeftAlone]:
    """The groups that would have no admin without this person, by name. One query, and at most two per group that
    they are an admin of."""
    found = []
    for membership in memberships_of(person).filter(role=MembershipRole.ADMIN):
        group = membership.group
        others = _others(group, person)
        if any(each.role == MembershipRole.ADMIN for each in others):
            continue
        heir = _heir(others) if isinstance(group, Circle) else None
        takes_over = heir.person if heir else None
        found.append(LeftAlone(group, kind_of(group), takes_over, _above(group, person), len(others)))
    return found


def heir_of(circle: Circle, *, without: User) -> Membership | None:
    """Who becomes the admin of this circle when this person goes: its longest member. None where one stays, or nobody."""
    others = _others(circle, without)
    return None if any(each.role == MembershipRole.ADMIN for each in others) else _heir(others)


def _others(group: Group, person: User) -> list[Membership]:
    return list(members_of(group).exclude(person=person))


def _heir(others: list[Membership]) -> Membership | None:
    return min(others, key=lambda each: (each.joined_at, each.pk), default=None)


def _above(group: Group, person: User) -> list[User]:
    if not isinstance(group, Team):
        return []
    admins = [each for each in _others(group.organisation, person) if each.role == MembershipRole.ADMIN]
    return [each.person for each in admins]
