"""Who answers what readers report. Everybody may report what they may read."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from people.models import Role, User
from people.rules import has_role


class NotTheEditors(Exception):
    """Only the editors read and answer reports. Its text is fit for the person."""


class AlreadyAnswered(Exception):
    """Somebody else of the editors was first. Its text is fit for the person."""


class CaseIsGone(Exception):
    """What is not there cannot be revised. Its text is fit for the person."""


def check_answer(person: User | AnonymousUser) -> None:
    """Editors read and answer reports. Managing the site gives no right to it."""
    if not has_role(person, Role.EDITOR):
        raise NotTheEditors(_("Alleen de redactie leest en beantwoordt meldingen."))


def can_answer(person: User | AnonymousUser) -> bool:
    """Whether `check_answer` would pass."""
    try:
        check_answer(person)
    except NotTheEditors:
        return False
    return True
