"""The platform's roles, and what they open in the editor."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from people import editing, rules
from people.models import Role, RoleGrant, User
from people.models.roles import EDITING_ROLES


@transaction.atomic
def grant_role(
    *, person: User, role: Role, by: User, starts: date | None = None, until: date | None = None, reason: str = ""
) -> RoleGrant:
    """Give this role, from now or from that day, for good or through that day. Raises NotAllowed.

    Where it was given already and is not over, nothing changes. Trainers and editors enter the Wagtail group of their
    role; no other role opens the editor.
    """
    rules.check_change_role(by, person, role)
    begins = _morning(starts) if starts and starts > timezone.localdate() else timezone.now()
    ends = _morning(until + timedelta(days=1)) if until else None
    return _place(person, role, granted_by=by, granted_at=begins, ends_at=ends, reason=reason)


@transaction.atomic
def place_role(*, person: User, role: Role, granted_by: User | None = None) -> RoleGrant:
    """`grant_role` without asking who gives it: for demo data and the command line only."""
    return _place(person, role, granted_by=granted_by)


@transaction.atomic
def revoke_role(*, person: User, role: Role, by: User, reason: str = "") -> None:
    """Take this role back now; the grant stays as history. Closes the editor at once. Raises NotAllowed."""
    rules.check_change_role(by, person, role)
    RoleGrant.objects.open().filter(person=person, role=role).update(
        revoked_at=timezone.now(), revoked_by=by, revoked_reason=reason
    )
    editing.sync(person)


def settle_roles() -> int:
    """Close the grants whose time is over and open the editor for those that began; how many people it touched.

    May run at any time, and twice. What a role allows ends at its hour without this; the Wagtail group waits for it.
    """
    now = timezone.now()
    over = RoleGrant.objects.open().filter(ends_at__lte=now)
    group_names = {role: editing.GROUP_NAMES[role] for role in EDITING_ROLES}
    begun = Q()
    for role, name in group_names.items():
        begun |= Q(role=role) & ~Q(person__groups__name=name)
    people = [
        *over.values_list("person_id", flat=True),
        *RoleGrant.objects.current(now).filter(begun).values_list("person_id", flat=True),
    ]
    with transaction.atomic():
        over.update(revoked_at=F("ends_at"))
        touched = list(User.objects.filter(pk__in=people))
        for person in touched:
            editing.sync(person)
    return len(touched)


def _place(person: User, role: Role, **given: object) -> RoleGrant:
    RoleGrant.objects.open().filter(person=person, role=role, ends_at__lte=timezone.now()).update(
        revoked_at=F("ends_at")
    )
    grant, _made = RoleGrant.objects.get_or_create(person=person, role=role, revoked_at=None, defaults=given)
    editing.sync(person)
    return grant


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
