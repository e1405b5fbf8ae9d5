"""Who has a desk, and when what lies on it may become a draft."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from intake.state import Progress
from people.models import User
from people.models.roles import EDITING_ROLES
from people.rules import has_one_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class NotAWriter(Exception):
    """This person writes no cases. Its text is fit for the person."""


class NotYet(Exception):
    """The situation cannot become a draft yet. Its text is fit for the person."""


def check_desk(person: "User | AnonymousUser") -> None:
    """Trainers and the editors, who write cases. Raises NotAWriter."""
    if not has_one_of(person, EDITING_ROLES):
        raise NotAWriter(_("De werktafel is voor wie casussen schrijft: trainers en de redactie."))


def can_desk(person: "User | AnonymousUser") -> bool:
    """Whether `check_desk` would pass."""
    return has_one_of(person, EDITING_ROLES)


def check_draft(progress: Sequence[Progress]) -> None:
    """Every step was done, and no answer stops it. Raises NotYet with what is in the way."""
    stopped = next((each for each in progress if each.stop), None)
    if stopped is not None:
        raise NotYet(str(stopped.stop))
    waiting = [each for each in progress if not each.is_done]
    if waiting:
        told = ", ".join(str(each.step.number) for each in waiting)
        raise NotYet(_("Deze stappen zijn nog niet klaar: %(steps)s.") % {"steps": told})


def can_draft(progress: Sequence[Progress]) -> bool:
    """Whether `check_draft` would pass."""
    return all(each.is_done for each in progress)
