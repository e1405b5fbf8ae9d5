"""For whom a collection can be: its maker alone, or one of the teams and circles they are in."""

from django.utils.translation import gettext as _

from discussion.audiences import Choice, choices_for
from people.models import Audience, AudienceKind, Circle, Team, User
from people.models.audience import of_owner

ONLY_ME = "ik"


def group_choices(person: User) -> list[Choice]:
    """The teams and circles of this person. One query."""
    return [choice for choice in choices_for(person) if isinstance(choice.group, Team | Circle)]


def named_choices(groups: list[Choice]) -> list[tuple[str, str]]:
    """Keys and names, the narrowest first."""
    return [(ONLY_ME, _("Alleen ik")), *((choice.key, choice.name) for choice in groups)]


def audience_for(person: User, key: str, groups: list[Choice]) -> Audience:
    """The audience with this key; a key that is none of theirs is for nobody but them."""
    chosen = next((choice for choice in groups if choice.key == key), None)
    return chosen.audience if chosen else of_owner(person)


def key_of(audience: Audience) -> str:
    """The key of an audience that a collection has."""
    if audience.kind == AudienceKind.TEAM:
        return f"team-{audience.team_id}"
    if audience.kind == AudienceKind.CIRCLE:
        return f"circle-{audience.circle_id}"
    return ONLY_ME
