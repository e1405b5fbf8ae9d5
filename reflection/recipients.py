"""Whom somebody can let read along: the groups they belong to now, and the people in those. Never everybody."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from people.models import Audience, Membership, User
from people.models.audience import of_group
from people.models.groups import Group
from people.queries import COLUMNS, kind_of

NAMED = "mensen"
"""The choice of people by name."""
NEAR = ("team", "kring")
"""Groups small enough to know each other in; the people of an organisation come after."""


@dataclass(frozen=True)
class GroupChoice:
    """A group as a choice, and how many others are in it now."""

    key: str
    group: Group
    others: int

    @property
    def audience(self) -> Audience:
        """The audience itself; made for a group that had none."""
        return of_group(self.group)


@dataclass(frozen=True)
class Recipients:
    """Everything somebody can choose from."""

    groups: Sequence[GroupChoice]
    near: Sequence[User]
    far: Sequence[User]

    @property
    def people(self) -> dict[uuid.UUID, User]:
        """Everybody who can be named, by public id."""
        return {person.public_id: person for person in (*self.near, *self.far)}

    def group(self, key: str) -> GroupChoice | None:
        """The group with this key; None for one that this person is not in."""
        return next((choice for choice in self.groups if choice.key == key), None)

    def named(self, chosen: Iterable[uuid.UUID]) -> list[User] | None:
        """These people, each once; None where one of them shares no group with this person."""
        known = self.people
        asked = list(dict.fromkeys(chosen))
        return [known[each] for each in asked] if asked and all(each in known for each in asked) else None


def recipients_of(owner: User) -> Recipients:
    """The groups and people this person can choose now. Two queries, however many there are."""
    own = owner.memberships.current().select_related("organisation", "team", "circle").order_by("joined_at", "pk")
    groups = [membership.group for membership in own]
    within = Q(pk__in=[])
    for word, column in COLUMNS.items():
        within |= Q(**{f"{column}__in": [group.pk for group in groups if kind_of(group) == word]})
    others = (
        Membership.objects.current()
        .filter(within, person__is_active=True)
        .exclude(person=owner)
        .select_related("person")
        .order_by("person__first_name", "person__email")
    )
    counts: dict[uuid.UUID | None, int] = {}
    near: dict[int, User] = {}
    far: dict[int, User] = {}
    for membership in others:
        pk = membership.team_id or membership.circle_id or membership.organisation_id
        counts[pk] = counts.get(pk, 0) + 1
        place = far if membership.organisation_id else near
        place[membership.person_id] = membership.person
    choices = [GroupChoice(f"{kind_of(group)}-{group.pk}", group, counts.get(group.pk, 0)) for group in groups]
    choices.sort(key=lambda choice: (not choice.key.startswith(NEAR), choice.group.name))
    return Recipients(choices, list(near.values()), [far[pk] for pk in far if pk not in near])
