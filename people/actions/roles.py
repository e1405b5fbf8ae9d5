"""The platform's roles, and what they open in the editor."""

from django.db import transaction
from django.utils import timezone

from people import editing, rules
from people.models import Role, RoleGrant, User


@transaction.atomic
def grant_role(*, person: User, role: Role, by: User) -> RoleGrant:
    """Give this role from now; a second time changes nothing. Raises NotAllowed.

    Trainers and editors enter the Wagtail group of their role; no other role opens the editor.
    """
    rules.check_change_role(by, person, role)
    return place_role(person=person, role=role, granted_by=by)


@transaction.atomic
def place_role(*, person: User, role: Role, granted_by: User | None = None) -> RoleGrant:
    """`grant_role` without asking who gives it: for demo data and the command line only."""
    grant, _made = RoleGrant.objects.current().get_or_create(
        person=person, role=role, revoked_at=None, defaults={"granted_by": granted_by}
    )
    editing.sync(person)
    return grant


@transaction.atomic
def revoke_role(*, person: User, role: Role, by: User) -> None:
    """Take this role back now; the grant stays as history. Closes the editor at once. Raises NotAllowed."""
    rules.check_change_role(by, person, role)
    RoleGrant.objects.current().filter(person=person, role=role).update(revoked_at=timezone.now())
    editing.sync(person)
