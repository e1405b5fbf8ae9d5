"""Who may do what with search itself. `check_x` raises with a reason for the person, `can_x` answers yes or no."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from people.models import Role, User
from people.rules import has_role
from search.exceptions import NotAnEditor


def check_see_questions(person: User | AnonymousUser) -> None:
    """Editors read what people ask and do not find, because they can do something about it. Nobody else does."""
    if not has_role(person, Role.EDITOR):
        raise NotAnEditor(_("Alleen de redactie ziet wat mensen zoeken en niet vinden."))


def can_see_questions(person: User | AnonymousUser) -> bool:
    """Whether `check_see_questions` would pass."""
    try:
        check_see_questions(person)
    except NotAnEditor:
        return False
    return True
