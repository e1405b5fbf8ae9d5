"""Who records a consent and who takes it back."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from people.models import Role, User
from people.rules import has_role


class NotForYou(Exception):
    """Somebody else does this. Its text is fit for the person."""


def check_keep_consent(person: User | AnonymousUser) -> None:
    """Editors record what people agreed to, and carry out that they take it back. Writers never see who it was."""
    if not has_role(person, Role.EDITOR):
        raise NotForYou(_("Alleen de redactie bewaart toestemmingen."))


def can_keep_consent(person: User | AnonymousUser) -> bool:
    """Whether `check_keep_consent` would pass."""
    try:
        check_keep_consent(person)
    except NotForYou:
        return False
    return True
