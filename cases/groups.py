"""The groups with which somebody reads a case."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from cases.spread import THRESHOLDS
from people.models import User
from people.models.groups import Group
from people.queries import group_for, kind_of, memberships_of
from people.rules import membership_in


def groups_of(person: User | AnonymousUser) -> list[tuple[str, Group]]:
    """The teams and circles that this person may look back with, each with the word in its address. One query."""
    if not isinstance(person, User):
        return []
    groups = [membership.group for membership in memberships_of(person)]
    return [(kind_of(group), group) for group in groups if kind_of(group) in THRESHOLDS]


def own_group(person: User, kind: str, pk: UUID) -> Group:
    """The team or circle, or the same 404 for one that is absent and one that is not yours."""
    group = group_for(kind, pk) if kind in THRESHOLDS else None
    if group is None or membership_in(person, group) is None:
        raise Http404
    return group
