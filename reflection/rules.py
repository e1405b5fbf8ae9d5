"""Who may let others read what they wrote, for whom and until when; and who may read it.

Pairs: `check_x` raises a named exception with a reason for the person, `can_x` answers yes or no.
"""

import uuid
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Audience, User
from people.models.audience import of_people
from reflection.models import Release
from reflection.recipients import NAMED, recipients_of

Person = User | AnonymousUser

USUAL = timedelta(days=14)
LONGEST = timedelta(days=366)


class ReleaseRefused(Exception):
    """This cannot be released so. The text says why, in the person's language."""


class NotYours(ReleaseRefused):
    """Somebody else wrote or released it."""


class NotYourGroup(ReleaseRefused):
    """They named a group they are not in, or somebody they share no group with."""


class NobodyChosen(ReleaseRefused):
    """They said for whom in no way, or in two."""


class NotThatLong(ReleaseRefused):
    """The last day has passed, or lies more than a year away."""


class NotForYou(ReleaseRefused):
    """It is not released to this person, or not any more."""


def check_audience(owner: User, key: str, named: Iterable[uuid.UUID]) -> Callable[[], Audience]:
    """Whether somebody may release to this group, or to these people; gives what makes the audience.

    Only groups they belong to now, and people in those. Writes nothing itself.
    """
    recipients, named = recipients_of(owner), list(named)
    if key == NAMED:
        if not named:
            raise NobodyChosen(_("Duid aan wie het mag lezen."))
        people = recipients.named(named)
        if people is None:
            raise NotYourGroup(_("Je deelt alleen met mensen met wie je nu een groep deelt."))
        return lambda: of_people(people)
    if not key:
        raise NobodyChosen(_("Kies met wie je dit deelt."))
    group = recipients.group(key)
    if group is None:
        raise NotYourGroup(_("Je deelt alleen met een groep waar je nu zelf bij hoort."))
    if named:
        raise NobodyChosen(_("Kies een groep, of duid mensen aan. Niet allebei tegelijk."))
    return lambda: group.audience


def check_until(until: date) -> None:
    """Whether this can be the last day."""
    today = timezone.localdate()
    if until < today:
        raise NotThatLong(_("Die dag is voorbij. Kies vandaag of een dag die nog komt."))
    if until > today + LONGEST:
        raise NotThatLong(_("Je deelt voor hoogstens een jaar. Daarna kan je opnieuw delen."))


def check_release(owner: Person, release: Release) -> None:
    """Whether what was prepared can be released now: groups may have changed since."""
    if release.owner_id != owner.pk or not isinstance(owner, User):
        raise NotYours(_("Alleen wie iets schreef, kan het delen."))
    if release.is_ended:
        raise NotThatLong(_("Dit delen is voorbij. Begin opnieuw."))
    audience, recipients = release.audience, recipients_of(owner)
    group = audience.organisation_id or audience.team_id or audience.circle_id
    if group is not None:
        allowed = group in {choice.group.pk for choice in recipients.groups}
    else:
        allowed = recipients.named(audience.people.values_list("public_id", flat=True)) is not None
    if not allowed:
        raise NotYourGroup(_("Je deelt die groep niet meer. Kies opnieuw met wie je dit deelt."))


def check_open(person: Person, release: Release) -> None:
    """Its owner, as a preview; and whom it was released to, as long as it lasts. No role opens more.

    The reason is the same for all: whether it was revoked, ended or never for them is not told.
    """
    if isinstance(person, User) and person.is_active and release.owner_id == person.pk and not release.is_ended:
        return
    if not release.is_visible_to(person):
        raise NotForYou(_("Dit is niet met jou gedeeld, of niet meer."))


def check_revoke(person: Person, release: Release) -> None:
    """Whoever released it, and nobody else."""
    if release.owner_id != person.pk:
        raise NotYours(_("Alleen wie dit deelde, kan ermee stoppen."))


def can_open(person: Person, release: Release) -> bool:
    return _holds(check_open, person, release)


def can_release(person: Person, release: Release) -> bool:
    return _holds(check_release, person, release)


def can_revoke(person: Person, release: Release) -> bool:
    return _holds(check_revoke, person, release)


def _holds(check: Callable[..., object], *asked: Any) -> bool:
    try:
        check(*asked)
    except ReleaseRefused:
        return False
    return True
