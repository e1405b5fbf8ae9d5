"""For whom somebody can write: everyone with an account, or one of the groups they are in."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from people.models import Audience, Membership, User
from people.models.audience import members, of_group
from people.models.groups import Group

EVERYONE = "iedereen"


@dataclass(frozen=True)
class Choice:
    """One audience, as the reader meets it: a key for addresses and a name for the button."""

    key: str
    name: str
    group: Group | None = None

    @property
    def audience(self) -> Audience:
        """The audience itself; made for a group that had none."""
        return of_group(self.group) if self.group else members()

    @property
    def button(self) -> str:
        """What the button says, so that nobody writes for others than they think."""
        if self.group is None:
            return _("Plaats voor iedereen met een account")
        return _("Plaats voor %(group)s") % {"group": self.name}


def choices_for(user: User | AnonymousUser) -> list[Choice]:
    """The audiences this person can write for, the widest first. One query."""
    choices = [Choice(EVERYONE, _("Iedereen met een account"))]
    if user.is_authenticated:
        current = Membership.objects.current().filter(person=user)
        for membership in current.select_related("organisation", "team", "circle").order_by("joined_at", "pk"):
            group = membership.group
            choices.append(Choice(f"{type(group).__name__.lower()}-{group.pk}", group.name, group))
    return choices


def choice_for(user: User | AnonymousUser, key: str) -> Choice | None:
    """The audience with this key, when this person is in it."""
    return next((choice for choice in choices_for(user) if choice.key == key), None)
